#include <catch2/catch.hpp>

#include <algorithm>

#include "calc/compare.h"
#include "tests/support/typed_return.h"

using namespace stp;
using namespace stp::test;

namespace {

ComparisonResult compared(const Typed& before, const Typed& after, const char* year = "Y5") {
  const Template& form = first_edition();
  return compare(before.calculated(), after.calculated(), form, form.line("F8330"), form.period(year));
}

std::string told(const Change& change) {
  const Template& form = first_edition();
  std::string text = change.organisation ? form.organisations[change.organisation.value].code : "";
  if (!change.code.empty()) text += " " + change.code;
  if (!change.table.empty()) text += " " + change.row_key + " " + change.column;
  if (change.period) text += " " + form.periods[change.period.value].code;
  return text + ": " + change.before + " -> " + change.after + " (" + to_text(change.effect) + ")";
}

std::vector<std::string> told(const ComparisonResult& result) {
  std::vector<std::string> changes;
  for (const auto& change : result.changes) changes.push_back(told(change));
  return changes;
}

void check_explained(const ComparisonResult& result) {
  CHECK(result.explained == result.move);
  CHECK(result.interaction.is_zero());
  CHECK(result.after - result.before == result.move);
}

}  // namespace

TEST_CASE("nothing changed: nothing is listed") {
  const auto result = compared(worked_example(), worked_example());
  CHECK(result.changes.empty());
  CHECK(result.move.is_zero());
}

TEST_CASE("every changed entry has its effect on the headline, largest first") {
  auto after = worked_example();
  after.type("02T", "F2110", "Y5", "181000")
      .type("RWY", "F3010", "Y5", "255000")
      .type("RWY", "F9010", "Y5", "1");
  const auto result = compared(worked_example(), after);
  CHECK(told(result) == std::vector<std::string>{"RWY F3010 Y5: 250000 -> 255000 (5000)",
                                                 "02T F2110 Y5: 180000 -> 181000 (-1000)",
                                                 "RWY F9010 Y5: 5000 -> 1 (0)"});
  CHECK(to_text(result.move) == "4000");
  CHECK(to_text(result.before) == "-15275");
  CHECK(result.changes[0].after_where ==
        "calderdale.xlsx, Sheet!I" + std::to_string(first_edition().line("F3010").value + 10));
  check_explained(result);
}

TEST_CASE("a change in another year than the headline's has no effect on it") {
  auto after = worked_example();
  after.type("02T", "F2110", "Y4", "5");
  const auto result = compared(worked_example(), after);
  CHECK(told(result) == std::vector<std::string>{"02T F2110 Y4:  -> 5 (0)"});
  check_explained(result);
  const auto year_before = compared(worked_example(), after, "Y4");
  CHECK(told(year_before) == std::vector<std::string>{"02T F2110 Y4:  -> 5 (-5)"});
}

TEST_CASE("blank and nought are told apart") {
  auto after = worked_example();
  after.type("02T", "F2160", "Y5", "0");
  CHECK(told(compared(worked_example(), after)) == std::vector<std::string>{"02T F2160 Y5:  -> 0 (0)"});
}

TEST_CASE("what only moved is no change") {
  auto after = worked_example();
  for (auto& part : after.filed().organisations)
    for (LineIndex line{0}; line.value < first_edition().lines.size(); ++line.value) {
      auto& entry = part.entries.at(line, ScenarioIndex{0}, PeriodIndex{5});
      entry.at.row += 17;
      entry.at.sheet = 0;
    }
  auto& rows = after.filed().tables[first_edition().table("register").value];
  std::reverse(rows.begin(), rows.end());
  std::reverse(after.filed().organisations.begin(), after.filed().organisations.end());
  CHECK(compared(worked_example(), after).changes.empty());
}

TEST_CASE("a typed reference value equal to the template's own is no change, another one is") {
  auto same = worked_example();
  same.type("RWY", "F1020", "Y5", "0.029");
  CHECK(compared(worked_example(), same).changes.empty());
  auto other = worked_example();
  other.type("RWY", "F1020", "Y5", "0.03");
  CHECK(told(compared(worked_example(), other)) ==
        std::vector<std::string>{"RWY F1020 Y5: 0.029 -> 0.03 (0)"});
}

