#include "xlsx/file/address.h"

#include <catch2/catch.hpp>

using namespace stp::xlsx;

TEST_CASE("addresses are read as spreadsheets write them") {
  CHECK(parse_address("A1") == Address{1, 1});
  CHECK(parse_address("$B$2") == Address{2, 2});
  CHECK(parse_address("Z10") == Address{10, 26});
  CHECK(parse_address("AA10") == Address{10, 27});
  CHECK(parse_address("xfd1048576") == Address{1'048'576, 16'384});
}

TEST_CASE("what is not an address, or outside the grid, is none") {
  for (const char* text : {"", "A", "1", "A0", "A01", "XFE1", "A1048577", "AAAA1", "A1B", "A-1", " A1", "A1 ",
                           "$", "$$A1", "A$", "A99999999999999999999", "Ä1"}) {
    INFO(text);
    CHECK_FALSE(parse_address(text));
  }
}

TEST_CASE("every column goes to text and back") {
  for (unsigned column = 1; column <= Address::last_column; ++column) {
    const Address at{7, static_cast<std::uint16_t>(column)};
    REQUIRE(parse_address(to_text(at)) == at);
  }
  CHECK(column_text(1) == "A");
  CHECK(column_text(26) == "Z");
  CHECK(column_text(27) == "AA");
  CHECK(column_text(702) == "ZZ");
  CHECK(column_text(703) == "AAA");
  CHECK(column_text(16'384) == "XFD");
}

TEST_CASE("a sheet's name is quoted with its quotes doubled") {
  CHECK(quoted_sheet("O'Brien") == "'O''Brien'");
}
