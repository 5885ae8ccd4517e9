#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "service/disk/files.h"
#include "service/total/total_workbook.h"
#include "tests/support/total_fixture.h"

using namespace stp;

namespace {

xlsx::Workbook opened(const std::string& bytes) {
  auto book = xlsx::Workbook::read(bytes, "total.xlsx");
  REQUIRE(book);
  return *std::move(book);
}

std::string written(const FootprintTotal& total) {
  auto bytes = total_workbook(total, totals::form());
  REQUIRE(bytes);
  return *std::move(bytes);
}

std::size_t position(const xlsx::Workbook& book, const std::string& name) {
  for (std::size_t i = 0; i < book.sheets().size(); ++i)
    if (book.sheets()[i].name == name) return i;
  throw std::logic_error("no sheet " + name);
}

}  // namespace

TEST_CASE("the total workbook holds every sheet an auditor asks for") {
  const xlsx::Workbook book = opened(written(consolidate(totals::all(), totals::form(), {})));
  std::set<std::string> names;
  for (const xlsx::SheetInfo& sheet : book.sheets()) names.insert(sheet.name);
  for (const char* name : {"Contents", "Summary", "Organisations", "Places", "Shared out", "Eliminations",
                           "Pairs", "Bridges", "Findings", "Quoted figures", "Returns", "Not added",
                           "Sources", "Row sources", "Register", "Counterparties", "Shares"})
    CHECK(names.count(name) == 1);
}

TEST_CASE("the order of the returns never changes a byte of the workbook") {
  auto returns = totals::all();
  const std::string first = written(consolidate(returns, totals::form(), {}));
  std::rotate(returns.begin(), returns.begin() + 3, returns.end());
  CHECK(written(consolidate(returns, totals::form(), {})) == first);
}

TEST_CASE("summary, organisations, places and eliminations are formulas, not figures") {
  const xlsx::Workbook book = opened(written(consolidate(totals::all(), totals::form(), {})));
  for (const char* name : {"Summary", "Organisations", "Places", "Shared out", "Bridges"}) {
    const auto cells = book.cells(position(book, name));
    REQUIRE(cells);
    std::size_t formulas = 0, typed = 0;
    for (const xlsx::Cell& cell : cells->cells) {
      if (cell.at.row <= 5 || cell.type != xlsx::CellType::number) continue;
      ++(cell.has_formula ? formulas : typed);
    }
    INFO(name);
    CHECK(formulas > 10);
    CHECK(typed == 0);
  }
}

TEST_CASE("a missing place stands as missing on the place view, not as nil") {
  auto returns = totals::all();
  returns.erase(returns.begin() + 4);
  const FootprintTotal total = consolidate(returns, totals::form(), {});
  const xlsx::Workbook book = opened(written(total));
  const auto cells = book.cells(position(book, "Places"));
  REQUIRE(cells);
  const auto missing = std::count_if(cells->cells.begin(), cells->cells.end(),
                                     [](const xlsx::Cell& cell) { return cell.value == "missing"; });
  CHECK(missing >= 6);
}

TEST_CASE("write the total for other programs to open", "[.write]") {
  const char* path = std::getenv("STP_WRITE_TOTAL");
  REQUIRE(path != nullptr);
  REQUIRE(write_file(path, written(consolidate(totals::all(), totals::form(), {}))));
}

namespace {

Result<FootprintTotal> read_back(const std::string& bytes) {
  return read_total_workbook({opened(bytes), "total.xlsx", "", "hash of the total"}, totals::editions());
}

void same_total(const FootprintTotal& read, const FootprintTotal& total) {
  const Return &a = total.merged.filed, &b = read.merged.filed;
  REQUIRE(a.organisations.size() == b.organisations.size());
  std::size_t different = 0, placed = 0;
  for (std::size_t i = 0; i < a.organisations.size(); ++i)
    for (std::size_t e = 0; e < a.organisations[i].entries.size(); ++e) {
      const Entry &one = a.organisations[i].entries.in_order(e),
                  &other = b.organisations[i].entries.in_order(e);
      placed += one.at ? 1u : 0u;
      if (one.at != other.at || one.kind != other.kind || one.value != other.value) ++different;
    }
  CHECK(different == 0);
  CHECK(placed > 5000);
  for (std::size_t t = 0; t < a.tables.size(); ++t) {
    REQUIRE(a.tables[t].size() == b.tables[t].size());
    for (std::size_t r = 0; r < a.tables[t].size(); ++r) {
      CHECK(a.tables[t][r].at == b.tables[t][r].at);
      for (std::size_t c = 0; c < a.tables[t][r].cells.size(); ++c) {
        CHECK(a.tables[t][r].cells[c].text == b.tables[t][r].cells[c].text);
        CHECK(a.tables[t][r].cells[c].value == b.tables[t][r].cells[c].value);
        CHECK(a.tables[t][r].cells[c].at == b.tables[t][r].cells[c].at);
      }
    }
  }
  CHECK(read.incomplete == total.incomplete);
  CHECK(read.findings == total.findings);
  CHECK(read.pairs.size() == total.pairs.size());
  CHECK(read.eliminations.size() == total.eliminations.size());
  REQUIRE(read.published.size() == total.published.size());
  for (std::size_t i = 0; i < read.published.size(); ++i)
    CHECK(read.published[i].millions == total.published[i].millions);
  CHECK(read.not_added.size() == total.not_added.size());
  CHECK(read.row_origins == total.row_origins);
  CHECK(read.round == total.round);
  CHECK(read.footprint_name == total.footprint_name);
}

}  // namespace

TEST_CASE("a total read back from its workbook knows the files and cells its figures came from") {
  const FootprintTotal total = consolidate(totals::all(), totals::form(), {});
  const auto read = read_back(written(total));
  if (!read) FAIL(to_text(read.error()));
  same_total(*read, total);
}

TEST_CASE("an incomplete total with unreadable entries reads back as itself") {
  auto returns = totals::all();
  returns.erase(returns.begin() + 4);
  returns[1].organisations.pop_back();
  returns[0].texts.push_back("tbc");
  Entry& entry =
      returns[0].organisations[0].entries.at(totals::form().line("F2110"), ScenarioIndex{0}, PeriodIndex{2});
  entry.kind = EntryKind::unreadable;
  entry.value = Decimal();
  entry.text = 1;
  const FootprintTotal total = consolidate(returns, totals::form(), {});
  REQUIRE(total.incomplete.size() == 2);
  const auto read = read_back(written(total));
  if (!read) FAIL(to_text(read.error()));
  same_total(*read, total);
}

TEST_CASE("a total in which a figure was changed afterwards is refused") {
  const xlsx::Workbook book = opened(written(consolidate(totals::all(), totals::form(), {})));
  const std::size_t sheet = position(book, "Register");
  const auto cells = book.cells(sheet);
  REQUIRE(cells);
  const auto number = std::find_if(cells->cells.begin(), cells->cells.end(), [](const xlsx::Cell& cell) {
    return cell.at.row > 5 && cell.type == xlsx::CellType::number;
  });
  REQUIRE(number != cells->cells.end());
  const auto changed = book.edited({{sheet, number->at, xlsx::CellEdit::Kind::number, "99999"}});
  REQUIRE(changed);
  const auto refused = read_back(*changed);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "not-a-total");
  CHECK(refused.error().sentence.find("changed") != std::string::npos);
}
