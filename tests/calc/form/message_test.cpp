#include "calc/form/message.h"

#include <catch2/catch.hpp>

using namespace stp;

TEST_CASE("holes are filled, unknown ones are empty, stray braces stay") {
  const std::map<std::string, std::string> holes{{"label", "Income"}, {"found", "{label}"}};
  CHECK(fill_message("{label} is {found}.", holes) == "Income is {label}.");
  CHECK(fill_message("{nothing}|", holes) == "|");
  CHECK(fill_message("", holes).empty());
  CHECK(fill_message("{", holes) == "{");
  CHECK(fill_message("a } b {{label} {open", holes) == "a } b {Income {open");
}

TEST_CASE("holes are found with their places") {
  const auto holes = holes_in("a {b} {c");
  REQUIRE(holes.size() == 1);
  CHECK(holes[0].name == "b");
  CHECK(holes[0].offset == 2);
}
