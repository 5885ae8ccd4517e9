// An address with a slip of the pen is answered by a page that says so, on every page there is.
#include "service/web/known_values.h"

#include <catch2/catch.hpp>

#include "service/web/web.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

HttpAnswer asked(const Route& route, std::multimap<std::string, std::string> query) {
  HttpRequest request;
  request.method = route.method;
  request.path = route.pattern;
  request.query = std::move(query);
  request.caller = person("rita", Role::regional);
  const std::map<std::string, std::string> of_path{{"place", "LE"}, {"round", scenarios::round}};
  for (const std::string name : {"place", "round", "sha256", "code", "id", "file"})
    if (route.pattern.find("{" + name + "}") != std::string::npos)
      request.params[name] = of_path.count(name) != 0 ? of_path.at(name) : "x";
  return route.handle(request);
}

const Route& route_at(const Routes& routes, const std::string& pattern) {
  for (const Route& one : routes)
    if (one.method == "GET" && one.pattern == pattern) return one;
  FAIL("no page " << pattern);
  return routes.front();
}

bool says(const HttpAnswer& answer, const std::string& words) {
  return answer.body.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("every page says what an address names in vain, and leads to what there is") {
  OpenDesk open("sqlite");
  open.open_round();
  int pages = 0;
  for (const Route& route : web_routes(open.desk())) {
    if (route.method != "GET" || route.name == "assets") continue;
    for (const char* name : {"year", "scenario", "section", "organisation", "bridge", "line", "rule",
                             "number", "before", "page", "edition", "all", "kind"}) {
      INFO(route.pattern << " " << name);
      const auto answer = asked(route, {{name, "zz<>"}});
      if (answer.media_type.find("text/html") != std::string::npos) {
        CHECK(answer.status == 404);
        CHECK(says(answer, "zz&lt;&gt;"));
      } else {
        CHECK(route.pattern.starts_with("/assets"));
      }
    }
    ++pages;
  }
  CHECK(pages > 20);
}

TEST_CASE("the page of a slip links to the same page with each value there is") {
  OpenDesk open("sqlite");
  open.open_round();
  const Routes routes = web_routes(open.desk());
  const auto lines = asked(route_at(routes, "/lines"), {{"section", "fnance"}, {"words", "care"}});
  CHECK(says(lines, "There is no such section"));
  CHECK(says(lines, "/lines?words=care&amp;section=finance"));
  const auto total = asked(route_at(routes, "/footprint"), {{"year", "2031/32"}});
  CHECK(says(total, "There is no such year"));
  CHECK(says(total, "/footprint?year="));

  HttpRequest request;
  request.method = "GET";
  request.params = {{"place", "LE"}, {"round", "2016-09-61"}};
  request.caller = person("rita", Role::regional);
  const auto round = route_at(routes, "/places/{place}/returns/{round}").handle(request);
  CHECK(round.status == 404);
  CHECK(says(round, "\"/places/LE/returns/2016-09-16\""));
}

TEST_CASE("a footprint total that is not there is told from a round that has none") {
  OpenDesk open("sqlite");
  open.open_round();
  const Routes routes = web_routes(open.desk());
  const std::string round(scenarios::round);
  CHECK(total(open.desk(), round, 7).error().sentence ==
        "There is no footprint total of the round " + round + " yet.");
  CHECK(total(open.desk(), "2016-09-61", 0).error().code == "round-unknown");
  CHECK(says(asked(route_at(routes, "/footprint"), {}), "There is no footprint total yet"));
}
