#include <catch2/catch.hpp>

#include "service/report/csv_text.h"

using stp::csv_text;

TEST_CASE("text that a spreadsheet would run is neutralised") {
  CHECK(csv_text("=1+1") == "'=1+1");
  CHECK(csv_text("+cmd") == "'+cmd");
  CHECK(csv_text("-2+3") == "'-2+3");
  CHECK(csv_text("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv_text("\tx") == "'\tx");
  CHECK(csv_text("\xEF\xBC\x9D"
                 "1+1") ==
        "'\xEF\xBC\x9D"
        "1+1");
}

TEST_CASE("negative numbers survive") {
  CHECK(csv_text("-1234.5") == "-1234.5");
  CHECK(csv_text("-1,234.5") == "\"-1,234.5\"");
  CHECK(csv_text("-2.1%") == "-2.1%");
  CHECK(csv_text("-") == "'-");
  CHECK(csv_text("-1,2+A1") == "\"'-1,2+A1\"");
  CHECK(csv_text("-,1") == "\"'-,1\"");
}

TEST_CASE("commas, quotes and line ends are quoted") {
  CHECK(csv_text("a,b") == "\"a,b\"");
  CHECK(csv_text("he said \"no\"") == "\"he said \"\"no\"\"\"");
  CHECK(csv_text("two\nlines") == "\"two\nlines\"");
  CHECK(csv_text("plain") == "plain");
}
