// What cannot be placed is listed with its remedy, and then nothing is written.
#include "tests/xlsx/form/filled.h"

using namespace stp;

namespace {

FillItem entry(const std::string& line, const std::string& year, const std::string& value,
               const std::string& organisation = "02V", const std::string& scenario = "") {
  FillItem item;
  item.organisation = organisation;
  item.line = line;
  item.year = year;
  item.value = value;
  item.scenario = scenario;
  item.at = "data.csv line 2";
  return item;
}
FillItem row(const std::string& table, std::vector<std::pair<std::string, std::string>> columns) {
  FillItem item;
  item.kind = FillItem::Kind::row;
  item.table = table;
  item.columns = std::move(columns);
  return item;
}
FillItem cover(const std::string& field, const std::string& value) {
  FillItem item;
  item.kind = FillItem::Kind::cover;
  item.field = field;
  item.value = value;
  return item;
}
Filled fill(const std::vector<FillItem>& items, bool overwrite = false, const std::string& into = "") {
  FillOptions options;
  options.overwrite = overwrite;
  const auto filled = fill_workbook(test::named(into.empty() ? test::blank({"finance", "activity"}) : into),
                                    test::form(), items, options);
  if (!filled) throw std::runtime_error(to_text(filled.error()));
  return *filled;
}
std::string reason(const FillItem& item) {
  const Filled filled = fill({item});
  REQUIRE(filled.unplaced.size() == 1);
  CHECK(filled.bytes.empty());
  CHECK_FALSE(filled.unplaced.front().remedy.empty());
  return filled.unplaced.front().reason;
}

}  // namespace

TEST_CASE("each item that cannot be placed says why") {
  CHECK(reason(entry("F2010", "2016/17", "5", "XXX")) == "There is no organisation \"XXX\".");
  CHECK(reason(entry("F0000", "2016/17", "5")) == "There is no line \"F0000\" in this edition.");
  CHECK(reason(entry("F3010", "2016/17", "5")) == "The line F3010 is not asked of 02V.");
  CHECK(reason(entry("F2010", "2099/00", "5")) == "There is no year \"2099/00\" in this edition.");
  CHECK(reason(entry("F5020", "2015/16", "5")) == "The line F5020 does not apply to 2015/16.");
  CHECK(reason(entry("F2090", "2016/17", "5")) == "The line F2090 is calculated.");
  CHECK(reason(entry("F2010", "2016/17", "n/a")) == "\"n/a\" is not a number.");
  CHECK(reason(entry("F2010", "2016/17", "1,234")) == "\"1,234\" is not a number.");
  CHECK(reason(entry("A1010", "2016/17", "5")) == "The line has several scenarios and none is named.");
  CHECK(reason(entry("W5010", "2016/17", "5", "02V", "DN")) ==
        "This workbook has no Workforce sheet of 02V.");
  CHECK(reason(entry("F2010", "2016/17", "5", "RXF")) == "The line F2010 is not asked of RXF.");
  CHECK(reason(entry("F3010", "2016/17", "5", "RXF")) == "This workbook has no Finance sheet of RXF.");
  CHECK(reason(row("menu", {})) == "There is no table \"menu\".");
  CHECK(reason(row("register", {{"colour", "red"}})) == "The table register has no column \"colour\".");
  CHECK(reason(row("register", {{"gross/Y2", "tbc"}})) == "\"tbc\" in \"gross/Y2\" is not a number.");
  CHECK(reason(cover("mood", "good")) == "The cover has no field \"mood\".");
  CHECK(reason(cover("status", "perhaps")) == "\"perhaps\" is not in the list of \"status\".");
  CHECK(reason(cover("place", "WA")) == "The field \"place\" is stamped: it says \"LE\".");
}

TEST_CASE("one item that cannot be placed leaves the workbook unwritten") {
  const Filled filled = fill(
      {entry("F2010", "2016/17", "5"), entry("F2010", "2017/18", "tbc"), entry("F9999", "2017/18", "1")});
  CHECK(filled.bytes.empty());
  CHECK(filled.unplaced.size() == 2);
}

