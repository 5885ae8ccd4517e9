// TLS with a certificate made for the test, asked by the openssl program and by hostile bytes.
#include <catch2/catch.hpp>

#include <list>

#include "service/http/unusable_certificate.h"
#include "tests/doors/shell.h"
#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

struct Certified {
  doors::Folder folder;
  HttpServerOptions options = example::quick();
  Certified() {
    const auto made = doors::run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 2 -subj "
        "/CN=localhost "
        "-addext subjectAltName=DNS:localhost",
        folder);
    INFO(made.err);
    REQUIRE(made.exit_code == 0);
    options.certificate = folder.file("certificate.pem");
    options.key = folder.file("key.pem");
    options.times.head = std::chrono::milliseconds(2000);
  }
  std::string ask(unsigned short port, const std::string& more, const std::string& request) const {
    doors::write(folder.path() / "request", request);
    return doors::run("openssl s_client -quiet -connect 127.0.0.1:" + std::to_string(port) +
                          " -CAfile certificate.pem -verify_return_error " + more + " < request",
                      folder, 20)
        .out;
  }
};

const std::string hello = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken with the certificate given, and nothing older") {
  const Certified certified;
  const HttpServer server(certified.options, example::routes(), example::hooks());
  const std::string answer = certified.ask(server.port(), "-tls1_3", hello);
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.ends_with("\r\n\r\nhello"));
  CHECK(answer.find("Strict-Transport-Security: ") != std::string::npos);
  CHECK(certified.ask(server.port(), "-tls1_2", hello).ends_with("hello"));
  CHECK(certified.ask(server.port(), "-tls1_1 -cipher DEFAULT@SECLEVEL=0", hello).empty());
  CHECK(certified.ask(server.port(), "-tls1_2 -cipher AES128-SHA", hello).empty());  // no forward secrecy
  CHECK(certified.ask(server.port(), "", "GET /who HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .ends_with("127.0.0.1 by TLS"));
}

TEST_CASE("large bodies and answers pass through TLS whole") {
  const Certified certified;
  const HttpServer server(certified.options, example::routes(), example::hooks());
  const std::string body(900'000, 'x');
  const std::string answer = certified.ask(
      server.port(), "",
      "POST /raw HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 900000\r\n\r\n" + body);
  CHECK(answer.ends_with("\r\n\r\n" + body));
  CHECK(certified
            .ask(server.port(), "",
                 "POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n" + body)
            .starts_with("HTTP/1.1 413 "));
}

TEST_CASE("who speaks no TLS, or stops in the middle of it, holds no thread") {
  const Certified certified;
  const HttpServer server(certified.options, example::routes(), example::hooks());
  std::list<Client> silent;
  for (int i = 0; i < 20; ++i) silent.emplace_back(server.port()).send(std::string("\x16\x03\x01\x02", 4));
  CHECK(get(server.port(), "/hello").status == 0);
  CHECK(certified.ask(server.port(), "", hello).ends_with("hello"));
  CHECK(silent.front().closed_within(4000));
}

TEST_CASE("a key that belongs to another certificate is refused at the start") {
  const Certified certified, another;
  HttpServerOptions options = certified.options;
  options.key = another.options.key;
  CHECK_THROWS_WITH(HttpServer(options, example::routes()),
                    "the key " + options.key + " does not belong to the certificate " + options.certificate);
  const HttpServer server(another.options, example::routes());  // which is a pair
}

TEST_CASE("a certificate that cannot be used is said in words at the start") {
  const Certified certified;
  HttpServerOptions options = certified.options;
  options.key = certified.folder.file("no.pem");
  CHECK_THROWS_WITH(HttpServer(options, example::routes()), Catch::Contains("no.pem cannot be used: "));
  CHECK_THROWS_AS(HttpServer(options, example::routes()), UnusableCertificate);
  options = example::quick();
  const HttpServer first(options, example::routes());
  options.port = first.port();
  CHECK_THROWS_WITH(HttpServer(options, example::routes()),
                    Catch::Contains("port " + std::to_string(options.port)));
}
