// Clients that drip, stall or never read cost no more than their time, and nobody else's.
#include <catch2/catch.hpp>

#include <algorithm>
#include <list>
#include <thread>

#include "tests/doors/shell.h"
#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

void pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

}  // namespace

TEST_CASE("a head that drips is ended by its deadline, which no byte prolongs") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  Client client(server.port());
  client.send("GET /hello HTTP/1.1\r\nX: ");
  const long long start = now_in_milliseconds();
  Answer answer;
  while (now_in_milliseconds() - start < 5000 && answer.status == 0) {
    client.send("x");
    answer = client.answer(false, 50);
  }
  CHECK(answer.status == 408);
  CHECK(now_in_milliseconds() - start < 2500);
}

TEST_CASE("more dripping heads than threads leave the others their threads") {
  HttpServerOptions options = example::quick();
  options.times.head = std::chrono::milliseconds(20'000);
  const HttpServer server(options, example::routes(), example::hooks());
  std::list<Client> dripping;
  for (int i = 0; i < 40; ++i) dripping.emplace_back(server.port()).send("GET /hello HTTP/1.1\r\nX: ");
  const long long start = now_in_milliseconds();
  CHECK(get(server.port(), "/hello").status == 200);
  CHECK(now_in_milliseconds() - start < 5000);
}

TEST_CASE("a body that drips is ended, one that keeps up the slowest rate is not") {
  HttpServerOptions options = example::quick();
  options.times.slowest_bytes_per_second = 200;
  const HttpServer server(options, example::routes(), example::hooks());
  const std::string head = "POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\n";
  Client dripping(server.port());
  dripping.send(head);
  const long long start = now_in_milliseconds();
  Answer answer;
  while (now_in_milliseconds() - start < 5000 && answer.status == 0) {
    dripping.send("x");
    answer = dripping.answer(false, 50);
  }
  CHECK(answer.status == 408);
  CHECK(now_in_milliseconds() - start < 4000);
  Client steady(server.port());
  steady.send(head);
  for (int i = 0; i < 40; ++i) {
    steady.send(std::string(100, 'x'));
    pause(30);
  }
  CHECK(steady.answer().status == 200);
}

TEST_CASE("a client that does not read its answer is let go") {
  HttpServerOptions options = example::quick();
  options.times.stall = std::chrono::milliseconds(300);
  options.times.grace = std::chrono::milliseconds(60'000);
  const HttpServer server(options, example::routes(), example::hooks());
  Client deaf(server.port());
  deaf.send("GET /large?bytes=60000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const long long start = now_in_milliseconds();
  while (server.load().running == 0) pause(5);
  while (server.load().running > 0 && now_in_milliseconds() - start < 10'000) pause(20);
  CHECK(now_in_milliseconds() - start < 8000);
  CHECK(deaf.rest().size() < 60'000'000);
}

TEST_CASE("idle connections hold no thread, and end by themselves") {
  HttpServerOptions options = example::quick();
  options.times.idle = std::chrono::milliseconds(3000);
  const HttpServer server(options, example::routes(), example::hooks());
  std::list<Client> idle;
  for (int i = 0; i < 50; ++i) {
    idle.emplace_back(server.port()).send(hello);
    CHECK(idle.back().answer().status == 200);
  }
  const long long start = now_in_milliseconds();
  CHECK(get(server.port(), "/hello").status == 200);
  CHECK(now_in_milliseconds() - start < 2000);
  CHECK(idle.back().closed_within(10'000));
}

TEST_CASE("an idle connection gives way to a new one when there are too many") {
  HttpServerOptions options = example::quick();
  options.connections = 8;
  options.times.idle = std::chrono::milliseconds(60'000);
  const HttpServer server(options, example::routes(), example::hooks());
  std::list<Client> idle;
  for (int i = 0; i < 20; ++i) {
    idle.emplace_back(server.port()).send(hello);
    CHECK(idle.back().answer().status == 200);
  }
  CHECK(idle.front().closed_within(5000));
  idle.back().send(hello);
  CHECK(idle.back().answer().status == 200);
}

TEST_CASE("when every thread is taken and the queue is full, each further request gets 503 and reads it") {
  HttpServerOptions options = example::quick();
  options.threads = 2;
  options.queue = 3;
  const HttpServer server(options, example::routes(), example::hooks());
  std::list<Client> clients;
  for (int i = 0; i < 12; ++i) {
    clients.emplace_back(server.port())
        .send("GET /slow?milliseconds=1500 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    if (i < 2)
      while (server.load().running < static_cast<std::size_t>(i) + 1) pause(2);
  }
  int served = 0, turned_away = 0;
  for (Client& client : clients) {
    const Answer answer = client.answer();
    served += answer.status == 200;
    turned_away +=
        answer.status == 503 && answer.headers.count("retry-after") == 1 && code_of(answer) == "too-busy";
  }
  CHECK(served == 5);
  CHECK(turned_away == 7);
}

TEST_CASE("more connections than there may be get 503 and read it, also behind a large body") {
  HttpServerOptions options = example::quick();
  options.connections = 4;
  options.times.head = std::chrono::milliseconds(5000);
  const HttpServer server(options, example::routes(), example::hooks());
  std::list<Client> holding;
  for (int i = 0; i < 4; ++i) holding.emplace_back(server.port()).send("GET /hel");
  while (server.load().connections < 4) pause(2);
  const Answer answer = post(server.port(), "/raw", std::string(900 << 10, 'x'), "a/b");
  CHECK(answer.status == 503);
  CHECK_FALSE(answer.reset);
  for (Client& client : holding) {
    client.send("lo HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(client.answer().status == 200);
  }
}

TEST_CASE("bodies that are slow to come leave threads for short requests") {
  HttpServerOptions options = example::quick();
  options.times.grace = std::chrono::milliseconds(20'000);
  const HttpServer server(options, example::routes(), example::hooks());
  std::list<Client> slow;
  for (int i = 0; i < 4; ++i)
    slow.emplace_back(server.port())
        .send("POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
  CHECK(std::any_of(slow.begin(), slow.end(),
                    [](Client& client) { return client.answer(false, 300).status == 503; }));
  const long long start = now_in_milliseconds();
  CHECK(get(server.port(), "/hello").status == 200);
  CHECK(now_in_milliseconds() - start < 5000);
}

TEST_CASE("a stop lets running requests finish, closes idle connections and takes no new ones") {
  HttpServer server(example::quick(), example::routes(), example::hooks());
  const unsigned short port = server.port();
  Client running(port), idle(port), begun(port);
  idle.send(hello);
  CHECK(idle.answer().status == 200);
  running.send("GET /slow?milliseconds=300 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  begun.send("GET /hello HTTP/1.1\r\nHo");
  while (server.load().running == 0) pause(2);
  CHECK(server.ready());
  server.announce_stop();
  CHECK_FALSE(server.ready());
  CHECK(get(port, "/hello").status == 200);  // still served, while a balancer learns of it
  std::thread stopping([&] { server.stop(5); });
  CHECK(idle.closed_within(5000));
  begun.send("st: localhost\r\n\r\n");
  const Answer last = begun.answer();
  CHECK(last.status == 200);
  CHECK(last.headers.at("connection") == "close");
  CHECK(running.answer().body == "done");
  const long long start = now_in_milliseconds();
  running.end();
  begun.end();
  stopping.join();
  CHECK(now_in_milliseconds() - start < 2500);
  CHECK_THROWS(Client(port));
}

TEST_CASE("a stop cuts off what does not finish in its time") {
  HttpServerOptions options = example::quick();
  options.times.grace = std::chrono::milliseconds(60'000);
  HttpServer server(options, example::routes(), example::hooks());
  Client endless(server.port());
  endless.send("POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
  while (server.load().running == 0) pause(2);
  const long long start = now_in_milliseconds();
  server.stop(0.2);
  CHECK(now_in_milliseconds() - start < 3000);
}

TEST_CASE("programs started from the server's process do not keep its sockets open") {
  auto server = std::make_unique<HttpServer>(example::quick(), example::routes(), example::hooks());
  const unsigned short port = server->port();
  Client client(port);
  client.send(hello);
  CHECK(client.answer().status == 200);
  const doors::Folder folder;
  doors::run("sleep 3 >/dev/null 2>&1 & echo $! >pid", folder);
  server.reset();
  CHECK_THROWS(Client(port));
  CHECK(client.closed_within(5000));
  doors::run("kill $(cat pid)", folder);
}
