// Every route of the service is asked, over a real connection, by nobody, by each role at the place it is
// about, and by the same roles at another place; what happens is compared with a table written by hand. A
// route that is not in the table fails, and so does a table's row without its route.
#include <spdlog/spdlog.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "service/desk/intake.h"
#include "service/desk/rounds.h"
#include "service/http/server.h"
#include "tests/service/http/client.h"
#include "tests/service/serve/whole_service.h"

using namespace stp;

namespace {

// "GET /admin/log": "audit"
std::map<std::string, std::string> expected() {
  std::ifstream file(std::string(STP_SOURCE_DIR) + "/tests/service/serve/strangers.txt");
  std::map<std::string, std::string> rows;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string method, pattern, need;
    if (words >> method && method != "#" && words >> pattern >> need) rows[method + " " + pattern] = need;
  }
  return rows;
}

// For each need: who gets in, in the order of the roles; p at its own place only, f anywhere.
const std::map<std::string, std::string> who_gets_in{
    //               preparer, reviewer, approver; regional; administrator; auditor
    {"anyone", "ffffff"},     {"signed-in", "ffffff"}, {"see-place", "pppf-f"},     {"prepare", "pppf--"},
    {"review", "-pp---"},     {"approve", "--p---"},   {"see-footprint", "---f-f"}, {"regional", "---f--"},
    {"administer", "----f-"}, {"audit", "---fff"},
};

std::string value_of(const std::string& parameter, const std::string& place,
                     const std::map<std::string, std::string>& known) {
  if (parameter == "place") return place;
  const auto found = known.find(parameter);
  return found == known.end() ? std::string(64, 'a') : found->second;
}

bool takes(const Route& route, const std::string& parameter) {
  if (route.page) return true;  // pages declare none, and pass over what they do not know
  return std::any_of(route.parameters.begin(), route.parameters.end(),
                     [&](const auto& one) { return one.in == "query" && one.name == parameter; });
}

std::string query_of(const Route& route, const std::string& place,
                     const std::map<std::string, std::string>& more) {
  std::string query = "?";
  if (takes(route, "place")) query += "place=" + place;
  for (const auto& [name, value] : more)
    if (takes(route, name)) query += "&" + name + "=" + value;
  return query;
}

// A request of this route about `place`, by whom the header says.
std::string request_of(const Route& route, const std::string& place, const std::string& who,
                       const std::map<std::string, std::string>& known = {},
                       const std::map<std::string, std::string>& more_query = {}) {
  std::string path;
  for (std::size_t i = 0; i < route.pattern.size(); ++i) {
    if (route.pattern[i] != '{') {
      path += route.pattern[i];
      continue;
    }
    const std::size_t end = route.pattern.find('}', i);
    path += value_of(route.pattern.substr(i + 1, end - i - 1), place, known);
    i = end;
  }
  std::string body, type;
  if (route.body == BodyKind::json) type = "application/json", body = "{}";
  if (route.body == BodyKind::form) type = "application/x-www-form-urlencoded", body = "place=" + place;
  if (route.body == BodyKind::multipart)
    type = "multipart/form-data; boundary=xx",
    body = "--xx\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n" + place + "\r\n--xx--\r\n";
  if (route.body == BodyKind::bytes) type = "application/octet-stream", body = "x";
  std::string text = route.method + " " + path + query_of(route, place, more_query) +
                     " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  if (!who.empty()) text += "X-Who: " + who + "\r\n";
  if (route.method != "GET" && route.method != "HEAD")
    text += (type.empty() ? "" : "Content-Type: " + type + "\r\n") +
            "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

Caller caller_of(const std::string& who) {
  if (who.empty()) return {};
  Caller caller{who, who, {},
                "",  "",  true};  // a key: the session's token is another matter, and tested with the server
  if (who == "nothing") return caller;
  const std::size_t at = who.find('@');
  caller.grants = {{*role(who.substr(0, at)), at == std::string::npos ? "" : who.substr(at + 1)}};
  return caller;
}

// The access of a server over these routes, whose handlers only say that they were reached.
struct Asked {
  explicit Asked(Routes given)
      : routes(std::move(given)), server(HttpServerOptions{}, reached(routes), hooks()) {}
  static Routes reached(Routes all) {
    for (Route& route : all) route.handle = [](const HttpRequest&) { return HttpAnswer{204, "", "", {}}; };
    return all;
  }
  static HttpHooks hooks() {
    HttpHooks hooks;
    hooks.identify = [](HttpRequest& request) { return caller_of(request.header("x-who")); };
    return hooks;
  }
  std::string outcome(const Route& route, const std::string& place, const std::string& who) const {
    const auto answer = hostile::ask(server.port(), request_of(route, place, who));
    if (answer.status == 204) return "in";
    if (answer.status == 403) return "kept out";
    const bool to_sign_in = answer.status == 303 && answer.headers.at("location").starts_with("/sign-in");
    if (answer.status == 401 || to_sign_in) return "must sign in";
    return "status " + std::to_string(answer.status) + " " + answer.body;
  }
  Routes routes;
  HttpServer server;
};

}  // namespace

