#include <catch2/catch.hpp>

#include "calc/detect/meant_number.h"

using namespace stp;

namespace {

const Unit thousands{"k", "£000", "", 0, false, 1, 0, 0, ""};
const Unit number{"n", "number", "", 0, false, 0, 1, 0, ""};
const Unit percent{"%", "%", "", 2, true, 0, 0, 0, ""};

std::string meant(const char* text, const Unit& unit) {
  const auto value = detect::meant_number(text, unit);
  return value ? to_text(*value) : "nothing";
}

}  // namespace

TEST_CASE("the number a text in £000 seems to mean") {
  CHECK(meant("1,234", thousands) == "1234");
  CHECK(meant(" 1 234 ", thousands) == "1234");
  CHECK(meant("1\xC2\xA0"
              "234",
              thousands) == "1234");
  CHECK(meant("(1,234)", thousands) == "-1234");
  CHECK(meant("1234-", thousands) == "-1234");
  CHECK(meant("\xE2\x88\x92"
              "12.5",
              thousands) == "-12.5");
  CHECK(meant("'450", thousands) == "450");
  CHECK(meant("£1.2m", thousands) == "1200");
  CHECK(meant("-£1.2m", thousands) == "-1200");
  CHECK(meant("£-3bn", thousands) == "-3000000");
  CHECK(meant("450k", thousands) == "450");
  CHECK(meant("+7", thousands) == "7");
}

TEST_CASE("the number a text in other units seems to mean") {
  CHECK(meant("1.2k", number) == "1200");
  CHECK(meant("£5", number) == "nothing");
  CHECK(meant("2%", percent) == "0.02");
  CHECK(meant("2.5", percent) == "0.025");
  CHECK(meant("0.025", percent) == "0.025");
  CHECK(meant("2%", number) == "nothing");
}

TEST_CASE("texts that mean no number, or more than one") {
  for (const char* text : {"", " ", "tbc", "12 to 15", "1,23,4", "1.234,56", "12,34", ",123", "1..2", "()",
                           "-", "--5x", "£", "k", "%", "1e5", "0x10", "99999999999999999999999999999999bn"})
    CHECK(meant(text, thousands) == "nothing");
}
