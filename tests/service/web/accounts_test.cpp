// The pages of accounts, asked as a browser asks: route by route, with the caller its cookie makes.
#include <algorithm>
#include <catch2/catch.hpp>

#include "service/access/identify.h"
#include "service/access/sessions.h"
#include "service/store/clock.h"
#include "service/web/account/account.h"
#include "service/web/admin/admin.h"
#include "tests/doors/shell.h"

using namespace stp;

namespace {

constexpr auto password = "correct horse battery";
using Fields = std::multimap<std::string, std::string>;

class Pages {
 public:
  explicit Pages(const SignInWays& ways = {}) {
    for (Routes more : {sign_in_routes(gate, ways), link_routes(gate), account_routes(gate, places),
                        user_admin_routes(gate, places, "https://stp.example")})
      for (Route& route : more) routes.push_back(std::move(route));
  }
  HttpAnswer get(const std::string& pattern, const Fields& query = {},
                 const std::map<std::string, std::string>& params = {}) {
    return ask("GET", pattern, query, {}, params);
  }
  HttpAnswer post(const std::string& pattern, const Fields& fields,
                  const std::map<std::string, std::string>& params = {}) {
    return ask("POST", pattern, {}, fields, params);
  }
  void make(const std::string& name, const std::vector<Grant>& grants, bool with_password = true) {
    REQUIRE(make_user(gate, "operator", {name, "Person " + name, grants}));
    if (with_password) REQUIRE(set_password(gate, password_link(gate, "operator", name)->token, password));
  }
  void sign_in_as(const std::string& name) {
    const auto answer = post("/sign-in", {{"name", name}, {"password", password}});
    REQUIRE(answer.status == 303);
  }
  Caller caller() { return identify(gate, cookies, "", false); }

 private:
  HttpAnswer ask(const std::string& method, const std::string& pattern, const Fields& query,
                 const Fields& form, const std::map<std::string, std::string>& params) {
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& one) {
      return one.method == method && one.pattern == pattern;
    });
    REQUIRE(route != routes.end());
    HttpRequest request;
    request.method = method;
    request.path = pattern;
    request.remote = remote;
    request.query = query;
    request.form = form;
    request.params = params;
    request.headers["host"] = "127.0.0.1:8080";
    request.caller = caller();
    const HttpAnswer answer = route->handle(request);
    for (const auto& [name, value] : answer.headers)
      if (name == "Set-Cookie") cookies["stp"] = value.substr(4, value.find(';') - 4);
    return answer;
  }

  doors::Folder folder_;
  std::unique_ptr<Database> database_ = std::move(*Database::open("sqlite:" + folder_.file("stp.db")));

 public:
  Gate gate{*database_, "WY", {"AA", "BB"}, utc_now, 3600, 3600, 3600, {1, 8192}};
  std::vector<PlaceName> places{{"AA", "Alphaford"}, {"BB", "Betaham"}};
  Routes routes;
  std::map<std::string, std::string> cookies;
  std::string remote = "127.0.0.1";
};

std::string header(const HttpAnswer& answer, const std::string& name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return "";
}
bool says(const HttpAnswer& answer, const std::string& words) {
  return answer.body.find(words) != std::string::npos;
}
std::string between(const std::string& text, const std::string& start, const std::string& end) {
  const auto from = text.find(start);
  REQUIRE(from != std::string::npos);
  return text.substr(from + start.size(), text.find(end, from + start.size()) - from - start.size());
}

}  // namespace

TEST_CASE("the first administrator is made on the set-up page, once, and is signed in") {
  Pages pages;
  CHECK(pages.get("/set-up", {{"link", "guess"}}).status == 410);
  const std::string token = set_up_link(pages.gate)->token;
  CHECK(says(pages.get("/set-up", {{"link", token}}), "Make the first administrator"));
  const auto with = [&](const std::string& again) {
    return pages.post(
        "/set-up",
        {{"link", token}, {"name", "ann"}, {"shown", "Ann"}, {"password", password}, {"again", again}});
  };
  const auto mistyped = with("something else");
  CHECK(mistyped.status == 422);
  CHECK(says(mistyped, "not the same"));
  CHECK_FALSE(says(mistyped, password));
  CHECK(header(with(password), "Location") == "/");
  CHECK(pages.caller().name == "ann");
  CHECK(with(password).status == 410);
}

TEST_CASE("signing in leads where the person wanted to go, and only within this site") {
  Pages pages;
  pages.make("ann", {{Role::preparer, "AA"}});
  const auto to = [&](const std::string& next) {
    pages.cookies.clear();
    return header(pages.post("/sign-in", {{"name", "ann"}, {"password", password}, {"next", next}}),
                  "Location");
  };
  CHECK(to("/places/AA?round=x") == "/places/AA?round=x");
  for (const char* elsewhere : {"", "https://evil.example/", "//evil.example", "/\\evil.example",
                                "javascript:x", "/a\r\nSet-Cookie: x", "/sign-out"})
    CHECK(to(elsewhere) == "/");
  CHECK(header(pages.get("/sign-in", {{"next", "/upload"}}), "Location") == "/upload");
}

TEST_CASE("a failed sign-in says so without the password, and guessing says when to come back") {
  Pages pages;
  pages.make("ann", {});
  const Fields wrong{{"name", "ann"}, {"password", "not the password"}};
  const auto failed = pages.post("/sign-in", wrong);
  CHECK(failed.status == 422);
  CHECK(says(failed, "The name or the password is not right."));
  CHECK_FALSE(says(failed, "not the password"));
  for (int i = 0; i < 4; ++i) pages.post("/sign-in", wrong);
  const auto held = pages.post("/sign-in", wrong);
  CHECK(held.status == 429);
  CHECK(std::stoi(header(held, "Retry-After")) >= 1);
  CHECK_FALSE(pages.caller().signed_in());
}

