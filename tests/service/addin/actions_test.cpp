// What the spreadsheet's menu does with a workbook, without the spreadsheet.
#include <catch2/catch.hpp>

#include <algorithm>

#include "service/addin/actions/submit.h"
#include "tests/doors/shell.h"
#include "tests/support/asked.h"

using namespace stp;
using namespace stp::addin;
using test::asked;
using test::blank_of;
using test::pipeline;

namespace {

InputFile filled(const std::string& figures) {
  auto fill = asked("fill", "file", {blank_of("finance", "leeds", "2016-09-16")});
  fill.files["from"] = {{"a.csv", "", "organisation,line,scenario,year,value\n" + figures}};
  const auto answer = run_verb(pipeline(), fill);
  if (!answer) FAIL(to_text(answer.error()));
  return {"leeds.xlsx", "", answer->documents.front().bytes};
}

}  // namespace

TEST_CASE("a check becomes a table whose rows lead to the cells of the open workbook") {
  const auto outcome = check_workbook(pipeline(), filled("RR8,F3010,DN,Y1,5000000000\n"));
  REQUIRE(outcome);
  REQUIRE(outcome->table);
  CHECK(outcome->table->columns.front() == "Severity");
  const auto& rows = outcome->table->rows;
  const auto leading =
      std::find_if(rows.begin(), rows.end(), [](const auto& row) { return !row.cell.empty(); });
  REQUIRE(leading != rows.end());
  CHECK_FALSE(leading->sheet.empty());
  CHECK(outcome->summary.find("sheet STP findings") != std::string::npos);
}

TEST_CASE("a fill names the cells to write and what to write there") {
  const auto outcome = fill_workbook(pipeline(), blank_of("finance", "leeds", "2016-09-16"));
  REQUIRE(outcome);
  for (const auto& write : outcome->writes) {
    CHECK_FALSE(write.sheet.empty());
    CHECK_FALSE(write.cell.empty());
  }
  CHECK(outcome->summary.find("calculated") != std::string::npos);
}

TEST_CASE("a calculated workbook agrees with the exact figures") {
  const auto right = calculate_workbook(pipeline(), filled("RR8,F3010,DN,Y1,5000\n"));
  REQUIRE(right);
  CHECK_FALSE(right->table);
  CHECK(right->summary.find("agree with the exact ones") != std::string::npos);
}

TEST_CASE("a wrong result of a formula is listed with the exact one beside it") {
  const auto file = filled("RR8,F3010,DN,Y1,5000\n");
  auto book = xlsx::Workbook::read(file.bytes, file.name);
  REQUIRE(book);
  std::vector<xlsx::CellEdit> edits;
  for (std::size_t sheet = 0; sheet < book->sheets().size() && edits.empty(); ++sheet) {
    const auto cells = book->cells(sheet);
    for (const auto& cell : cells->cells)
      if (cell.has_formula && cell.value == "5000" && edits.empty())
        edits.push_back({sheet, cell.at, xlsx::CellEdit::Kind::cached_number, "5001"});
  }
  REQUIRE_FALSE(edits.empty());
  const auto edited = book->edited(edits);
  REQUIRE(edited);
  const auto outcome = calculate_workbook(pipeline(), {file.name, "", *edited});
  REQUIRE(outcome);
  REQUIRE(outcome->table);
  REQUIRE(outcome->table->rows.size() == 1);
  CHECK(outcome->table->rows[0].cells[2].number == Decimal::of(5001));
  CHECK(outcome->table->rows[0].cells[3].number == Decimal::of(5000));
  CHECK(outcome->table->rows[0].cell == xlsx::to_text(edits[0].at));
}

TEST_CASE("a comparison lists what changed since the other file, largest effect first") {
  const auto outcome =
      compare_workbook(pipeline(), filled("RR8,F3010,DN,Y1,5000\n"), filled("RR8,F3010,DN,Y1,4000\n"));
  REQUIRE(outcome);
  REQUIRE(outcome->table);
  REQUIRE(outcome->table->rows.size() == 1);
  const auto& cells = outcome->table->rows[0].cells;
  CHECK(cells[6].number == Decimal::of(4000));
  CHECK(cells[7].number == Decimal::of(5000));
}

TEST_CASE("a folder is consolidated file by file, and can be given up between them") {
  const doors::Folder folder;
  for (const auto& file : test::blank_footprint()) doors::write(folder.path() / file.name, file.bytes);
  Progress progress;
  const auto outcome = consolidate_folder(pipeline(), folder.path().string(), progress);
  REQUIRE(outcome);
  REQUIRE(outcome->file);
  CHECK(outcome->file->file_name.ends_with(".xlsx"));
  CHECK(progress.done == progress.all);
  CHECK(outcome->summary.find("workbooks read. West Yorkshire") != std::string::npos);
  CHECK(std::count(outcome->summary.begin(), outcome->summary.end(), '\n') < 12);  // it fits a message box
  Progress given_up;
  given_up.cancelled = true;
  const auto nothing = consolidate_folder(pipeline(), folder.path().string(), given_up);
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().code == "cancelled");
}

TEST_CASE("a workbook is handed in only to an address that keeps the key to itself") {
  Progress progress;
  const InputFile file{"leeds.xlsx", "", "bytes"};
  for (const char* url : {"", "http://stp.example.nhs.uk", "ftp://127.0.0.1", "not an address"})
    CHECK(submit_workbook({url, "key", ""}, file, progress).error().code == "address-wrong");
  CHECK(submit_workbook({"http://127.0.0.1:9", "key", ""}, file, progress).error().code == "service-away");
}