TEST_CASE("register rows are matched by solution, beneficiary and counterparty") {
  auto after = worked_example();
  auto& rows = after.filed().tables[first_edition().table("register").value];
  rows.erase(rows.begin());  // CA-01: gross 6,000, running 500, one-off 100
  after.row("register",
            {{"solution", "CA-09"}, {"theme", "F6010"}, {"beneficiary", "RWY"}, {"gross Y5", "700"}});
  const auto result = compared(worked_example(), after);
  CHECK(told(result) == std::vector<std::string>{"02T CA-01, 02T Gross benefit Y5: 6000 ->  (-6000)",
                                                 "RWY CA-09, RWY Gross benefit Y5:  -> 700 (700)",
                                                 "02T CA-01, 02T Running cost Y5: 500 ->  (500)",
                                                 "02T CA-01, 02T One-off cost Y5: 100 ->  (100)"});
  check_explained(result);
}

TEST_CASE("a changed text of a row is a change, with the effect it has") {
  auto after = worked_example();
  const auto& table = first_edition().tables[first_edition().table("register").value];
  auto& rows = after.filed().tables[first_edition().table("register").value];
  rows[0].cells[table.columns[table.column("theme").value].first_slot].text = "F6010";  // no line of a CCG
  rows[1].cells[table.columns[table.column("name").value].first_slot].text = "Efficiency, phase two";
  const auto result = compared(worked_example(), after);
  CHECK(told(result) ==
        std::vector<std::string>{"02T CA-01, 02T Theme: F6050 -> F6010 (-6000)",
                                 "RWY CA-02, RWY Name: Efficiency -> Efficiency, phase two (0)"});
  check_explained(result);
}

TEST_CASE("changes of cover fields are listed") {
  auto after = worked_example();
  after.filed().cover[0].text = "another";
  const auto result = compared(worked_example(), after);
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes[0].kind == "cover");
  CHECK(result.changes[0].after == "another");
}

TEST_CASE("when the headline is unknown the changes are still listed, without effects") {
  auto after = worked_example();
  after.unreadable("02T", "F2110", "Y5", "tbc").type("RWY", "F3010", "Y5", "1");
  const auto result = compared(worked_example(), after);
  CHECK(!result.known);
  CHECK(result.changes.size() == 2);
  for (const auto& change : result.changes) CHECK(change.effect.is_zero());
  const bool quoted = std::any_of(result.changes.begin(), result.changes.end(),
                                  [](const auto& change) { return change.after == "tbc"; });
  CHECK(quoted);
}

TEST_CASE("an organisation that only one side has brings its entries as changes") {
  auto before = worked_example();
  std::erase_if(before.filed().organisations,
                [](const auto& part) { return part.organisation == first_edition().organisation("RWY"); });
  const auto result = compared(before, worked_example());
  check_explained(result);
  CHECK(to_text(result.after) == "-15275");
  const auto back = compared(worked_example(), before);
  check_explained(back);
  CHECK(back.move == -result.move);
}

TEST_CASE("two editions are matched by codes, lines only one has are named") {
  REQUIRE(editions().size() >= 2);
  const Template &older = editions()[0], &newer = editions()[1];
  Typed before(older, "calderdale"), after(newer, "calderdale");
  before.type("02T", "F2010", "Y5", "100").type("02T", "F2110", "Y5", "60");
  after.type("02T", "F2010", "Y5", "110").type("02T", "F2110", "Y5", "60");
  std::string retired, added;
  for (const auto& line : older.lines)
    if (!newer.line(line.code) && line.kind == LineKind::input) retired = line.code;
  for (const auto& line : newer.lines)
    if (!older.line(line.code) && line.kind == LineKind::input) added = line.code;
  REQUIRE(!retired.empty());
  REQUIRE(!added.empty());
  before.type("RWY", retired, "Y5", "7");
  after.type("02T", added, "Y5", "4");
  const auto result =
      compare(before.calculated(), older, after.calculated(), newer, newer.line("F8330"), newer.period("Y5"));
  std::map<std::string, std::string> kinds;
  for (const auto& change : result.changes) kinds[change.code] = change.kind + " " + to_text(change.effect);
  CHECK(kinds == std::map<std::string, std::string>{
                     {"F2010", "input 10"}, {added, "added -4"}, {retired, "retired 0"}});
  CHECK(to_text(result.move) == "6");
  check_explained(result);
}
