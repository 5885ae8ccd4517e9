// Figures of what the service holds: the counting returns and the newest total, for those who may see them.
#include "service/api/service_figures.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "service/api/function_routes.h"
#include "service/files/read_functions.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

void hand_in_all(OpenDesk& open, const std::string& slug) {
  for (const char* section : {"finance", "activity", "workforce"}) open.hand_in(slug, section);
}

const Caller region = person("rita", Role::regional), of_leeds = person("lee", Role::preparer, "LE"),
             of_kirklees = person("kim", Role::preparer, "KI");

struct Asked {
  const Desk& desk;
  KeptFigures& kept;
  std::string line(const Caller& caller, const std::string& organisation, const std::string& code,
                   const std::string& round = "") const {
    return to_text(service_figures(desk, caller, kept)->line({organisation, code, "2020/21", "", round}));
  }
  std::string total(const Caller& caller, const std::string& organisation, const std::string& code) const {
    return to_text(service_figures(desk, caller, kept)->total({organisation, code, "2020/21", "", ""}));
  }
  std::string check(const Caller& caller, const std::string& rule, const std::string& organisation) const {
    return to_text(service_figures(desk, caller, kept)->check({rule, organisation, ""}));
  }
};

std::string explained(const std::string& code, const std::string& organisation) {
  return scenarios::json_of("\"$STP\" explain returns/leeds/" + std::string(scenarios::round) + " " + code +
                            " 2020/21 --depth 0 --json " +
                            (organisation.empty() ? "" : "--organisation " + organisation))
      .at("amount");
}

void receive_leeds(OpenDesk& open) {
  open.open_round();
  hand_in_all(open, "leeds");
  open.work();
}

// A later activity workbook of Leeds, with a few more in line A1010.
void receive_more_referrals(OpenDesk& open) {
  const auto at = scenarios::json_of("\"$STP\" explain returns/leeds/" + std::string(scenarios::round) +
                                     " A1010 2020/21 --organisation RR8 --json");
  open.hand_in_bytes(
      changed(workbook("leeds", "activity"), "\"'" + at.at("sheet").get<std::string>() + "'!" +
                                                 at.at("cell").get<std::string>() + "=239840\""),
      "new.xlsx", "LE");
  open.work();
}

}  // namespace

TEST_CASE("figures of the counting returns are those of the files, for people of that place") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  KeptFigures kept;
  const Asked asked{open.desk(), kept};
  CHECK(asked.line(region, "RR8", "F3290").starts_with("#REF! No round has been opened yet."));
  open.open_round();
  CHECK(asked.line(region, "RR8", "F3290").starts_with("#N/A Leeds has not sent a return"));
  hand_in_all(open, "leeds");
  open.work();
  const std::string position = explained("F3290", "RR8");
  for (const Caller& caller : {region, of_leeds}) CHECK(asked.line(caller, "RR8", "F3290") == position);
  CHECK(asked.line(of_leeds, "Leeds", "F8260", scenarios::round) == explained("F8260", ""));
  CHECK(asked.line(of_kirklees, "RR8", "F3290").starts_with("#N/A The return of Leeds is not for kim."));
  CHECK(asked.line(Caller(), "RR8", "F3290")
            .starts_with("#N/A The return of Leeds is not for people not signed in"));
  CHECK(asked.line(region, "RR8", "F3290", "1999-01-01").starts_with("#REF! "));
  CHECK(asked.line(region, "RZZ", "F3290").starts_with("#REF! There is no organisation or place \"RZZ\""));
}

TEST_CASE("a new version changes the figures, and a thousand questions read it once") {
  OpenDesk open("sqlite");
  KeptFigures kept;
  const Asked asked{open.desk(), kept};
  receive_leeds(open);
  const auto before = open.desk().workers.state().answered;
  const std::string first = asked.line(of_leeds, "RR8", "A1010");
  for (int i = 0; i < 200; ++i) CHECK(asked.line(of_leeds, "RR8", "A1010") == first);
  CHECK(open.desk().workers.state().answered == before + 1);
  receive_more_referrals(open);
  CHECK(asked.line(of_leeds, "RR8", "A1010") != first);
}

