#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/typed_return.h"

using namespace stp;
using namespace stp::test;

namespace {

const Template& form() { return first_edition(); }
std::string at(const CalculatedReturn& figures, const char* organisation, const char* line, const char* year,
               const char* scenario = "") {
  return figure(figures, form(), organisation, line, year, scenario);
}

}  // namespace

TEST_CASE("a blank input is blank, and counts as nothing in sums") {
  const auto figures = Typed(form(), "calderdale").type("02T", "F2010", "Y5", "12").calculated();
  CHECK(at(figures, "02T", "F2020", "Y5") == "blank");
  CHECK(at(figures, "02T", "F2090", "Y5") == "12");
  CHECK(at(figures, "02T", "F2090", "Y4") == "0");
}

TEST_CASE("what depends on an unreadable entry is unknown, and nothing else is") {
  const auto figures = worked_example().unreadable("02T", "F2110", "Y5", "180k").calculated();
  CHECK(at(figures, "02T", "F2110", "Y5") == "unknown");
  CHECK(at(figures, "02T", "F2300", "Y5") == "unknown");
  CHECK(at(figures, "02T", "F8140", "Y5") == "unknown");
  CHECK(at(figures, "SUM-CA", "F8330", "Y5") == "unknown");
  CHECK(at(figures, "02T", "F2090", "Y5") == "335000");
  CHECK(at(figures, "RWY", "F8140", "Y5") == "-10700");
  CHECK(at(figures, "SUM-CA", "F8230", "Y5") == "-31300");
  CHECK(at(figures, "SUM-CA", "F8330", "Y4") != "unknown");
}

TEST_CASE("a figure that overflows is unknown, never wrapped") {
  const std::string huge = "99999999999999999999999999";
  auto typed = worked_example();
  for (const char* line : {"F2110", "F2120", "F2130", "F2140"}) typed.type("02T", line, "Y5", huge);
  const auto figures = typed.calculated();
  CHECK(at(figures, "02T", "F2300", "Y5") == "unknown");
  CHECK(at(figures, "SUM-CA", "F8330", "Y5") == "unknown");
  CHECK(at(figures, "RWY", "F8140", "Y5") == "-10700");
}

TEST_CASE("growth from nothing and a ratio of nothing are nothing") {
  const auto figures = worked_example().calculated();
  CHECK(at(figures, "02T", "F1010", "Y3") == "0");  // no resource in 2017/18 to grow from
  CHECK(at(figures, "RWY", "W6070", "Y5", "DN") == "0");
}

TEST_CASE("a reference line stands at what the return says, else at the template's value") {
  auto typed = worked_example();
  CHECK(at(typed.calculated(), "RWY", "F1020", "Y5") == "0.029");
  typed.type("RWY", "F1020", "Y5", "0.031");
  CHECK(at(typed.calculated(), "RWY", "F1020", "Y5") == "0.031");
  typed.unreadable("RWY", "F1020", "Y5", "3,1");
  CHECK(at(typed.calculated(), "RWY", "F1020", "Y5") == "unknown");
  CHECK(at(typed.calculated(), "E08000033", "A9010", "Y0") == "208402");  // its own, not another council's
  CHECK(at(typed.calculated(), "RWY", "F3320", "Y4") == "blank");
}

TEST_CASE("an unreadable amount in a matching row makes that sum unknown") {
  auto typed = worked_example();
  typed.row("register",
            {{"solution", "CA-05"}, {"theme", "F6050"}, {"beneficiary", "02T"}, {"gross Y5", "tbc"}});
  const auto figures = typed.calculated();
  CHECK(at(figures, "02T", "F6050", "Y5") == "unknown");
  CHECK(at(figures, "02T", "F6050", "Y4") == "0");
  CHECK(at(figures, "02T", "F6090", "Y5") == "3000");
  CHECK(at(figures, "RWY", "F6010", "Y5") == "15000");
}

TEST_CASE("rows match as the spreadsheet's own sums match: whatever the case, every blank kept") {
  auto typed = Typed(form(), "calderdale");
  typed.row("register", {{"solution", "a"}, {"theme", "f6050"}, {"beneficiary", "02t"}, {"gross Y5", "7"}})
      .row("register", {{"solution", "b"}, {"theme", "F6050 "}, {"beneficiary", "02T"}, {"gross Y5", "100"}});
  CHECK(at(typed.calculated(), "02T", "F6050", "Y5") == "7");
}

TEST_CASE("lines that do not apply, and sections that did not arrive, are not asked") {
  auto typed = worked_example();
  typed.without_section("RWY", "workforce");
  const auto figures = typed.calculated();
  CHECK(at(figures, "02T", "F3100", "Y5") == "not asked");  // a provider's line
  CHECK(at(figures, "02T", "F5110", "Y0") == "not asked");  // not in 2015/16
  CHECK(at(figures, "RWY", "W1090", "Y5") == "not asked");
  CHECK(at(figures, "RWY", "F8140", "Y5") == "-10700");
  CHECK(at(figures, "SUM-CA", "F8330", "Y5") == "-15275");
}

TEST_CASE("activity and workforce are calculated in each scenario") {
  auto typed = Typed(form(), "calderdale");
  typed.type("RWY", "A4010", "Y5", "1000", "DN").type("RWY", "A4020", "Y5", "4000", "DN");
  typed.type("RWY", "A4010", "Y5", "900", "DS").type("RWY", "A4020", "Y5", "4000", "DS");
  typed.type("RWY", "W1010", "Y5", "90", "DS").type("RWY", "W6050", "Y5", "100", "DS");
  const auto figures = typed.calculated();
  CHECK(at(figures, "RWY", "A4030", "Y5", "DN") == "5000");
  CHECK(at(figures, "RWY", "A4030", "Y5", "DS") == "4900");
  CHECK(at(figures, "RWY", "W6060", "Y5", "DS") == "10");
  CHECK(at(figures, "RWY", "W6070", "Y5", "DS") == "0.1");
  CHECK(at(figures, "RWY", "W6070", "Y5", "DN") == "0");
}

TEST_CASE("organisations are put in the template's order, with the place's summary last") {
  auto typed = worked_example();
  std::reverse(typed.filed().organisations.begin(), typed.filed().organisations.end());
  const auto figures = typed.calculated();
  std::vector<std::string> codes;
  for (const auto& part : figures.filed.organisations)
    codes.push_back(form().organisations[part.organisation.value].code);
  CHECK(codes == std::vector<std::string>{"02T", "E08000033", "RWY", "SUM-CA"});
  CHECK(figures.figures.size() == 4);
}

TEST_CASE("a return without an organisation is summed without it, one without any section has no sums") {
  auto typed = worked_example();
  typed.without_section("RWY", "finance");
  CHECK(at(typed.calculated(), "SUM-CA", "F8230", "Y5") == "0");
  CHECK(at(typed.calculated(), "SUM-CA", "F8210", "Y5") == "-11175");
  auto none = worked_example();
  none.filed().sections = 0;
  for (auto& part : none.filed().organisations) part.sections = 0;
  CHECK(at(none.calculated(), "SUM-CA", "F8330", "Y5") == "not asked");
}

TEST_CASE("a return laid out for another edition is our own mistake, and says so") {
  auto typed = worked_example();
  typed.filed().organisations.front().entries = EntryGrid(3, 1, 1);
  CHECK_THROWS_AS(typed.calculated(), std::logic_error);
}
