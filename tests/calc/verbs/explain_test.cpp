#include <catch2/catch.hpp>

#include <algorithm>

#include "calc/explain.h"
#include "calc/shown.h"
#include "tests/support/typed_return.h"

using namespace stp;
using namespace stp::test;

namespace {

Explanation explained(const CalculatedReturn& figures, const char* organisation, const char* line,
                      const char* year, const ExplainOptions& options = {}) {
  const Template& form = first_edition();
  return explain(figures, form, form.organisation(organisation), form.line(line), {}, form.period(year),
                 options);
}

std::vector<std::string> lines_of(const Explanation& explanation) {
  std::vector<std::string> lines;
  for (const auto& part : explanation.parts) lines.push_back(part.line + " " + part.year);
  return lines;
}

std::size_t count_parts(const Explanation& explanation) {
  std::size_t count = explanation.parts.size();
  for (const auto& part : explanation.parts) count += count_parts(part);
  return count;
}

}  // namespace

TEST_CASE("a calculated figure names its formula, its words and what it read") {
  const auto figures = worked_example().calculated();
  const auto told = explained(figures, "02T", "F2310", "Y5");
  CHECK(told.kind == "calculated");
  CHECK(told.value == "-11,175");
  CHECK(told.amount == "-11175");
  CHECK(told.formula == "F2090 - F2300");
  CHECK(told.words.find("Total in-year resource") != std::string::npos);
  CHECK(told.year == "2020/21");
  CHECK(lines_of(told) == std::vector<std::string>{"F2090 2020/21", "F2300 2020/21"});
}

TEST_CASE("a year earlier is named as the year it is") {
  const auto told = explained(worked_example().calculated(), "02T", "F1010", "Y5");
  CHECK(lines_of(told) ==
        std::vector<std::string>{"F2090 2019/20", "F2090 2020/21"});  // the condition reads first
  CHECK(told.value == "2.29%");
}

TEST_CASE("the case of the formula that holds for the organisation is the one explained") {
  const auto figures = worked_example().calculated();
  CHECK(lines_of(explained(figures, "02T", "F8100", "Y5")) == std::vector<std::string>{"F2310 2020/21"});
  CHECK(lines_of(explained(figures, "RWY", "F8100", "Y5")) ==
        std::vector<std::string>{"F3290 2020/21", "F3090 2020/21"});
}

TEST_CASE("a sum over organisations has one part for each") {
  const auto told = explained(worked_example().calculated(), "SUM-CA", "F8270", "Y5");
  std::vector<std::string> who;
  for (const auto& part : told.parts) who.push_back(part.organisation + " " + part.value);
  CHECK(who == std::vector<std::string>{"02T 8,000", "RWY 12,000"});
}

TEST_CASE("an input names its file, hash, sheet and cell") {
  const auto figures = worked_example().calculated();
  const auto told = explained(figures, "02T", "F2090", "Y5");
  REQUIRE(!told.parts.empty());
  const auto& input = told.parts.front();
  CHECK(input.kind == "input");
  CHECK(input.file == "calderdale.xlsx");
  CHECK(input.sha256 == std::string(64, 'a'));
  CHECK(input.sheet == "Sheet");
  // The fixture puts Y5, the sixth year, in column 9; row 10 + the line's position.
  CHECK(input.cell == "I" + std::to_string(first_edition().line("F2010").value + 10));
}

TEST_CASE("rows of the register are parts of their own, with solution and cell") {
  const auto told = explained(worked_example().calculated(), "RWY", "F6010", "Y5");
  REQUIRE(told.parts.size() == 1);
  CHECK(told.parts[0].kind == "row");
  CHECK(told.parts[0].line == "CA-02");
  CHECK(told.parts[0].label == "Efficiency");
  CHECK(told.parts[0].value == "15,000");
  CHECK(!told.parts[0].cell.empty());
}

TEST_CASE("a reference value that nobody typed is said to be the template's own") {
  const auto told = explained(worked_example().calculated(), "RWY", "F1020", "Y5");
  CHECK(told.kind == "reference");
  CHECK(told.value == "2.90%");
  CHECK(told.words.find("template's own") != std::string::npos);
}

TEST_CASE("an unreadable entry is quoted, and what depends on it is unknown") {
  const auto figures = worked_example().unreadable("02T", "F2110", "Y5", "180k").calculated();
  const auto total = explained(figures, "02T", "F2300", "Y5");
  CHECK(total.value == "unknown");
  CHECK(total.amount.empty());
  const auto input = explained(figures, "02T", "F2110", "Y5");
  CHECK(input.words == "cannot be read: \"180k\"");
}

TEST_CASE("the whole tree below the headline adds up at each sum over organisations") {
  const auto told = explained(worked_example().calculated(), "SUM-CA", "F8330", "Y5");
  CHECK(told.amount == "-15275");
  CHECK(count_parts(told) > 100);
  CHECK(lines_of(told) == std::vector<std::string>{"F8310 2020/21", "F8320 2020/21"});
}

TEST_CASE("an organisations' line asked for the whole place is the sum over them") {
  const auto told = explained(worked_example().calculated(), "SUM-CA", "F8140", "Y5");
  CHECK(told.amount == "-15275");  // -2,075 - 2,500 - 10,700
  REQUIRE(told.parts.size() == 3);
  CHECK(told.parts[2].organisation == "RWY");
  CHECK(told.parts[2].amount == "-10700");
  CHECK(!told.parts[2].parts.empty());
}

TEST_CASE("rates are not added up over organisations") {
  const auto told = explained(worked_example().calculated(), "SUM-CA", "F1110", "Y5");
  CHECK(told.amount.empty());
  CHECK(told.value == "not asked");
}

TEST_CASE("depth and size are bounded, and what is left out is said") {
  const auto figures = worked_example().calculated();
  const auto shallow = explained(figures, "SUM-CA", "F8330", "Y5", {1, 1000});
  REQUIRE(shallow.parts.size() == 2);
  CHECK(shallow.parts[0].parts.empty());
  CHECK(shallow.parts[0].cut);
  const auto small = explained(figures, "SUM-CA", "F8330", "Y5", {50, 10});
  CHECK(count_parts(small) == 10);
}

TEST_CASE("cells are named as spreadsheets name them") {
  CHECK(cell_name(1, 1) == "A1");
  CHECK(cell_name(26, 7) == "Z7");
  CHECK(cell_name(27, 7) == "AA7");
  CHECK(cell_name(702, 7) == "ZZ7");
  CHECK(cell_name(703, 1048576) == "AAA1048576");
  CHECK(cell_name(16384, 1) == "XFD1");
}