TEST_CASE("the newest total answers for those who see the footprint, and says what is missing from it") {
  OpenDesk open("sqlite");
  KeptFigures kept;
  const Asked asked{open.desk(), kept};
  receive_leeds(open);
  CHECK(asked.total(region, "", "F8260").starts_with("#N/A F8260 ("));
  CHECK(asked.total(region, "RR8", "F3290") == explained("F3290", "RR8"));
  CHECK(asked.total(of_leeds, "", "F8260").starts_with("#N/A The footprint total is not for lee."));
}

TEST_CASE("a rule's verdict is that of the newest check, of the places the caller may see") {
  OpenDesk open("sqlite");
  KeptFigures kept;
  const Asked asked{open.desk(), kept};
  receive_leeds(open);
  CHECK(asked.check(of_leeds, "ARI-02", "RR8") == "holds");
  CHECK(asked.check(region, "ARI-02", "") == "holds");
  CHECK(asked.check(region, "UNI-02", "RR8") == "not judged");
  CHECK(asked.check(of_kirklees, "ARI-02", "RR8").starts_with("#N/A "));
  CHECK(asked.check(of_kirklees, "ARI-02", "").starts_with("#N/A No return of the round"));
  CHECK(asked.check(region, "CON-01", "").find("Kirklees") != std::string::npos);
  CHECK(asked.check(region, "CON-00", "").starts_with("#REF! There is no rule \"CON-00\"."));
}

TEST_CASE("all questions of one request are answered by what was held when it came") {
  OpenDesk open("sqlite");
  KeptFigures kept;
  receive_leeds(open);
  const auto request = service_figures(open.desk(), of_leeds, kept);
  const functions::FigureQuestion spells{"RR8", "A1010", "2020/21", "", ""};
  const functions::Value first = request->line(spells);
  CHECK(to_text(request->check({"ARI-02", "LE", ""})) == "holds");
  receive_more_referrals(open);
  CHECK(request->line(spells) == first);
  CHECK(service_figures(open.desk(), of_leeds, kept)->line(spells) != first);
}

TEST_CASE("neither an address nor many calls tell a stranger a figure of another place") {
  OpenDesk open("sqlite");
  receive_leeds(open);
  const auto table = read_functions(std::string(STP_SOURCE_DIR) + "/templates").value();
  KeptFigures kept;
  const Routes routes = function_routes(
      table, [&](const Caller& caller) { return service_figures(open.desk(), caller, kept); });
  const auto ask = [&](const std::string& method, const std::string& pattern, HttpRequest request) {
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& one) {
      return one.method == method && one.pattern == pattern;
    });
    REQUIRE(route != routes.end());
    return route->handle(request).body;
  };
  const auto one = [&](const Caller& caller) {
    HttpRequest request;
    request.caller = caller;
    request.query = {{"organisation", "RR8"}, {"line", "F3290"}, {"year", "2020/21"}, {"format", "text"}};
    return ask("GET", "/api/v1/functions/line", request);
  };
  const auto many = [&](const Caller& caller) {
    HttpRequest request;
    request.caller = caller;
    request.body = R"({"calls": [{"function": "line", "arguments": ["RR8", "F3290", [["2020/21"]]]},
                                 {"function": "total", "arguments": ["RR8", "F3290", "2020/21"]},
                                 {"function": "check", "arguments": ["ARI-02", "RR8"]}]})";
    return ask("POST", "/api/v1/functions", request);
  };
  const std::string figure = explained("F3290", "RR8");
  CHECK(one(of_leeds) == figure);
  CHECK(many(of_leeds).find(figure) != std::string::npos);
  CHECK(many(of_leeds).find("holds") != std::string::npos);
  const Caller nobody;
  for (const Caller& stranger : {of_kirklees, person("ada", Role::administrator), nobody}) {
    INFO(stranger.name);
    CHECK(one(stranger).starts_with("#N/A "));
    CHECK(many(stranger).find(figure) == std::string::npos);
    CHECK(many(stranger).find("holds") == std::string::npos);
  }
}
