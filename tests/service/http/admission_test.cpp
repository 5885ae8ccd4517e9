// Who is let in is decided from the route's record alone.
#include <catch2/catch.hpp>

#include "service/http/admission.h"
#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

const std::string by_key = "Authorization: Bearer leeds\r\n";
const std::string by_session = "Cookie: other=1; session=ann\r\n";
const std::string is_form = "application/x-www-form-urlencoded";

}  // namespace

TEST_CASE("a stranger is told to sign in, and his body is not read") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const Answer answer = get(server.port(), "/places/LE");
  CHECK(answer.status == 401);
  CHECK(answer.headers.at("www-authenticate") == "Bearer realm=\"stp\"");
  CHECK(code_of(answer) == "not-signed-in");
  Client uploading(server.port());
  uploading.send("POST /private/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n\r\n");
  CHECK(uploading.answer().status == 401);
}

TEST_CASE("a stranger at a page is sent to sign in and back") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const Answer answer = get(server.port(), "/page?a=b&c=%2F");
  CHECK(answer.status == 303);
  CHECK(answer.headers.at("location") == "/sign-in?next=%2Fpage%3Fa%3Db%26c%3D%252F");
  CHECK(post(server.port(), "/page", "").headers.at("location") == "/sign-in");
}

TEST_CASE("each place's figures are for its own people") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  CHECK(get(server.port(), "/places/LE", by_key).body == "figures of LE");
  CHECK(get(server.port(), "/places/BR", by_key).status == 403);
  CHECK(get(server.port(), "/places/le", by_key).status == 403);
  CHECK(get(server.port(), "/places/L%45", by_key).body == "figures of LE");
  CHECK(post(server.port(), "/places/LE/note", "a=b", is_form, by_key).status == 200);
  CHECK(post(server.port(), "/places/BR/note", "place=LE", is_form, by_key).status == 403);
}

TEST_CASE("a route may find its place in the form") {
  Routes routes = example::routes();
  Route hand_in = routes[5];
  hand_in.pattern = "/hand-in";
  hand_in.name = "hand-in";
  hand_in.need = Need::prepare;
  hand_in.place_of = [](const HttpRequest& request) { return request.one("place"); };
  routes.push_back(hand_in);
  const HttpServer server(example::quick(), routes, example::hooks());
  const auto form = [](const std::string& place) {
    return "--b\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n" + place + "\r\n--b--";
  };
  CHECK(post(server.port(), "/hand-in", form("LE"), "multipart/form-data; boundary=b", by_key).status == 200);
  CHECK(post(server.port(), "/hand-in", form("BR"), "multipart/form-data; boundary=b", by_key).status == 403);
}

TEST_CASE("what changes something in a browser needs the session's token") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string to = "/places/LE/note";
  CHECK(get(server.port(), "/places/LE", by_session).status == 200);
  CHECK(code_of(post(server.port(), to, "a=b", is_form, by_session)) == "csrf");
  CHECK(code_of(post(server.port(), to, "csrf=token-of-ben", is_form, by_session)) == "csrf");
  CHECK(code_of(post(server.port(), to, "csrf=", is_form, by_session)) == "csrf");
  CHECK(code_of(post(server.port(), to + "?csrf=token-of-ann", "a=b", is_form, by_session)) == "csrf");
  CHECK(post(server.port(), to, "csrf=token-of-ann", is_form, by_session).status == 200);
  CHECK(post(server.port(), to, "a=b", is_form, by_session + "X-CSRF-Token: token-of-ann\r\n").status == 200);
}

TEST_CASE("what another site's page sends is refused, with or without a session") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const auto status = [&](const std::string& headers) {
    return post(server.port(), "/places/LE/note", "csrf=token-of-ann", is_form, by_session + headers).status;
  };
  CHECK(status("Sec-Fetch-Site: same-origin\r\n") == 200);
  CHECK(status("Sec-Fetch-Site: none\r\n") == 200);
  CHECK(status("Sec-Fetch-Site: same-site\r\n") == 403);
  CHECK(status("Sec-Fetch-Site: cross-site\r\n") == 403);
  CHECK(status("Origin: http://localhost\r\n") == 200);
  CHECK(status("Origin: http://localhost:80\r\n") == 200);
  CHECK(status("Origin: http://localhost:81\r\n") == 403);
  CHECK(status("Origin: http://evil.example\r\n") == 403);
  CHECK(status("Origin: null\r\n") == 403);
  CHECK(post(server.port(), "/form", "a=b", is_form, "Sec-Fetch-Site: cross-site\r\n").status == 403);
  CHECK(get(server.port(), "/hello", "Sec-Fetch-Site: cross-site\r\n").status == 200);
}

TEST_CASE("a browser's refusal is a page, a program's a problem") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const Answer page = post(server.port(), "/page", "", is_form, by_session);
  CHECK(page.status == 403);
  CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
  CHECK(get(server.port(), "/nothing", "Accept: text/html,*/*;q=0.8\r\n").body ==
        "<h1>There is nothing at this address.</h1>");
  CHECK(get(server.port(), "/nothing").headers.at("content-type") == "application/problem+json");
  CHECK(get(server.port(), "/api/nothing", "Accept: text/html\r\n").headers.at("content-type") ==
        "application/problem+json");
}
