// stp inspect, cells and set on workbooks of any making, judged by openpyxl where it is installed.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/doors/shell.h"
#include "tests/support/not_tried.h"

using doors::Folder;
using doors::run;

namespace {

// Debian's python has openpyxl; other pythons on the path may not.
bool has_openpyxl(const Folder& folder) {
  if (run("/usr/bin/python3 -c 'import openpyxl'", folder).exit_code == 0) return true;
  not_tried("openpyxl is not installed");
  return false;
}

const char* make_book =
    "/usr/bin/python3 -c \"\n"
    "import openpyxl\n"
    "b = openpyxl.Workbook(); s = b.active; s.title = \\\"It's 1\\\"\n"
    "s['A1'] = 1; s['A2'] = 2.5; s['A3'] = '=SUM(A1:A2)'; s['B1'] = '-x'; s.merge_cells('D1:E2')\n"
    "b.create_sheet('Other')['C3'] = 'text'; b.save('book.xlsx')\"";

}  // namespace

TEST_CASE("set changes the cells named and another program reads them") {
  const Folder folder;
  if (!has_openpyxl(folder)) return;
  REQUIRE(run(make_book, folder).exit_code == 0);
  const auto set =
      run("$STP set book.xlsx \"'It''s 1'!A1=-12.75\" 'Other!B2=two words' 'other!C3=' 'Other!D4==C3&\"!\"' "
          "'Other!A9=TRUE' 'Other!A8=\"007\"' -o out.xlsx",
          folder);
  CHECK(set.exit_code == 0);
  CHECK(set.out.find("6 cells set") != std::string::npos);
  CHECK(set.out.find("recalculated") != std::string::npos);
  const auto read =
      run("/usr/bin/python3 -c \"\n"
          "import openpyxl\n"
          "b = openpyxl.load_workbook('out.xlsx'); s = b.worksheets[0]; o = b['Other']\n"
          "print([s['A1'].value, s['A2'].value, s['A3'].value, o['B2'].value, o['C3'].value, o['D4'].value, "
          "o['A9'].value, "
          "o['A8'].value, b.calculation.fullCalcOnLoad])\"",
          folder);
  CHECK(read.out == "[-12.75, 2.5, '=SUM(A1:A2)', 'two words', None, '=C3&\"!\"', True, '007', True]\n");
}

TEST_CASE("set refuses with a reason and writes nothing") {
  const Folder folder;
  if (!has_openpyxl(folder)) return;
  REQUIRE(run(make_book, folder).exit_code == 0);
  auto refused = [&](const std::string& change, const std::string& code) {
    const auto ran = run("$STP set book.xlsx " + change + " -o out.xlsx", folder);
    INFO(ran.err);
    CHECK(ran.exit_code == 2);
    CHECK(ran.err.find("[" + code + "]") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out.xlsx"));
  };
  refused("'Nowhere!A1=5'", "no-such-sheet");
  refused("A1=5", "bad-change");
  refused("'Other!A1'", "bad-change");
  refused("'Other!XFE1=5'", "bad-change");
  refused("\"'It''s 1'!A3=5\"", "formula-cell");
  refused("\"'It''s 1'!E2=5\"", "merged-cell");
  CHECK(run("$STP set missing.xlsx A1=5 -o out.xlsx", folder).exit_code == 2);
  CHECK(run("$STP set book.xlsx A1=5", folder).exit_code == 64);
  CHECK(run("$STP set book.xlsx \"'It''s 1'!A3=5\" --overwrite-formulas -o out.xlsx", folder).exit_code == 0);
}

TEST_CASE("cells lists values and formulas as text, CSV and JSON") {
  const Folder folder;
  if (!has_openpyxl(folder)) return;
  REQUIRE(run(make_book, folder).exit_code == 0);
  CHECK(run("$STP cells book.xlsx --sheet other", folder).out == "'Other'!C3  text\n");
  CHECK(run("$STP cells book.xlsx --csv --sheet \"It's 1\"", folder).out ==
        "sheet,cell,type,value,formula,protection\r\nIt's 1,A1,number,1,,locked\r\nIt's "
        "1,B1,text,'-x,,locked\r\n"
        "It's 1,A2,number,2.5,,locked\r\nIt's 1,A3,blank,,SUM(A1:A2),locked\r\n");
  CHECK(run("$STP cells book.xlsx --json --sheet Other", folder).out ==
        "{\"sheet\":\"Other\",\"cell\":\"C3\",\"type\":\"text\",\"value\":\"text\",\"locked\":true}\n");
  CHECK(run("$STP cells book.xlsx --sheet No", folder).err.find("'It''s 1', 'Other'") != std::string::npos);
  CHECK(run("$STP cells book.xlsx --csv --json", folder).exit_code == 64);
}

TEST_CASE("inspect shows sheets, names and parts") {
  const Folder folder;
  if (!has_openpyxl(folder)) return;
  REQUIRE(run(make_book, folder).exit_code == 0);
  const auto ran = run("$STP inspect book.xlsx", folder);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("2 sheets:\n  It's 1: ") != std::string::npos);
  CHECK(ran.out.find(", 1 formulas, 1 merged ranges") != std::string::npos);
  CHECK(ran.out.find("xl/worksheets/sheet2.xml") != std::string::npos);
  doors::write(folder.path() / "letter.xlsx", "Dear finance team");
  CHECK(run("$STP inspect letter.xlsx", folder).exit_code == 2);
}

TEST_CASE("every cell of a sample of the collection is the same to openpyxl") {
  const Folder folder;
  if (!has_openpyxl(folder)) return;
  const auto ran =
      run("for corpus in \"$STP_CORPUS\" \"$SOURCE/../shared/corpus\" \"$SOURCE/../../shared/corpus\"; do [ "
          "-d \"$corpus\" ] && break; done; "
          "[ -d \"$corpus\" ] || exit 3; find \"$corpus\" -name '*.xls?' -size -60k | sort | awk 'NR % 12 == "
          "0' | "
          "xargs /usr/bin/python3 \"$SOURCE/tests/xlsx/file/compare_with_openpyxl.py\" $STP | grep -v "
          "^SKIPPED; true",
          folder, 300);
  if (ran.exit_code == 3) {
    not_tried(
        "the collection of workbooks (../shared/corpus) is not here; set STP_CORPUS to its "
        "folder");
    return;
  }
  CHECK(ran.err == "");
  CHECK(ran.out == "");
}
