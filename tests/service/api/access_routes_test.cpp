#include "service/api/access_routes.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/access/accounts.h"
#include "service/access/keys.h"
#include "service/store/clock.h"
#include "tests/doors/shell.h"

using namespace stp;
using Json = nlohmann::json;

namespace {

class Api {
 public:
  Api() {
    REQUIRE(make_user(gate, "operator", {"root", "Root", {{Role::administrator, ""}}}));
    REQUIRE(make_user(gate, "operator", {"ann", "Ann", {{Role::reviewer, "AA"}}}));
    be("root");
  }
  void be(const std::string& name) {
    const User found = *user(gate, name);
    caller = {found.name, found.shown, found.grants, "session", "csrf", false};
  }
  HttpAnswer ask(const std::string& method, const std::string& pattern, const Json& body = nullptr,
                 const std::map<std::string, std::string>& params = {}, const std::string& if_match = "") {
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& one) {
      return one.method == method && one.pattern == "/api/v1/" + pattern;
    });
    REQUIRE(route != routes.end());
    HttpRequest request;
    request.method = method;
    request.params = params;
    request.query = query;
    request.body = body.is_null() ? "" : body.dump();
    request.caller = caller;
    if (!if_match.empty()) request.headers["if-match"] = if_match;
    return route->handle(request);
  }

 private:
  doors::Folder folder_;
  std::unique_ptr<Database> database_ = std::move(*Database::open("sqlite:" + folder_.file("stp.db")));

 public:
  Gate gate{*database_, "WY", {"AA", "BB"}, utc_now, 3600, 3600, 3600, {1, 8192}};
  Routes routes = access_routes(gate);
  Caller caller;
  std::multimap<std::string, std::string> query;
};

Json json(const HttpAnswer& answer) { return Json::parse(answer.body); }
std::string etag(const HttpAnswer& answer) {
  for (const auto& [name, value] : answer.headers)
    if (name == "ETag") return value;
  return "";
}
const std::map<std::string, std::string> bob{{"name", "bob"}};

}  // namespace

TEST_CASE("a user is made, read, changed under If-Match and given a link over the API") {
  Api api;
  const auto made =
      api.ask("POST", "users", {{"name", "bob"}, {"shown", "Bob"}, {"grants", {"preparer BB", "auditor"}}});
  CHECK(made.status == 201);
  CHECK(json(made)["grants"] == Json({"preparer BB", "auditor"}));
  CHECK(api.ask("POST", "users", {{"name", "bob"}, {"shown", "Bob"}}).status == 409);
  const auto read = api.ask("GET", "users/{name}", nullptr, bob);
  CHECK(etag(read) == etag(made));

  CHECK(api.ask("PATCH", "users/{name}", {{"shown", "Rob"}}, bob).status == 428);
  const auto changed =
      api.ask("PATCH", "users/{name}", {{"shown", "Rob"}, {"disabled", true}}, bob, etag(made));
  CHECK(changed.status == 200);
  CHECK(json(changed)["disabled"] == true);
  CHECK(json(changed)["grants"].size() == 2);
  CHECK(api.ask("PATCH", "users/{name}", {{"shown", "Bob"}}, bob, etag(made)).status == 412);
  CHECK(api.ask("POST", "users/{name}/password-link", nullptr, bob).status == 422);
  const auto none =
      api.ask("PATCH", "users/{name}", {{"grants", Json::array()}, {"disabled", false}}, bob, etag(changed));
  CHECK(json(none)["grants"].empty());

  const auto link = api.ask("POST", "users/{name}/password-link", nullptr, bob);
  CHECK(link.status == 201);
  const std::string path = json(link)["path"];
  CHECK(*name_of_link(api.gate, path.substr(path.find('=') + 1)) == "bob");
  CHECK(api.ask("GET", "users/{name}", nullptr, {{"name", "nobody"}}).status == 404);
}

TEST_CASE("what is wrong with a user over the API is said by field") {
  Api api;
  const auto status = [&](const Json& body) { return api.ask("POST", "users", body).status; };
  CHECK(status({{"name", "bob"}}) == 400);
  CHECK(status({{"name", "bob"}, {"shown", "Bob"}, {"admin", true}}) == 400);
  CHECK(status({{"name", "bob"}, {"shown", "Bob"}, {"grants", "auditor"}}) == 400);
  CHECK(status({{"name", "bob"}, {"shown", "Bob"}, {"grants", {Json::array({"auditor"})}}}) == 400);
  CHECK(status({{"name", "bob"}, {"shown", "Bob"}, {"grants", {"emperor"}}}) == 422);
  CHECK(status({{"name", "bob"}, {"shown", "Bob"}, {"grants", {"preparer ZZ"}}}) == 422);
  CHECK(status({{"name", {"bob"}}, {"shown", "Bob"}}) == 400);
  CHECK(api.ask("PATCH", "users/{name}", {{"grants", Json::array()}}, {{"name", "root"}}, "*").status == 409);
  CHECK(users(api.gate).size() == 2);
}

TEST_CASE("users are listed by name, a hundred at a time") {
  Api api;
  for (int i = 100; i < 200; ++i)
    REQUIRE(make_user(api.gate, "operator", {"user" + std::to_string(i), "User", {}}));
  const Json first = json(api.ask("GET", "users"));
  CHECK(first["items"].size() == 100);
  api.query = {{"after", first["next"]}};
  const Json second = json(api.ask("GET", "users"));
  CHECK(second["items"].size() == 2);
  CHECK_FALSE(second.contains("next"));
}

TEST_CASE("one makes, lists and revokes one's own keys, and sees nobody else's") {
  Api api;
  api.be("ann");
  const Json asked{{"label", "load"}, {"days", 30}, {"grants", {"preparer AA"}}};
  const auto made = api.ask("POST", "keys", asked);
  REQUIRE(made.status == 201);
  const std::string secret = json(made)["secret"], id = json(made)["id"];
  CHECK(caller_of_key(api.gate, secret).name == "ann");
  CHECK(api.ask("POST", "keys", {{"label", "load"}, {"days", 30}, {"grants", {"approver AA"}}}).status ==
        422);
  CHECK(api.ask("POST", "keys", {{"label", "load"}, {"days", "soon"}, {"grants", {"preparer AA"}}}).status ==
        422);
  CHECK(json(api.ask("GET", "keys"))["items"].size() == 1);
  CHECK(api.ask("GET", "keys").body.find(secret) == std::string::npos);
  api.caller.by_key = true;
  CHECK(api.ask("POST", "keys", asked).status == 403);

  REQUIRE(make_user(api.gate, "operator", {"eve", "Eve", {{Role::reviewer, "AA"}}}));
  api.be("eve");
  api.query = {{"owner", "ann"}};
  CHECK(json(api.ask("GET", "keys"))["items"].empty());
  CHECK(api.ask("DELETE", "keys/{key}", nullptr, {{"key", id}}).status == 404);
  api.be("root");
  CHECK(json(api.ask("GET", "keys"))["items"].size() == 1);
  CHECK(api.ask("DELETE", "keys/{key}", nullptr, {{"key", id}}).status == 200);
  CHECK_FALSE(caller_of_key(api.gate, secret).signed_in());
}
