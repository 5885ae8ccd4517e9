// What everybody may expect: routes, methods, forms, files, kept connections.
#include <catch2/catch.hpp>

#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

TEST_CASE("a table of routes is served on a free port of loopback") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  CHECK(get(server.port(), "/hello").body == "hello");
  CHECK(get(server.port(), "/echo/caf%C3%A9?b=2&a=1+%2B&a=%26").body == "caf\xc3\xa9 a=1 +;a=&;b=2;");
  CHECK(get(server.port(), "/echo/fixed").body == "the fixed one");
  CHECK(ask(server.port(), "GET http://localhost/hello HTTP/1.1\r\nHost: localhost\r\n\r\n").body == "hello");
}

TEST_CASE("forms, JSON, files and raw bytes arrive as what they are") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  CHECK(post(server.port(), "/form", "name=Leeds+%26+District&tick=a&tick=b").body ==
        "name=Leeds & District;tick=a;tick=b;");
  CHECK(post(server.port(), "/json", "{\"a\":1}", "application/json; charset=utf-8").body == "{\"a\":1}");
  CHECK(post(server.port(), "/raw", std::string("PK\0\1", 4), "application/octet-stream").body ==
        std::string("PK\0\1", 4));
  const std::string form =
      "--xyz\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nLE\r\n"
      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\nContent-Type: "
      "x/y\r\n\r\nab\r\n--xy\r\n\r\n"
      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--xyz--\r\n";
  CHECK(post(server.port(), "/upload", form, "multipart/form-data; boundary=xyz").body ==
        "place=LE;file:a.xlsx:10;");
}

TEST_CASE("a body of another kind than the route's is refused with what is wanted") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const Answer answer = post(server.port(), "/json", "a=1");
  CHECK(answer.status == 415);
  CHECK(answer.body.find("Send it as application/json.") != std::string::npos);
}

TEST_CASE("a connection is kept for the next request, also when it came with the last") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  Client client(server.port());
  const std::string request = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
  client.send(request + request +
              "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
              "Content-Type: application/x-www-form-urlencoded\r\n\r\na=b" +
              request);
  CHECK(client.answer().body == "hello");
  CHECK(client.answer().body == "hello");
  CHECK(client.answer().body == "a=b;");
  CHECK(client.answer().body == "hello");
  client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(client.answer().headers.at("connection") == "close");
  CHECK(client.closed_within(5000));
}

TEST_CASE("what is not there is 404, what is there by another method 405 with the methods") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  CHECK(get(server.port(), "/nothing").status == 404);
  CHECK(get(server.port(), "/hello/").status == 404);
  CHECK(get(server.port(), "/echo/").status == 404);
  const Answer wrong = post(server.port(), "/hello", "");
  CHECK(wrong.status == 405);
  CHECK(wrong.headers.at("allow") == "GET, HEAD, OPTIONS");
  const Answer options = ask(server.port(), "OPTIONS /form HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(options.status == 204);
  CHECK(options.headers.at("allow") == "OPTIONS, POST");
  CHECK(ask(server.port(), "BREW /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 405);
}

TEST_CASE("HEAD says what GET would, without the body") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  Client client(server.port());
  client.send(
      "HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Answer head = client.answer(true);
  CHECK(head.status == 200);
  CHECK(head.headers.at("content-length") == "5");
  CHECK(client.answer(true).status == 404);  // nothing of a body stood between the two
}

TEST_CASE("a defect in a handler is answered without its details") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const Answer answer = get(server.port(), "/defect");
  CHECK(answer.status == 500);
  CHECK(answer.body.find("secret detail") == std::string::npos);
  CHECK(answer.body.find(answer.headers.at("x-request-id")) != std::string::npos);
}

TEST_CASE("the page that says there is nothing knows who asked") {
  HttpHooks hooks = example::hooks();
  hooks.page_of_refusal = [](int status, const Refusal&, const HttpRequest& request) {
    return HttpAnswer{status, "text/html; charset=utf-8", "asked by " + request.caller.name};
  };
  const HttpServer server(example::quick(), example::routes(), hooks);
  const Answer page = get(server.port(), "/nothing", "Cookie: session=ann\r\nAccept: text/html\r\n");
  CHECK(page.status == 404);
  CHECK(page.body == "asked by ann");
  CHECK(get(server.port(), "/nothing", "Accept: text/html\r\n").body == "asked by ");
}