TEST_CASE("no route lets a stranger in") {
  spdlog::set_level(spdlog::level::off);
  const whole::WholeService service;
  const Asked asked(service.routes());
  const auto rows = expected();
  const std::string own = service.place(0), other = service.place(1);
  std::set<std::string> seen;
  for (const Route& route : asked.routes) {
    const std::string name = route.method + " " + route.pattern;
    INFO(name);
    auto row = rows.find(name);
    if (row == rows.end()) row = rows.find(name.substr(0, name.rfind('/')) + "/*");
    if (row != rows.end()) seen.insert(row->first);
    if (row == rows.end()) {
      FAIL_CHECK("has no row in strangers.txt; its record says " << to_text(route.need));
      continue;
    }
    const std::string& let_in = who_gets_in.at(row->second);
    const bool open = row->second == "anyone", any_person = row->second == "signed-in";
    CHECK(asked.outcome(route, own, "") == (open ? "in" : "must sign in"));
    CHECK(asked.outcome(route, own, "nothing") == (open || any_person ? "in" : "kept out"));
    for (std::size_t i = 0; i < roles().size(); ++i) {
      const bool local = of_a_place(roles()[i]);
      const std::string held = to_text(roles()[i]);
      INFO(held);
      // Where the route is about a file nobody sent, no place is its own.
      const bool about_place = !route.place_of || route.body == BodyKind::multipart;
      const bool in_at_own = let_in[i] == 'f' || (let_in[i] == 'p' && about_place);
      CHECK(asked.outcome(route, own, local ? held + "@" + own : held) == (in_at_own ? "in" : "kept out"));
      if (local)
        CHECK(asked.outcome(route, own, held + "@" + other) == (let_in[i] == 'f' ? "in" : "kept out"));
    }
  }
  for (const auto& [name, need] : rows) {
    INFO(name);
    CHECK(seen.count(name) == 1);
  }
}

TEST_CASE("nobody is told of a file of another place, whatever page or list they open") {
  spdlog::set_level(spdlog::level::off);
  const whole::WholeService service;
  const std::string own = service.place(0), other = service.place(1), round = "2016-09-16";
  Caller region{"region", "Region", {{Role::regional, ""}}, "", "", true};
  REQUIRE(change_round(service.desk(), region, round, {true, {}, {}, {}}));
  const auto receipt =
      whole::must(receive(service.desk(), {"no workbook at all", "unmistakable.xlsx", own, "api", "lee"}));
  HttpServer server(HttpServerOptions{}, service.routes(), Asked::hooks());
  int told_to_its_place = 0;
  for (const Route& route : service.routes()) {
    if (route.method != "GET") continue;
    INFO(route.pattern);
    const auto answer = [&](const std::string& place, const std::string& who) {
      return hostile::ask(server.port(),
                          request_of(route, place, who, {{"sha256", receipt.sha256}, {"round", round}},
                                     {{"round", round}, {"of", receipt.sha256}}));
    };
    const auto tells = [](const hostile::Answer& told) {
      return told.body.find("unmistakable") != std::string::npos;
    };
    if (tells(answer(own, "preparer@" + own))) ++told_to_its_place;
    for (const std::string& place : {own, other})
      for (const std::string& who :
           {"preparer@" + other, "approver@" + other, std::string("nothing"), std::string("administrator")}) {
        INFO(who << " asks about " << place);
        const auto told = answer(place, who);
        CHECK(told.status != 0);
        CHECK(told.status != 500);
        const bool reads_the_log = route.need == Need::audit && who == "administrator";
        if (!reads_the_log) CHECK_FALSE(tells(told));
      }
  }
  CHECK(told_to_its_place > 5);

  // Who hands in the same bytes may ask what became of them.
  const auto asks = [&] {
    return hostile::get(server.port(), "/api/v1/submissions/" + receipt.sha256 + "?place=" + other,
                        "X-Who: preparer@" + other + "\r\n")
        .status;
  };
  CHECK(asks() == 403);
  whole::must(receive(service.desk(), {"no workbook at all", "again.xlsx", other, "api", "cal"}));
  CHECK(asks() == 200);
}