TEST_CASE("a new session replaces the browser's old one, and signing out ends it") {
  Pages pages;
  pages.make("ann", {});
  pages.sign_in_as("ann");
  const std::string first = pages.cookies["stp"];
  pages.sign_in_as("ann");
  CHECK(pages.cookies["stp"] != first);
  CHECK_FALSE(caller_of_session(pages.gate, first).signed_in());
  const std::string second = pages.cookies["stp"];
  CHECK(header(pages.post("/sign-out", {}), "Location") == "/sign-in");
  CHECK(pages.cookies["stp"].empty());
  CHECK_FALSE(caller_of_session(pages.gate, second).signed_in());
}

TEST_CASE("a demonstration lets one be its persons by a click, on this computer only") {
  Pages pages({true, ""});
  pages.make("leeds.lead", {{Role::preparer, "AA"}}, false);
  pages.make("real", {{Role::administrator, ""}});
  const auto shown = pages.get("/sign-in");
  CHECK(says(shown, "demonstration with made-up persons"));
  CHECK(says(shown, "value=\"leeds.lead\""));
  CHECK_FALSE(says(shown, "value=\"real\""));
  CHECK(pages.post("/sign-in/demonstration", {{"person", "real"}}).status == 403);
  pages.remote = "192.0.2.1";
  CHECK(pages.post("/sign-in/demonstration", {{"person", "leeds.lead"}}).status == 403);
  pages.remote = "127.0.0.1";
  CHECK(pages.post("/sign-in/demonstration", {{"person", "leeds.lead"}}).status == 303);
  CHECK(pages.caller().name == "leeds.lead");
}

TEST_CASE("outside a demonstration there is no way in without a password") {
  Pages pages;
  pages.make("leeds.lead", {}, false);
  CHECK_FALSE(says(pages.get("/sign-in"), "leeds.lead"));
  CHECK(std::none_of(pages.routes.begin(), pages.routes.end(), [](const Route& route) {
    return route.pattern.find("demonstration") != std::string::npos;
  }));
}

TEST_CASE("an account's page changes the password and makes and revokes keys") {
  Pages pages;
  pages.make("ann", {{Role::reviewer, "AA"}});
  pages.sign_in_as("ann");
  CHECK(says(pages.get("/account"), "reviewer of Alphaford"));
  CHECK(pages.post("/account/password", {{"old", password}, {"new", "short"}, {"again", "short"}}).status ==
        422);
  CHECK(header(pages.post("/account/password",
                          {{"old", password}, {"new", "another good one"}, {"again", "another good one"}}),
               "Location") == "/account?done=password");
  CHECK(pages.caller().signed_in());

  const auto refused =
      pages.post("/account/keys", {{"label", "load"}, {"days", "30"}, {"roles-BB", "preparer"}});
  CHECK(refused.status == 422);
  const auto made =
      pages.post("/account/keys", {{"label", "load"}, {"days", "30"}, {"roles-AA", "preparer"}});
  const std::string secret = between(made.body, ">stp_", "<");
  CHECK(identify(pages.gate, {}, "Bearer stp_" + secret, false).grants ==
        std::vector<Grant>{{Role::preparer, "AA"}});
  CHECK_FALSE(says(pages.get("/account"), secret));
  const std::string id = secret.substr(0, secret.find('_'));
  pages.post("/account/keys/{key}/revoke", {}, {{"key", id}});
  CHECK_FALSE(identify(pages.gate, {}, "Bearer stp_" + secret, false).signed_in());
  CHECK(pages.post("/account/keys/{key}/revoke", {}, {{"key", "nothing"}}).status == 404);
}

TEST_CASE("an administrator makes a user, hands over a link, changes roles and shuts the door") {
  Pages pages;
  pages.make("root", {{Role::administrator, ""}});
  pages.sign_in_as("root");
  const auto link =
      pages.post("/admin/users", {{"name", "ann"}, {"shown", "Ann <b>"}, {"roles-AA", "preparer"}});
  CHECK(says(link, "https://stp.example/set-password?link="));
  const std::string token = between(link.body, "set-password?link=", "<");
  CHECK(pages.post("/admin/users", {{"name", "ann"}, {"shown", "Ann"}}).status == 422);
  const auto listed = pages.get("/admin/users");
  CHECK(says(listed, "preparer of Alphaford"));
  CHECK(says(listed, "Ann &lt;b&gt;"));

  const std::map<std::string, std::string> ann{{"name", "ann"}};
  CHECK(pages.post("/admin/users/{name}", {{"shown", "Ann"}, {"disabled", "no"}, {"revision", "7"}}, ann)
            .status == 422);
  CHECK(pages
            .post("/admin/users/{name}",
                  {{"shown", "Ann"},
                   {"disabled", "no"},
                   {"revision", "1"},
                   {"roles-BB", "approver"},
                   {"roles", "auditor"}},
                  ann)
            .status == 303);
  CHECK(user(pages.gate, "ann")->grants == std::vector<Grant>{{Role::approver, "BB"}, {Role::auditor, ""}});

  pages.cookies.clear();
  CHECK(header(pages.post("/set-password", {{"link", token}, {"password", password}, {"again", password}}),
               "Location") == "/");
  CHECK(pages.caller().name == "ann");
  pages.cookies.clear();
  pages.sign_in_as("root");
  CHECK(pages.post("/admin/users/{name}/sessions/end", {}, ann).status == 303);
  CHECK(sessions(pages.gate, "ann").empty());
  CHECK(pages.get("/admin/users/{name}", {}, {{"name", "nobody"}}).status == 404);
}
