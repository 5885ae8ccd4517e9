// All workbooks of the demonstration, filled by the real program: LibreOffice recalculates every formula to
// what we stored, and what LibreOffice or openpyxl saved is found to be the same returns but for what those
// programs change.
#include <nlohmann/json.hpp>
#include <set>

#include "tests/doors/demo_returns.h"
#include "tests/oracle/compare_books.h"
#include "tests/oracle/office.h"
#include "tests/support/not_tried.h"

namespace {

const std::vector<std::string> places{"bradford", "calderdale", "harrogate",     "kirklees",
                                      "leeds",    "wakefield",  "west-yorkshire"};

struct Books {
  std::vector<std::string> names, bytes;
};
Books demo_books() {
  scenarios::have_footprint();
  Books books;
  for (const auto& place : places)
    for (const char* section : {"finance", "activity", "workforce"}) {
      books.names.push_back(place + "-" + section + "-" + scenarios::round + ".xlsx");
      books.bytes.push_back(doors::read(scenarios::demo_data().path() / "returns" / place / scenarios::round /
                                        books.names.back()));
      REQUIRE_FALSE(books.bytes.back().empty());
    }
  return books;
}

// The rules of all findings in a folder of returns, each once.
std::set<std::string> found_in(const std::string& folder) {
  std::set<std::string> kinds;
  const auto report = scenarios::json_of("$STP check " + folder + " --json");
  REQUIRE(report.at("returns").size() == places.size());
  for (const auto& filed : report.at("returns"))
    for (const auto& one : filed.at("findings")) kinds.insert(one.at("rule").get<std::string>());
  return kinds;
}

void put_all(const Books& books, const std::vector<std::string>& bytes, const std::string& folder) {
  for (std::size_t i = 0; i < bytes.size(); ++i)
    doors::write(scenarios::demo_data().path() / folder / books.names[i], bytes[i]);
}

}  // namespace

TEST_CASE(
    "LibreOffice recalculates the demonstration's workbooks to what we stored, and its copies are the same "
    "returns") {
  if (!office::present()) {
    not_tried("LibreOffice is not installed");
    return;
  }
  const Books ours = demo_books();
  const office::Folder folder;
  for (std::size_t i = 0; i < ours.names.size(); ++i) folder.put(ours.names[i], ours.bytes[i]);
  const auto theirs = folder.saved_again(ours.names);
  std::size_t formulas = 0;
  for (std::size_t i = 0; i < ours.names.size(); ++i) {
    INFO(ours.names[i]);
    REQUIRE_FALSE(theirs[i].empty());
    formulas += oracle::compare_books(ours.bytes[i], theirs[i]);
  }
  CHECK(formulas > 10000);
  put_all(ours, theirs, "from-libreoffice");
  CHECK(found_in("from-libreoffice") == std::set<std::string>{});
  const auto total = scenarios::json_of("$STP consolidate from-libreoffice --json");
  CHECK(scenarios::summary(total, "F8260", "2020/21") == "-1070000");
  CHECK(scenarios::summary(total, "F8330", "2020/21") == "-87000");
}

TEST_CASE(
    "copies of the demonstration's workbooks saved by openpyxl are the same returns, without stored "
    "results") {
  if (std::system("/usr/bin/python3 -c 'import openpyxl' 2>/dev/null") != 0) {
    not_tried("openpyxl is not installed");
    return;
  }
  const Books ours = demo_books();
  put_all(ours, ours.bytes, "from-openpyxl");
  const auto saved = scenarios::run(R"(/usr/bin/python3 -W ignore -c '
import glob, openpyxl
for path in glob.glob("from-openpyxl/*.xlsx"):
    openpyxl.load_workbook(path).save(path)
')");
  INFO(saved.err);
  REQUIRE(saved.exit_code == 0);
  CHECK(found_in("from-openpyxl") ==
        std::set<std::string>{"STR-08"});  // once a file: saved without recalculation
  const auto total = scenarios::json_of("$STP consolidate from-openpyxl --json");
  CHECK(scenarios::summary(total, "F8260", "2020/21") == "-1070000");
  CHECK(scenarios::summary(total, "F8330", "2020/21") == "-87000");
}
