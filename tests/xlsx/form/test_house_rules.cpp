// What a finance lead, an auditor and a screen reader may expect of every blank workbook.
#include <set>

#include "tests/xlsx/form/filled.h"
#include "xlsx/form/sheets/limits.h"
#include "xlsx/form/stamp.h"

using namespace stp;

namespace {

std::string part(const NamedWorkbook& book, const std::string& name) {
  const auto text = book.workbook.part(name);
  REQUIRE(text);
  return *text;
}
std::size_t times(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("every sheet has its title, stamp, table, protection, frozen headings and print set-up") {
  for (const char* place : {"LE", "BD", "CA", "HA", "KI", "WA", "WY"}) {
    const NamedWorkbook book = test::named(test::blank({"finance", "activity", "workforce"}, place));
    std::set<std::string> names;
    for (std::size_t i = 0; i < book.workbook.sheets().size(); ++i) {
      const xlsx::SheetInfo& sheet = book.workbook.sheets()[i];
      INFO(place << " " << sheet.name);
      CHECK(sheet.name.size() <= 31);
      CHECK(names.insert(sheet.name).second);
      const auto cells = book.workbook.cells(i);
      REQUIRE(cells);
      CHECK(cells->merged.empty());
      CHECK(cells->hidden_rows.empty());
      CHECK(cells->hidden_columns.empty());
      CHECK(cells->is_protected);
      REQUIRE(cells->find({1, 1}));
      CHECK(cells->find({1, 1})->type == xlsx::CellType::text);
      REQUIRE(cells->find({2, 1}));
      const auto stamp = parse_stamp(cells->find({2, 1})->value);
      REQUIRE(stamp);
      CHECK(stamp->edition == test::form().edition.code);
      CHECK(stamp->hash == test::form().hash.substr(0, 12));
      const std::string xml = part(book, sheet.part);
      CHECK(times(xml, "<tablePart ") == 1);
      CHECK(times(xml, "state=\"frozen\"") == 1);
      CHECK(times(xml, "orientation=\"landscape\"") == 1);
      CHECK(times(xml, "fitToHeight=\"0\"") == 1);
      CHECK(times(xml, "<oddFooter>") == 1);
      CHECK(times(xml, "password") == 0);
    }
    CHECK(book.workbook.sheets().front().name == "Cover");
    CHECK(times(part(book, "xl/workbook.xml"), "activeTab") == 0);  // opens on the first
  }
}

TEST_CASE("exactly the cells to be typed in are unlocked, and each has its limits") {
  const NamedWorkbook book = test::named(test::blank({"finance", "activity", "workforce"}));
  const Template& form = test::form();
  const auto filed = take_return({book}, form);
  REQUIRE(filed);
  std::size_t inputs = 0;
  for (const OrganisationReturn& organisation : filed->organisations)
    for (LineIndex l{0}; l.value < form.lines.size(); ++l.value)
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
          const CellRole role =
              role_of(form.lines[l.value], form.organisations[organisation.organisation.value].type, s, p);
          const Entry& entry = organisation.entries.at(l, s, p);
          if (role == CellRole::not_applicable || !entry.at) continue;
          const auto cells = book.workbook.cells(entry.at.sheet);
          INFO(form.lines[l.value].code);
          REQUIRE(cells->find({entry.at.row, entry.at.column})->locked == (role != CellRole::input));
          inputs += role == CellRole::input;
          s = ScenarioIndex{
              static_cast<std::uint16_t>(form.scenarios.size() - 1)};  // one year of each line is enough
          break;
        }
  CHECK(inputs > 300);
}

TEST_CASE("limits come from the sign, the unit and the rules") {
  const auto limits = [](const char* line) { return limits_of(test::form(), test::form().line(line)); };
  CHECK(to_text(limits("F2110").least) == "0");          // a magnitude
  CHECK(to_text(limits("F2110").most) == "1000000000");  // DAT-05
  CHECK(to_text(limits("F5020").least) == "-1000000000");
  CHECK(to_text(limits("F1090").least) == "-0.5");  // DAT-07
  CHECK(to_text(limits("F1090").most) == "0.5");
  const xlsx::Validation validation = validation_of(test::form(), test::form().line("F2110"));
  CHECK(validation.kind == xlsx::Validation::Kind::whole);
  CHECK(validation.error_message.find("between 0 and 1,000,000,000") != std::string::npos);
  CHECK(validation_of(test::form(), test::form().line("W6020")).kind == xlsx::Validation::Kind::decimal);
}

TEST_CASE("constants and sheets have their names, and the file says what it is") {
  const NamedWorkbook book = test::named(test::blank({"activity"}));
  std::set<std::string> names;
  for (const xlsx::DefinedName& name : book.workbook.defined_names()) names.insert(name.name);
  CHECK(names.count("days_in_year_Y2") == 1);
  CHECK(names.count("activity_RR8") == 1);
  const auto known = recognise(book.workbook);
  REQUIRE(known);
  CHECK(known->edition == test::form().edition.code);
  CHECK(known->template_hash == test::form().hash);
  CHECK(known->place == "LE");
  CHECK(known->sections == std::vector<std::string>{"activity"});
  CHECK_FALSE(known->total);
}

TEST_CASE("made-up figures say so on every sheet with figures") {
  BlankOptions options;
  options.sections = {"workforce"};
  options.place = test::form().place("LE");
  options.illustrative = true;
  const auto bytes = blank_workbook(test::form(), options);
  REQUIRE(bytes);
  const NamedWorkbook book = test::named(*bytes);
  for (std::size_t i = 0; i < book.workbook.sheets().size(); ++i) {
    const auto cells = book.workbook.cells(i);
    bool said = false;
    for (const xlsx::Cell& cell : cells->cells)
      said = said || (cell.at.row < 5 && cell.value.starts_with("ILLUSTRATIVE"));
    INFO(book.workbook.sheets()[i].name);
    CHECK(said);
  }
}
