// LibreOffice recalculates our workbooks, blank and filled, and every formula cell agrees with the result we
// stored.
#include "tests/oracle/compare_books.h"
#include "tests/oracle/office.h"
#include "tests/support/not_tried.h"
#include "tests/xlsx/form/filled.h"

using namespace stp;

TEST_CASE("LibreOffice recalculates our workbooks to what we stored") {
  if (!office::present()) {
    not_tried("LibreOffice is not installed");
    return;
  }
  const office::Folder folder;
  const std::vector<std::string> sections = {"finance", "activity", "workforce"};
  std::vector<std::string> names, ours;
  const auto add = [&](const std::string& name, const std::string& bytes) {
    folder.put(name, bytes);
    names.push_back(name);
    ours.push_back(bytes);
  };
  for (const char* place : {"LE", "WY"}) {
    const std::string blank = test::blank(sections, place);
    add(std::string("blank-") + place + ".xlsx", blank);
    const NamedWorkbook empty = test::named(blank);
    const auto filled = fill_workbook(empty, test::form(), test::figures_for(empty, 5), {});
    REQUIRE(filled);
    REQUIRE(filled->unplaced.empty());
    add(std::string("filled-") + place + ".xlsx", filled->bytes);
  }
  // LibreOffice must not believe what is stored: a result we falsify comes back right.
  const NamedWorkbook honest = test::named(ours.front());
  const xlsx::Cell* formula = nullptr;
  const auto cells = honest.workbook.cells(3);
  for (const xlsx::Cell& cell : cells->cells)
    if (cell.has_formula && !formula) formula = &cell;
  REQUIRE(formula);
  const auto falsified =
      honest.workbook.edited({{3, formula->at, xlsx::CellEdit::Kind::cached_number, "12345"}});
  REQUIRE(falsified);
  folder.put("falsified.xlsx", *falsified);
  names.push_back("falsified.xlsx");
  std::vector<std::string> theirs = folder.saved_again(names);
  const NamedWorkbook mended = test::named(theirs.back());
  CHECK(mended.workbook.cells(3)->find(formula->at)->value != "12345");
  names.pop_back();
  for (std::size_t i = 0; i < names.size(); ++i) {
    INFO(names[i]);
    REQUIRE_FALSE(theirs[i].empty());
    CHECK(oracle::compare_books(ours[i], theirs[i]) > (i < 2 ? 3000u : 300u));
  }
}
