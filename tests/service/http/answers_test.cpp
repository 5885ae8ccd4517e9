// What every answer carries, what is logged of it, and where a request comes from.
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <mutex>
#include <sstream>

#include "service/http/wire/answer_bytes.h"
#include "service/http/wire/origin.h"
#include "tests/doors/shell.h"
#include "tests/service/http/client.h"
#include "tests/service/http/example.h"

using namespace stp;
using namespace hostile;

namespace {

// What is logged while it lives.
struct Logged {
  std::ostringstream text;
  std::shared_ptr<spdlog::logger> before = spdlog::default_logger();
  Logged() {
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(text)));
  }
  ~Logged() { spdlog::set_default_logger(before); }
};

}  // namespace

TEST_CASE("every answer carries the headers that keep a browser safe") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  for (const char* target : {"/hello", "/nothing", "/page", "/echo/..", "/defect"}) {
    const Answer answer = get(server.port(), target);
    const auto& headers = answer.headers;
    CHECK(headers.at("content-security-policy").starts_with("default-src 'none'; script-src 'self';"));
    CHECK(headers.at("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
    CHECK(headers.at("content-security-policy").find("unsafe") == std::string::npos);
    CHECK(headers.at("x-content-type-options") == "nosniff");
    CHECK(headers.at("referrer-policy") == "same-origin");
    CHECK(headers.at("permissions-policy").find("camera=()") != std::string::npos);
    CHECK(headers.at("cross-origin-opener-policy") == "same-origin");
    CHECK(headers.at("cross-origin-resource-policy") == "same-origin");
    CHECK(headers.at("cache-control") == "no-store");
    CHECK(headers.at("x-request-id").size() == 16);
    CHECK(headers.count("date") == 1);
    CHECK(headers.count("server") == 0);
    CHECK(headers.count("strict-transport-security") == 0);
  }
}

TEST_CASE("a handler's headers replace ours, and cannot end the answer") {
  HttpAnswer answer{200, "text/plain", "x"};
  answer.headers = {{"Cache-Control", "public"},
                    {"X-Name", "a\r\nSet-Cookie: b=c"},
                    {"X: y\r\nZ", "a"},
                    {"X-Good", "caf\xc3\xa9"}};
  const std::string bytes = wire::answer_bytes(answer, {"id", true, true, false});
  CHECK(bytes.find("Cache-Control: public\r\n") != std::string::npos);
  CHECK(bytes.find("no-store") == std::string::npos);
  CHECK(bytes.find("Set-Cookie") == std::string::npos);
  CHECK(bytes.find("\r\nZ") == std::string::npos);
  CHECK(bytes.find("X-Good: caf\xc3\xa9\r\n") != std::string::npos);
  CHECK(bytes.find("Strict-Transport-Security: max-age=31536000\r\n") != std::string::npos);
  answer.headers = {{"X-Frame-Options", ""}};  // only keeps ours away
  CHECK(wire::answer_bytes(answer, {"id", true, true, false}).find("X-Frame") == std::string::npos);
  answer.status = 304;
  CHECK(wire::answer_bytes(answer, {"id", false, true, false}).ends_with("\r\n\r\n"));
  CHECK(wire::answer_bytes(answer, {"id", false, true, false}).find("Content-Length") == std::string::npos);
}

TEST_CASE("a request is logged in one line without its query, cookies, keys or body") {
  Logged logged;
  {
    const HttpServer server(example::quick(), example::routes(), example::hooks());
    post(server.port(), "/places/LE/note?query=secret1", "a=secret2", "application/x-www-form-urlencoded",
         "Authorization: Bearer leeds\r\nCookie: c=secret3\r\nX-Forwarded-For: secret4\r\n");
    get(server.port(), "/echo/a%0Ab");
    get(server.port(), "/defect");
  }
  const std::string text = logged.text.str();
  CHECK(text.find("127.0.0.1 ann POST /places/LE/note 200 10 bytes") != std::string::npos);
  CHECK(text.find("secret1") == std::string::npos);
  CHECK(text.find("secret2") == std::string::npos);
  CHECK(text.find("secret3") == std::string::npos);
  CHECK(text.find("secret4") == std::string::npos);
  CHECK(text.find("leeds") == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);  // one a request, and the defect's own
}

TEST_CASE("each answer is counted under its route's name") {
  std::mutex mutex;
  std::vector<std::string> seen;
  HttpHooks hooks = example::hooks();
  hooks.observe = [&](const std::string& route, int status, double seconds) {
    const std::lock_guard lock(mutex);
    seen.push_back(route + " " + std::to_string(status) +
                   (seconds >= 0 && seconds < 5 ? "" : " in no time that can be"));
  };
  {
    const HttpServer server(example::quick(), example::routes(), hooks);
    get(server.port(), "/echo/a");
    get(server.port(), "/nothing");
    get(server.port(), "/echo/%");
    ask(server.port(), "GET /hello HTTP/1.1\r\nX: " + std::string(100'000, 'x'));
  }
  std::sort(seen.begin(), seen.end());  // each connection has its own thread
  CHECK(seen == std::vector<std::string>{" 400", " 404", " 431", "echo 200"});
}

TEST_CASE("what a proxy says of its client is believed of trusted proxies alone") {
  const auto who = [](const std::vector<std::string>& trusted, const std::string& headers) {
    HttpServerOptions options = example::quick();
    options.trusted_proxies = trusted;
    const HttpServer server(options, example::routes(), example::hooks());
    return get(server.port(), "/who", headers).body;
  };
  const std::string said = "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n";
  CHECK(who({}, said) == "127.0.0.1 in the clear");
  CHECK(who({"10.0.0.0/8"}, said) == "127.0.0.1 in the clear");
  CHECK(who({"127.0.0.1"}, said) == "203.0.113.7 by TLS");
  CHECK(who({"127.0.0.0/8"}, said) == "203.0.113.7 by TLS");
  CHECK(who({"127.0.0.1"}, "") == "127.0.0.1 in the clear");
  // What the client itself wrote stands before what our proxies added.
  CHECK(who({"127.0.0.1", "10.0.0.0/8"}, "X-Forwarded-For: 1.1.1.1, 203.0.113.7, 10.1.2.3\r\n") ==
        "203.0.113.7 in the clear");
  CHECK(who({"127.0.0.1"}, "X-Forwarded-For: 1.1.1.1, nonsense\r\n") == "127.0.0.1 in the clear");
  CHECK(who({"127.0.0.1"}, "X-Forwarded-For: 2001:db8::1\r\n") == "2001:db8::1 in the clear");
  CHECK_THROWS_WITH(wire::Proxies({"10.0.0.0/33"}), Catch::Contains("10.0.0.0/33"));
  CHECK_THROWS(wire::Proxies({"proxy.example"}));
  CHECK_THROWS(wire::Proxies({"10.0.0.0/"}));
  CHECK(wire::Proxies({"2001:db8::/32"}).trusts("2001:db8:1::1"));
  CHECK_FALSE(wire::Proxies({"2001:db8::/32"}).trusts("2001:db9::1"));
  CHECK(wire::Proxies({"10.0.0.0/8"}).trusts("::ffff:10.1.2.3"));
  CHECK_FALSE(wire::Proxies({"10.0.0.0/8"}).trusts("11.1.2.3"));
}

TEST_CASE("a page's script is told what went wrong as a problem, a person by a page") {
  const HttpServer server(example::quick(), example::routes(), example::hooks());
  const std::string other_site = "Cookie: session=ann\r\nOrigin: http://elsewhere.example\r\n";
  const auto sent = [&](const std::string& more) {
    return post(server.port(), "/page", "a=b", "application/x-www-form-urlencoded", more);
  };
  const Answer page = sent(other_site);
  CHECK(page.status == 403);
  CHECK(page.headers.at("content-type").starts_with("text/html"));
  const Answer told = sent(other_site + "Accept: application/json\r\n");
  CHECK(told.status == 403);
  CHECK(code_of(told) == "cross-site");
  CHECK(sent("").status == 303);  // to sign in
  CHECK(code_of(sent("Accept: application/json\r\n")) == "not-signed-in");
}
