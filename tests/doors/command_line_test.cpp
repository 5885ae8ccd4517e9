// The command line as a person meets it: the real program, real files, real exit codes.
#include <catch2/catch.hpp>

#include "tests/doors/shell.h"

using doors::Folder;
using doors::run;

TEST_CASE("without a command it explains itself and says the usage was wrong") {
  const Folder folder;
  const auto ran = run("$STP", folder);
  CHECK(ran.exit_code == 64);
  CHECK(ran.err.find("subcommand is required") != std::string::npos);
}

TEST_CASE("help names every command and that the forms are reconstructed") {
  const Folder folder;
  const auto ran = run("$STP --help", folder);
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("reference edition") != std::string::npos);
  for (const char* command : {"blank", "fill", "check", "consolidate", "explain", "bridge", "compare",
                              "inspect", "cells", "set", "rules", "lines", "demo"})
    CHECK(ran.out.find(std::string("\n  ") + command + " ") != std::string::npos);
}

TEST_CASE("a blank workbook is written whole, and the same each time") {
  const Folder folder;
  CHECK(
      run("$STP blank finance --place leeds -o a.xlsx && $STP blank finance --place leeds -o b.xlsx", folder)
          .exit_code == 0);
  CHECK(run("cmp a.xlsx b.xlsx", folder).exit_code == 0);
}

TEST_CASE("an unknown place is refused with the places there are") {
  const Folder folder;
  const auto ran = run("$STP blank finance --place york -o a.xlsx", folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("leeds (LE)") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "a.xlsx"));
}

TEST_CASE("a file that is no workbook is refused, named, and the others are still checked") {
  const Folder folder;
  doors::write(folder.path() / "letter.xlsx", "Dear finance team");
  const auto ran =
      run("$STP blank activity --place wakefield -o good.xlsx && $STP check letter.xlsx good.xlsx --json",
          folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.out.find("\"letter.xlsx\"") != std::string::npos);
  CHECK(ran.out.find("\"place\": \"WA\"") != std::string::npos);
}

TEST_CASE("what cannot be placed is listed, and nothing is written") {
  const Folder folder;
  doors::write(folder.path() / "data.csv",
               "organisation,line,scenario,year,value\nRR8,F3010,DN,Y1,5\nRR8,NOPE,DN,Y1,6\n");
  const auto ran =
      run("$STP blank finance --place leeds -o a.xlsx && $STP fill a.xlsx --from data.csv -o b.xlsx", folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("data.csv line 3") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "b.xlsx"));
}

TEST_CASE("template texts with mistakes are refused with all of them") {
  const Folder folder;
  const auto ran =
      run("cp -r $SOURCE/templates . && chmod -R u+w templates && sed -i 's/label: do nothing/label: do "
          "nothing, label: twice/' "
          "templates/scenarios.yaml && sed -i 's/^periods:/years:/' templates/periods.yaml && "
          "STP_TEMPLATES=$PWD/templates $STP blank finance --place leeds -o a.xlsx",
          folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("scenarios.yaml:") != std::string::npos);
  CHECK(ran.err.find("periods.yaml:") != std::string::npos);
}

TEST_CASE("output goes nowhere half: an unwritable folder leaves nothing and says so") {
  const Folder folder;
  const auto ran = run("$STP blank finance --place leeds -o missing/a.xlsx", folder);
  CHECK(ran.exit_code == 2);
  CHECK(ran.err.find("missing/a.xlsx") != std::string::npos);
}
