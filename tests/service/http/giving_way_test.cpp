// Reports give way before uploads: what reads much has its share of the threads and no more.
#include <catch2/catch.hpp>

#include <list>
#include <thread>

#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

const std::string slow_report = "GET /report?milliseconds=1500 HTTP/1.1\r\nHost: localhost\r\n\r\n";

void pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

// Twelve threads of sixteen for bodies, two for reports, two for what is short.
HttpServerOptions sixteen_threads() {
  HttpServerOptions options = example::quick();
  options.threads = 16;
  options.times.grace = std::chrono::milliseconds(20'000);
  return options;
}

void wait_until_running(const HttpServer& server, std::size_t count) {
  while (server.load().running < count) pause(2);
}

}  // namespace

TEST_CASE(
    "reports fill their share and no more, beyond it 503 with Retry-After, and an upload is taken at once") {
  const HttpServer server(sixteen_threads(), example::routes(), example::hooks());
  std::list<Client> reports;
  for (std::size_t i = 0; i < 2; ++i) {
    reports.emplace_back(server.port()).send(slow_report);
    wait_until_running(server, i + 1);
  }
  for (int i = 0; i < 30; ++i) {
    const Answer answer = get(server.port(), "/report?milliseconds=0");
    REQUIRE(answer.status == 503);
    CHECK_FALSE(answer.reset);
    CHECK(answer.headers.count("retry-after") == 1);
    CHECK(code_of(answer) == "too-busy");
  }
  const long long start = now_in_milliseconds();
  CHECK(post(server.port(), "/raw", std::string(100'000, 'x'), "a/b").body.size() == 100'000);
  CHECK(get(server.port(), "/hello").body == "hello");
  CHECK(now_in_milliseconds() - start < 1000);
  for (Client& client : reports) CHECK(client.answer().status == 200);
  CHECK(get(server.port(), "/report?milliseconds=0").status == 200);  // the share is given back
}

TEST_CASE("with uploads and reports at their bounds there is still a thread for what is short") {
  const HttpServer server(sixteen_threads(), example::routes(), example::people());
  std::list<Client> clients;
  for (std::size_t i = 0; i < 15; ++i) {
    const std::string raw = "POST /raw HTTP/1.1\r\n", form =
                                                          "POST /form HTTP/1.1\r\nContent-Type: "
                                                          "application/x-www-form-urlencoded\r\n";
    const std::string from = "X-Who: person " + std::to_string(i % 3) + "\r\n";
    clients.emplace_back(server.port())
        .send(i < 2 ? slow_report
                    : (i < 14 ? raw : form) + from + "Host: localhost\r\nContent-Length: 2\r\n\r\nx");
    wait_until_running(server, i + 1);
  }
  CHECK(get(server.port(), "/hello").body == "hello");
  CHECK(post(server.port(), "/raw", "xx", "a/b").status == 503);
  CHECK(get(server.port(), "/report?milliseconds=0").status == 503);
  for (Client& client : clients) client.send("x");
  for (Client& client : clients) CHECK(client.answer().status == 200);
}

TEST_CASE("a reader that is slow to take its report holds its share until it is let go") {
  HttpServerOptions options = example::quick();
  options.times.stall = std::chrono::milliseconds(600);
  options.times.grace = std::chrono::milliseconds(60'000);
  const HttpServer server(options, example::routes(), example::hooks());
  Client deaf(server.port());
  deaf.send("GET /report?milliseconds=0&bytes=60000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  wait_until_running(server, 1);
  pause(100);
  CHECK(get(server.port(), "/report?milliseconds=0").status == 503);
  while (server.load().running > 0) pause(20);
  CHECK(get(server.port(), "/report?milliseconds=0").status == 200);
}
