// Whoever sends much, slowly, or announces what never comes takes a share of the server, and not the others'.
#include <catch2/catch.hpp>

#include <list>
#include <thread>

#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

std::string by(const std::string& who) { return "X-Who: " + who + "\r\n"; }

std::string start_of(const std::string& target, std::size_t length, const std::string& headers) {
  return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
         "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: " + std::to_string(length) +
         "\r\n\r\n--x\r\n";
}

const std::string small_file =
    "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nyes\r\n--x--";
Answer upload(unsigned short port, const std::string& who) {
  return post(port, "/private/upload", small_file, "multipart/form-data; boundary=x", by(who));
}

HttpServerOptions patient() {
  HttpServerOptions options = example::quick();
  options.times.grace = options.times.stall = std::chrono::milliseconds(20'000);
  return options;
}

void until_read(const HttpServer& server, std::size_t bytes) {
  const long long start = now_in_milliseconds();
  while (server.load().body_bytes < bytes && now_in_milliseconds() - start < 5000)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

// What a request held is let go just after its answer: until no more than this is held.
void until_let_go(const HttpServer& server, std::size_t bytes) {
  const long long start = now_in_milliseconds();
  while (server.load().body_bytes > bytes && now_in_milliseconds() - start < 5000)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace

TEST_CASE("a body that is only announced takes no room from those that come") {
  HttpServerOptions options = patient();
  options.threads = 16;
  options.limits.bodies_in_memory = options.limits.body_bytes;
  const HttpServer server(options, example::routes(), example::people());
  Client first(server.port()), second(server.port());
  first.send(start_of("/private/upload", options.limits.body_bytes, by("ann")));
  second.send(start_of("/private/upload", options.limits.body_bytes, by("ann")));
  until_read(server, 10);
  CHECK(server.load().body_bytes == 10);
  CHECK(upload(server.port(), "ben").body == "f:a:3;");
  CHECK(post(server.port(), "/form", "a=b").body == "a=b;");
}

TEST_CASE("one caller's slow bodies leave threads to everybody else") {
  HttpServerOptions options = patient();
  options.threads = 16;  // 12 of them for bodies, 4 for those of one caller
  const HttpServer server(options, example::routes(), example::people());
  std::list<Client> slow;
  for (int i = 0; i < 20; ++i)
    slow.emplace_back(server.port()).send(start_of("/private/upload", 1000, by("ann")));
  until_read(server, 20);
  int waiting = 0, turned_away = 0;
  for (Client& client : slow) {
    const Answer answer = client.answer(false, 100);
    waiting += answer.status == 0;
    turned_away += answer.status == 503 && answer.headers.count("retry-after") == 1;
  }
  CHECK(waiting == 4);
  CHECK(turned_away == 16);
  CHECK(upload(server.port(), "ben").status == 200);
  CHECK(post(server.port(), "/upload", small_file, "multipart/form-data; boundary=x").status == 200);
  CHECK(post(server.port(), "/form", "a=b").status == 200);
}

TEST_CASE("one caller's bodies leave memory to everybody else") {
  HttpServerOptions options = patient();
  options.threads = 16;
  options.limits.bodies_in_memory = 1 << 20;
  options.limits.bodies_of_one = 512 << 10;
  const HttpServer server(options, example::routes(), example::people());
  const auto raw = [&](const std::string& who, std::size_t bytes) {
    return post(server.port(), "/raw", std::string(bytes, 'x'), "a/b", by(who));
  };
  Client holding(server.port());
  holding.send("POST /raw HTTP/1.1\r\nHost: localhost\r\n" + by("ann") + "Content-Length: 400000\r\n\r\n" +
               std::string(390'000, 'x'));
  until_read(server, 390'000);
  const Answer too_much = raw("ann", 200'000);
  CHECK(too_much.status == 503);
  CHECK(too_much.headers.at("retry-after") == "5");
  until_let_go(server, 390'000);
  CHECK(raw("ann", 100'000).status == 200);
  until_let_go(server, 390'000);
  CHECK(raw("ben", 500'000).status == 200);
  holding.send(std::string(10'000, 'x'));
  CHECK(holding.answer().status == 200);
  until_let_go(server, 0);
  CHECK(raw("ann", 200'000).status == 200);
}

TEST_CASE("forms find room when files have taken all the threads and memory there are for them") {
  HttpServerOptions options = patient();
  options.limits.bodies_in_memory = 3000;
  const HttpServer server(options, example::routes(), example::people());  // 3 of 4 threads for bodies
  std::list<Client> slow;
  for (const char* who : {"ann", "ben", "cyd"})
    slow.emplace_back(server.port())
        .send("POST /raw HTTP/1.1\r\nHost: localhost\r\n" + by(who) + "Content-Length: 2000\r\n\r\n" +
              std::string(1000, 'x'));
  until_read(server, 3000);
  CHECK(upload(server.port(), "dan").status == 503);
  CHECK(post(server.port(), "/form", "a=b").status == 200);
  CHECK(post(server.port(), "/form", "a=b", "application/x-www-form-urlencoded", by("ann")).status == 200);
  CHECK(get(server.port(), "/hello").status == 200);
}

TEST_CASE("a body that comes no faster than a drip ends with the server's patience, a steady one does not") {
  HttpServerOptions options = patient();
  options.times.slowest_bytes_per_second = 1;
  options.times.patience = std::chrono::milliseconds(600);
  options.times.steady_bytes_per_second = 2000;
  const HttpServer server(options, example::routes(), example::people());
  const std::string head = "POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000\r\n\r\n";
  Client dripping(server.port());
  dripping.send(head);
  const long long start = now_in_milliseconds();
  Answer answer;
  while (now_in_milliseconds() - start < 8000 && answer.status == 0) {
    dripping.send("x");
    answer = dripping.answer(false, 30);
  }
  CHECK(answer.status == 408);
  CHECK(now_in_milliseconds() - start < 4000);
  Client steady(server.port());
  steady.send(head);
  for (int i = 0; i < 40; ++i) {
    steady.send(std::string(200, 'x'));
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
  }
  CHECK(steady.answer().status == 200);
}

TEST_CASE("the largest file passes on an office's slow line, and the smallest rate is no hold on a thread") {
  const HttpTimes times;
  const double file = 64 << 20, line = 64 << 10;
  const double steady = static_cast<double>(times.steady_bytes_per_second);
  CHECK(line > steady);
  CHECK(file / line < static_cast<double>(times.patience.count()) / 1000 + file / steady);
  // Dripped at the slowest rate, a body of any size is over in less than three minutes.
  const double slowest = static_cast<double>(times.slowest_bytes_per_second);
  CHECK(static_cast<double>(times.patience.count()) / 1000 / (1 - slowest / steady) < 180);
}

TEST_CASE("whose roles could never be enough is told before a byte of the body") {
  Routes routes = example::routes();
  for (Route& route : routes)
    if (route.name == "private-upload") {
      route.need = Need::prepare;
      route.place_of = [](const HttpRequest& request) { return request.one("place"); };
    }
  const HttpServer server(patient(), routes, example::people());
  for (const char* who : {"auditor", "nobody-yet"}) {
    Client client(server.port());
    client.send(start_of("/private/upload", 4'000'000, by(who)));
    const Answer answer = client.answer();
    CHECK(answer.status == 403);
    CHECK(code_of(answer) == "not-allowed");
  }
  CHECK(server.load().body_bytes == 0);
  const std::string place = "--x\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n";
  const auto status = [&](const std::string& code) {
    return post(server.port(), "/private/upload", place + code + "\r\n--x--",
                "multipart/form-data; boundary=x", by("leeds"))
        .status;
  };
  CHECK(status("LE") == 200);
  CHECK(status("BR") == 403);
}
