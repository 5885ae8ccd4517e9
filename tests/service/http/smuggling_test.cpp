// Whatever two programs could read differently is refused, and nothing that follows it is taken for a
// request.
#include <catch2/catch.hpp>

#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

const std::string next_request = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

// The status of the first answer; fails where a second one follows, or the connection stays open.
int only_answer(unsigned short port, const std::string& request) {
  Client client(port);
  client.send(request + next_request);
  const Answer answer = client.answer();
  const std::string rest = client.rest(3000);
  INFO(request);
  CHECK(rest.find("HTTP/1.1") == std::string::npos);
  CHECK(client.closed_within(3000));
  CHECK_FALSE(client.was_reset());
  return answer.status;
}

std::string form(const std::string& headers, const std::string& body) {
  return "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
         headers + "\r\n" + body;
}

}  // namespace

TEST_CASE("a body whose length can be read in two ways is refused and ends the connection") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  for (const char* headers : {
           "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
           "Content-Length: 3\r\nContent-Length: 3\r\n",
           "Content-Length: 3\r\nContent-Length: 5\r\n",
           "Content-Length: 3, 3\r\n",
           "Content-Length: -3\r\n",
           "Content-Length: +3\r\n",
           "Content-Length: 0x3\r\n",
           "Content-Length: 3 3\r\n",
           "Content-Length: \r\n",
           "Content-Length: 3.0\r\n",
           "Content-Length: 18446744073709551619\r\n",
           "Content-Length: 99999999999999999999999999\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
           "Content-Length : 3\r\n",
           "Content-Length\t: 3\r\n",
           " Content-Length: 3\r\n",
           "X: a\r\n Content-Length: 3\r\n",
           "Content-Length: 3\nTransfer-Encoding: chunked\r\n",
           "X: a\rContent-Length: 3\r\n",
           "Content\0Length: 3\r\n",
           ": 3\r\n",
           "Content-Length 3\r\n",
       })
    CHECK(only_answer(server.port(), form(headers, "a=b")) == 400);
  CHECK(only_answer(server.port(), form(std::string("X: a\0b\r\n", 8) + "Content-Length: 3\r\n", "a=b")) ==
        400);
}

TEST_CASE("transfer codings other than chunked alone are not read") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  for (const char* coding : {"gzip", "gzip, chunked", "chunked, chunked", "chunked, identity", "identity",
                             "xchunked", "\"chunked\"", "chunked;q=1"})
    CHECK(only_answer(server.port(), form(std::string("Transfer-Encoding: ") + coding + "\r\n",
                                          "3\r\na=b\r\n0\r\n\r\n")) == 501);
  CHECK(only_answer(server.port(),
                    "POST /form HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n") == 400);
}

TEST_CASE("chunks are read as they are meant, and not otherwise") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const auto chunked = [](const std::string& body) { return form("Transfer-Encoding: chunked\r\n", body); };
  Client client(server.port());
  client.send(chunked("3\r\na=b\r\n00002\r\n&c\r\n1\r\n=\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n") +
              next_request);
  CHECK(client.answer().body == "a=b;c=0123456789;");
  CHECK(client.answer().body == "hello");
  for (const std::string& body : std::vector<std::string>{
           "3;name=value\r\na=b\r\n0\r\n\r\n", "3;\r\na=b\r\n0\r\n\r\n", "3;x=\"\r\n\"\r\na=b\r\n0\r\n\r\n",
           "3 \r\na=b\r\n0\r\n\r\n", "0x3\r\na=b\r\n0\r\n\r\n", "-3\r\na=b\r\n0\r\n\r\n",
           "+3\r\na=b\r\n0\r\n\r\n", "3\na=b\r\n0\r\n\r\n", "3\r\na=b\n0\r\n\r\n", "3\r\na=bc\r\n0\r\n\r\n",
           "3\r\na=b0\r\n\r\n", "\r\na=b\r\n0\r\n\r\n", "g\r\na=b\r\n0\r\n\r\n",
           "FFFFFFFFFFFFFFFF3\r\na=b\r\n0\r\n\r\n", "3\r\na=b\r\n0\r\nX: y\n\r\n",
           "3\r\na=b\r\n0\r\nX\rY: y\r\n\r\n", "3" + std::string(300, ';') + "\r\na=b\r\n0\r\n\r\n"})
    CHECK(only_answer(server.port(), chunked(body)) == 400);
  CHECK(only_answer(server.port(), chunked("FFFFFFFFFFFFFFF\r\na=b\r\n0\r\n\r\n")) == 413);
  std::string trailers;
  for (int i = 0; i < 100; ++i) trailers += "X: y\r\n";
  CHECK(only_answer(server.port(), chunked("3\r\na=b\r\n0\r\n" + trailers + "\r\n")) == 400);
}