TEST_CASE("a typed value is not overwritten unless told so and an equal one is already there") {
  const Filled first = fill({entry("F2010", "2016/17", "5"), entry("F1090", "2016/17", "2.1%")});
  REQUIRE_FALSE(first.bytes.empty());
  CHECK(first.written == 2);
  CHECK(fill({entry("F2010", "2016/17", "5.0"), entry("F1090", "2016/17", "0.021")}, false, first.bytes)
            .already == 2);
  const Filled other = fill({entry("F2010", "2016/17", "6")}, false, first.bytes);
  REQUIRE(other.unplaced.size() == 1);
  CHECK(other.unplaced.front().reason == "The cell holds 5 and not 6; what was typed is not overwritten.");
  const Filled told = fill({entry("F2010", "2016/17", "6")}, true, first.bytes);
  CHECK(told.written == 1);
  const auto back = take_return({test::named(told.bytes)}, test::form());
  const LineIndex line = test::form().line("F2010");
  CHECK(to_text(back->find(test::form().organisation("02V"))
                    ->entries.at(line, ScenarioIndex{0}, PeriodIndex{1})
                    .value) == "6");
}

TEST_CASE("calculated cells follow by hand-worked figures") {
  // 100 + 20 of resource less 90 of spending leaves 30 in year; 12 brought forward makes 42.
  const Filled filled = fill({entry("F2010", "2016/17", "100"), entry("F2030", "2016/17", "20"),
                              entry("F2110", "2016/17", "90"), entry("F2060", "2016/17", "12")});
  REQUIRE_FALSE(filled.bytes.empty());
  const auto back = take_return({test::named(filled.bytes)}, test::form());
  const auto& part = *back->find(test::form().organisation("02V"));
  const auto at = [&](const char* line) {
    return to_text(part.entries.at(test::form().line(line), ScenarioIndex{0}, PeriodIndex{1}).value);
  };
  CHECK(at("F2090") == "120");
  CHECK(at("F2300") == "90");
  CHECK(at("F2310") == "30");
  CHECK(at("F2320") == "42");
  CHECK(back->observations.empty());
}

TEST_CASE("rows go into the first free row, and a row of the same key is completed") {
  const Filled first =
      fill({row("counterparties",
                {{"payer", "02V"}, {"payee", "RR8"}, {"nature", "contract"}, {"payer_figure/Y1", "500"}})});
  REQUIRE_FALSE(first.bytes.empty());
  const Filled second =
      fill({row("counterparties",
                {{"payer", "02V"}, {"payee", "RR8"}, {"nature", "contract"}, {"payee_figure/Y1", "480"}}),
            row("counterparties",
                {{"payer", "02V"}, {"payee", "RR8"}, {"nature", "sla"}, {"payee_figure/2016/17", "7"}})},
           false, first.bytes);
  REQUIRE_FALSE(second.bytes.empty());
  const auto back = take_return({test::named(second.bytes)}, test::form());
  const TableIndex table = test::form().table("counterparties");
  const auto& rows = back->tables[table.value];
  REQUIRE(rows.size() == 2);
  const TableDefinition& definition = test::form().tables[table.value];
  const auto slot = [&](const char* column) {
    return definition.slot(definition.column(column), PeriodIndex{1});
  };
  CHECK(to_text(rows[0].cells[slot("payer_figure")].value) == "500");
  CHECK(to_text(rows[0].cells[slot("payee_figure")].value) == "480");
  CHECK(to_text(rows[1].cells[slot("payee_figure")].value) == "7");
}

TEST_CASE("a table that is full says so") {
  std::vector<FillItem> items;
  const TableDefinition& table = test::form().tables[test::form().table("counterparties").value];
  for (int i = 0; i <= table.blank_rows; ++i)
    items.push_back(row("counterparties", {{"payer", "02V"}, {"comment", "row " + std::to_string(i)}}));
  const Filled filled = fill(items);
  REQUIRE(filled.unplaced.size() == 1);
  CHECK(filled.unplaced.front().reason == "The table Counterparties is full.");
}

TEST_CASE("with an unreadable input, results we cannot work out are left for the spreadsheet") {
  const NamedWorkbook empty = test::named(test::blank({"finance"}));
  std::size_t sheet = 0;
  while (empty.workbook.sheets()[sheet].name != "Leeds North CCG finance") ++sheet;
  const auto cells = empty.workbook.cells(sheet);
  std::uint32_t line = 0;
  for (const xlsx::Cell& cell : cells->cells)
    if (cell.value == "F2010") line = cell.at.row;
  const auto spoiled = empty.workbook.edited({{sheet, {line, 6}, xlsx::CellEdit::Kind::text, "tbc"}});
  REQUIRE(spoiled);
  const Filled filled = fill({entry("F2110", "2016/17", "90")}, false, *spoiled);
  REQUIRE_FALSE(filled.bytes.empty());
  const auto workbook = test::named(filled.bytes).workbook.part("xl/workbook.xml");
  REQUIRE(workbook);
  CHECK(workbook->find("fullCalcOnLoad=\"1\"") != std::string::npos);
}
