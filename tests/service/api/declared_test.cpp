// Every address of the API, as its record declares it: a name it does not take and a value that is none of
// its choices are refused, and the refusal names both what was found and what may be given.
#include "service/api/api.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "service/access/gate.h"
#include "service/api/access_routes.h"
#include "service/api/function_routes.h"
#include "service/files/read_functions.h"
#include "service/http/declared.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;
using Json = nlohmann::json;

namespace {

class WholeApi {
 public:
  WholeApi() {
    open_.open_round();
    Routes others = access_routes(gate_);
    for (Route& route : function_routes(table_, [](const Caller&) { return nullptr; }))
      others.push_back(std::move(route));
    routes = api_routes(open_.desk(), {"1", [] { return std::vector<std::string>(); }, [] { return ""; }},
                        std::move(others));
  }
  HttpAnswer ask(const Route& route, std::multimap<std::string, std::string> query,
                 std::multimap<std::string, std::string> form = {}) const {
    HttpRequest request;
    request.method = route.method;
    request.path = route.pattern;
    request.query = std::move(query);
    request.form = std::move(form);
    request.caller = person("rita", Role::regional);
    for (const RouteParameter& one : route.parameters)
      if (one.in == "path") request.params[one.name] = "x";
    return route.handle(request);
  }
  HttpAnswer get(const std::string& pattern, const std::map<std::string, std::string>& params,
                 std::multimap<std::string, std::string> query = {}) const {
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& one) {
      return one.method == "GET" && one.pattern == "/api/v1/" + pattern;
    });
    REQUIRE(route != routes.end());
    HttpRequest request;
    request.method = "GET";
    request.params = params;
    request.query = std::move(query);
    request.caller = person("rita", Role::regional);
    return route->handle(request);
  }
  OpenDesk& open() { return open_; }
  Routes routes;

 private:
  OpenDesk open_{"sqlite"};
  functions::Functions table_ = *read_functions(std::string(STP_SOURCE_DIR) + "/templates");
  Gate gate_{open_.desk().database, "WY", {"LE"}, utc_now, 3600, 3600, 3600, {1, 8192}};
};

// What must be given for anything else to be looked at.
std::multimap<std::string, std::string> needed(const Route& route) {
  std::multimap<std::string, std::string> query;
  for (const RouteParameter& one : route.parameters)
    if (one.in == "query" && one.required)
      query.emplace(one.name, !one.choices.empty() ? one.choices.front() : one.number ? "1" : "x");
  return query;
}

// Where no function is called, that is said, whatever it is asked.
bool calls_nothing(const Route& route) { return route.name == "callNoFunction"; }

void check_refused(const HttpAnswer& answer, const std::string& code, const std::vector<std::string>& says) {
  CHECK(answer.status == 400);
  CHECK(answer.media_type == "application/problem+json");
  const Json problem = Json::parse(answer.body);
  CHECK(problem.at("code") == code);
  CHECK_FALSE(problem.at("remedy").get<std::string>().empty());
  for (const std::string& word : says) {
    INFO(answer.body);
    CHECK(answer.body.find(word) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("every address of the API refuses a parameter it does not declare, and lists those it does") {
  const WholeApi api;
  for (const Route& route : api.routes) {
    if (calls_nothing(route)) continue;
    INFO(route.method << " " << route.pattern);
    auto query = needed(route);
    query.emplace("aparameter", "x");  // before any other in the alphabet but a few
    std::vector<std::string> says{"aparameter"};
    for (const RouteParameter& one : route.parameters)
      if (one.in == "query") says.push_back(one.name);
    check_refused(api.ask(route, query), "parameter-unknown", says);
  }
  CHECK(api.routes.size() > 80);
}

TEST_CASE("every address of the API refuses a value that is none of a parameter's choices, and lists them") {
  const WholeApi api;
  int asked = 0;
  for (const Route& route : api.routes)
    for (const RouteParameter& one : route.parameters) {
      if (one.in != "query" || calls_nothing(route)) continue;
      INFO(route.method << " " << route.pattern << " " << one.name);
      auto query = needed(route);
      query.erase(one.name);
      if (one.required) check_refused(api.ask(route, query), "parameter-missing", {one.name});
      if (!one.repeated) {
        auto twice = query;
        const std::string value = one.choices.empty() ? "1" : one.choices.front();
        twice.emplace(one.name, value);
        twice.emplace(one.name, value);
        check_refused(api.ask(route, twice), "parameter-value", {"query " + one.name});
      }
      query.emplace(one.name, "no such value");
      if (one.number) check_refused(api.ask(route, query), "parameter-value", {one.name, "no such value"});
      if (one.choices.empty()) continue;
      auto says = one.choices;
      says.insert(says.end(), {"query " + one.name, "no such value"});
      check_refused(api.ask(route, query), "parameter-value", says);
      ++asked;
    }
  CHECK(asked > 30);
}

TEST_CASE(
    "every form of the API refuses fields it does not declare and values that are none of the choices") {
  const WholeApi api;
  int asked = 0;
  for (const Route& route : api.routes) {
    if (route.body != BodyKind::form && route.body != BodyKind::multipart) continue;
    INFO(route.method << " " << route.pattern);
    check_refused(api.ask(route, needed(route), {{"no-field", "x"}}), "parameter-unknown",
                  {"field no-field"});
    for (const RouteField& one : route.fields) {
      const bool any_text = one.choices.empty() && !one.file;
      if (any_text) continue;
      INFO(one.name);
      check_refused(api.ask(route, needed(route), {{one.name, "no such value"}}), "parameter-value",
                    {"field " + one.name});
      ++asked;
    }
  }
  CHECK(asked > 10);
}

TEST_CASE("what is left empty says nothing, and the session's token is no field") {
  Route route;
  route.parameters = {{"query", "state", "In this state.", false, {"waiting", "checked"}}};
  HttpRequest request;
  request.query = {{"state", ""}};
  request.form = {{"csrf", "token"}};
  CHECK_FALSE(undeclared(route, request));
  request.query = {{"state", "checked"}};
  CHECK_FALSE(undeclared(route, request));
}

TEST_CASE("a name the service does not hold is refused with those it holds") {
  const WholeApi api;
  const auto asked = [&](const char* name, const char* value) {
    return api.get("submissions", {}, {{name, value}});
  };
  CHECK(asked("place", "LE").status == 200);
  CHECK(asked("place", "leeds").status == 200);
  CHECK(asked("place", "Leedz").status == 422);
  CHECK(asked("place", "Leedz").body.find("LE (Leeds)") != std::string::npos);
  CHECK(asked("round", "2016-09-16").status == 200);
  CHECK(asked("round", "2016-09-61").status == 422);
  CHECK(asked("round", "2016-09-61").body.find("2016-09-16") != std::string::npos);
  CHECK(api.get("keys", {}, {{"owner", "nobody"}}).status == 403);  // the region looks after no keys
}

TEST_CASE("a line or a rule there is none of is not found by its address, and what is there is") {
  const WholeApi api;
  CHECK(api.get("lines/{code}", {{"code", "F8330"}}).status == 200);
  CHECK(api.get("lines/{code}", {{"code", "F8330x"}}).status == 404);
  CHECK(api.get("rules/{id}", {{"id", "UNI-01"}}).status == 200);
  CHECK(api.get("rules/{id}", {{"id", "UNI-0x"}}).status == 404);
  CHECK(api.get("lines", {}, {{"code", "F8330x"}}).status == 422);  // a choice among lines, not an address
}