TEST_CASE("request lines that are none are refused") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  for (const char* line :
       {"GET  /hello HTTP/1.1", "GET /hello", "GET /hello HTTP/1.1 ", " GET /hello HTTP/1.1",
        "GET /hello http/1.1", "GET /hel lo HTTP/1.1", "GET /hello HTTP/1.1x", "G@T /hello HTTP/1.1",
        "GET hello HTTP/1.1", "GET /hello#x HTTP/1.1", "GET /h\xc3\xa9llo HTTP/1.1",
        "GET http:///hello HTTP/1.1", "GET http://other/hello HTTP/1.1", "CONNECT localhost:80 HTTP/1.1", ""})
    CHECK(only_answer(server.port(), std::string(line) + "\r\nHost: localhost\r\n\r\n") == 400);
  CHECK(only_answer(server.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
  CHECK(only_answer(server.port(), "GET /hello HTTP/1.1\r\n\r\n") == 400);  // no host
  CHECK(only_answer(server.port(), "GET /hello HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n") ==
        400);  // two
  CHECK(only_answer(server.port(), "GET /hello HTTP/1.1\nHost: localhost\n\n") == 400);
}

TEST_CASE("a body that a route leaves unread is never taken for the next request") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string smuggled = next_request;
  const std::string length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
  CHECK(only_answer(server.port(),
                    "POST /nothing HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" + smuggled) == 404);
  CHECK(only_answer(server.port(),
                    "POST /hello HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" + smuggled) == 405);
  CHECK(only_answer(server.port(), "POST /private/upload HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" +
                                       smuggled) == 401);
  CHECK(only_answer(server.port(),
                    "POST /json HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" + smuggled) == 415);
  CHECK(only_answer(server.port(),
                    "GET /hello HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" + smuggled) == 415);
  CHECK(only_answer(server.port(),
                    "OPTIONS /form HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n" + smuggled) == 204);
}

TEST_CASE("another host's name is not served, so that no page elsewhere can reach a server on loopback") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  CHECK(ask(server.port(), "GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421);
  CHECK(ask(server.port(), "GET /hello HTTP/1.1\r\nHost: LOCALHOST:1234\r\n\r\n").status == 200);
  CHECK(ask(server.port(), "GET /hello HTTP/1.1\r\nHost: [::1]:80\r\n\r\n").status == 200);
  CHECK(ask(server.port(), "GET /hello HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n").status == 400);
}

TEST_CASE("with a public address its name and loopback's are served and no other, also behind a proxy") {
  HttpServerOptions options = example::quick();
  options.public_url = "https://Returns.Example:8443/";
  options.trusted_proxies = {"127.0.0.1"};
  const HttpServer server(options, example::routes(), example::hooks());
  const auto status = [&](const std::string& name) {
    return ask(server.port(), "GET /hello HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status;
  };
  CHECK(status("returns.example") == 200);
  CHECK(status("RETURNS.example:8443") == 200);
  CHECK(status("127.0.0.1:8080") == 200);
  CHECK(status("evil.example") == 421);
  CHECK(status("returns.example.evil.example") == 421);
}

TEST_CASE("addresses are decoded once, and none leads out of its folder") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  for (const char* target : {"/echo/..",        "/echo/%2e%2e",       "/echo/.%2E",
                             "/./hello",        "/echo//hello",       "//hello",
                             "/echo/a%2Fb",     "/echo/a%5Cb",        "/echo/a\\b",
                             "/echo/%00",       "/echo/a%0d%0aX:y",   "/echo/%7f",
                             "/echo/%",         "/echo/%4",           "/echo/%zz",
                             "/echo/%c0%af",    "/echo/%c1%81",       "/echo/%e0%80%af",
                             "/echo/%ed%a0%80", "/echo/%f4%90%80%80", "/echo/%f8%88%80%80%80",
                             "/echo/%80",       "/echo/%e2%82"})
    CHECK(get(server.port(), target).status == 400);
  CHECK(get(server.port(), "/echo/%252e%252e").body == "%2e%2e ");
  CHECK(get(server.port(), "/echo/%E2%82%AC").body == "\xe2\x82\xac ");
  CHECK(get(server.port(), "/echo/a?b=%00").status == 400);
  CHECK(get(server.port(), "/echo/a?b=%ff").status == 400);
  CHECK(get(server.port(), "/echo/a?b=%4").status == 400);
  CHECK(get(server.port(), "/echo/a?&&b&=c&").body == "a =c;b=;");
}
