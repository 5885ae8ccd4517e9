// Workbooks that LibreOffice or openpyxl saved again are the same returns.
#include <set>

#include "service/disk/files.h"
#include "tests/oracle/office.h"
#include "tests/support/not_tried.h"
#include "tests/xlsx/form/filled.h"

using namespace stp;

namespace {

std::set<std::string> kinds(const Return& filed) {
  std::set<std::string> all;
  for (const Observation& one : filed.observations) all.insert(one.kind);
  return all;
}

struct Books {
  NamedWorkbook blank;
  std::vector<FillItem> items;
  std::string filled;
};
Books books() {
  Books made{test::named(test::blank({"finance", "activity", "workforce"})), {}, {}};
  made.items = test::figures_for(made.blank, 3);
  const auto filled = fill_workbook(made.blank, test::form(), made.items, {});
  REQUIRE(filled);
  REQUIRE(filled->unplaced.empty());
  made.filled = filled->bytes;
  return made;
}

}  // namespace

TEST_CASE("a workbook saved by LibreOffice is the same return") {
  if (!office::present()) {
    not_tried("LibreOffice is not installed");
    return;
  }
  const Books made = books();
  const office::Folder folder;
  folder.put("filled.xlsx", made.filled);
  const std::string saved = folder.saved_again({"filled.xlsx"}).front();
  REQUIRE_FALSE(saved.empty());
  const auto known = recognise(test::named(saved).workbook);
  REQUIRE(known);
  CHECK(known->edition == test::form().edition.code);
  CHECK(known->sections.size() == 3);
  const auto back = take_return({test::named(saved)}, test::form());
  REQUIRE(back);
  INFO(test::told(back->observations).substr(0, 3000));
  CHECK(kinds(*back) == std::set<std::string>{});
  CHECK(test::difference(made.items, test::without_defaults(items_of(*back, test::form()), made.blank)) ==
        "");
  // And it can be filled on.
  const auto again = fill_workbook(test::named(saved), test::form(), made.items, {});
  REQUIRE(again);
  CHECK(again->unplaced.empty());
  CHECK(again->already == made.items.size());
}

TEST_CASE("a workbook saved by openpyxl is the same return, without its results") {
  if (std::system("/usr/bin/python3 -c 'import openpyxl' 2>/dev/null") != 0) {
    not_tried("openpyxl is not installed");
    return;
  }
  const Books made = books();
  const office::Folder folder;
  folder.put("filled.xlsx", made.filled);
  const std::string path = (folder.path() / "filled.xlsx").string();
  REQUIRE(std::system(("/usr/bin/python3 -W ignore -c 'import openpyxl; p=\"" + path +
                       "\"; b=openpyxl.load_workbook(p); b.save(p)'")
                          .c_str()) == 0);
  const auto bytes = read_file(path, 1u << 26);
  REQUIRE(bytes);
  const auto back = take_return({test::named(*bytes)}, test::form());
  REQUIRE(back);
  INFO(test::told(back->observations).substr(0, 3000));
  CHECK(kinds(*back) == std::set<std::string>{"saved-without-recalculation"});
  CHECK(test::difference(made.items, test::without_defaults(items_of(*back, test::form()), made.blank)) ==
        "");
  // Filling gives the results back.
  const auto mended = fill_workbook(test::named(*bytes), test::form(), {}, {});
  REQUIRE(mended);
  const auto whole = take_return({test::named(mended->bytes)}, test::form());
  REQUIRE(whole);
  CHECK(whole->observations.empty());
}
