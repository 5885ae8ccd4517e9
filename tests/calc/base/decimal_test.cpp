#include "calc/base/decimal.h"

#include <catch2/catch.hpp>

using namespace stp;

namespace {
Decimal of(std::string_view text) {
  const Parsed parsed = parse_decimal(text);
  REQUIRE(parsed.outcome == Parse::ok);
  return parsed.value;
}
std::string read_back(std::string_view text) { return to_text(of(text)); }
const Decimal largest = Decimal::from_units(static_cast<Wide>(~Magnitude{0} >> 1));
}  // namespace

TEST_CASE("decimals are read as spreadsheets store them") {
  CHECK(read_back("0") == "0");
  CHECK(read_back("-0") == "0");
  CHECK(read_back("12") == "12");
  CHECK(read_back("+7") == "7");
  CHECK(read_back("-1234.50") == "-1234.5");
  CHECK(read_back("007.10") == "7.1");
  CHECK(read_back(".5") == "0.5");
  CHECK(read_back("5.") == "5");
  CHECK(read_back("1E-3") == "0.001");
  CHECK(read_back("1.5e+3") == "1500");
  CHECK(read_back("-2.5E05") == "-250000");
  CHECK(read_back("0E999999999999") == "0");
  CHECK(read_back("123456789012345678901234") == "123456789012345678901234");
}

TEST_CASE("binary noise beyond the twelfth decimal is rounded, halves to the even neighbour") {
  CHECK(read_back("0.30000000000000004") == "0.3");
  CHECK(read_back("2.0999999999999999E-2") == "0.021");
  CHECK(read_back("0.0000000000005") == "0");               // half of the last place: 0 is even
  CHECK(read_back("0.0000000000015") == "0.000000000002");  // 1.5 -> 2
  CHECK(read_back("0.0000000000025") == "0.000000000002");  // 2.5 -> 2
  CHECK(read_back("-0.0000000000025") == "-0.000000000002");
  CHECK(read_back("0.00000000000250000000000000000001") == "0.000000000003");
  CHECK(read_back("9E-13") == "0.000000000001");
  CHECK(read_back("9E-14") == "0");
  CHECK(read_back("1E-999999999999999999999") == "0");
}

TEST_CASE("what is no number is not read as one") {
  for (const char* text : {"",
                           " ",
                           "-",
                           "+",
                           ".",
                           "-.",
                           "e5",
                           "1e",
                           "1e+",
                           "1 ",
                           " 1",
                           "1,000",
                           "\xC2\xA3"
                           "5",
                           "(5)",
                           "1-",
                           "--1",
                           "1.2.3",
                           "0x10",
                           "nan",
                           "inf",
                           "INF",
                           "1e5.0",
                           "1e5 ",
                           "5%",
                           "1_000",
                           "\xD9\xA1"})
    CHECK(parse_decimal(text).outcome == Parse::not_a_number);
}

TEST_CASE("a number beyond the range is said to be too large") {
  for (const char* text : {"1E27", "-1E27", "1E400", "1E99999999999999999999", "999999999999999999999999999"})
    CHECK(parse_decimal(text).outcome == Parse::too_large);
  CHECK(parse_decimal(std::string(100000, '9')).outcome == Parse::too_large);
  CHECK(parse_decimal("0." + std::string(1000000, '3')).outcome == Parse::ok);
  CHECK(read_back("170141183460469231731687303.715884105727") == "170141183460469231731687303.715884105727");
  CHECK(parse_decimal("170141183460469231731687303.715884105728").outcome == Parse::too_large);
  CHECK(parse_decimal("170141183460469231731687303.7158841057275").outcome ==
        Parse::too_large);  // rounds up to it
}

TEST_CASE("grouped text has exactly the decimals asked for") {
  CHECK(to_grouped_text(of("0"), 0) == "0");
  CHECK(to_grouped_text(of("999"), 0) == "999");
  CHECK(to_grouped_text(of("1000"), 0) == "1,000");
  CHECK(to_grouped_text(of("-1234.5"), 2) == "-1,234.50");
  CHECK(to_grouped_text(of("1234567.891"), 1) == "1,234,567.9");
  CHECK(to_grouped_text(of("-0.004"), 2) == "0.00");
  CHECK(to_grouped_text(of("2.5"), 0) == "2");
  CHECK(to_grouped_text(of("3.5"), 0) == "4");
  CHECK(to_grouped_text(of("123456"), -3) == "123,000");
  CHECK(to_grouped_text(of("1"), 14) == "1.00000000000000");
}

TEST_CASE("rounding takes halves to the even neighbour, or away from zero when asked") {
  CHECK(to_text(rounded(of("0.125"), 2)) == "0.12");
  CHECK(to_text(rounded(of("0.135"), 2)) == "0.14");
  CHECK(to_text(rounded(of("-2.5"), 0)) == "-2");
  CHECK(to_text(rounded(of("2.5"), 0, Rounding::half_away)) == "3");
  CHECK(to_text(rounded(of("-2.5"), 0, Rounding::half_away)) == "-3");
  CHECK(to_text(rounded(of("2.4999"), 0, Rounding::half_away)) == "2");
  CHECK(to_text(rounded(of("1500"), -3)) == "2000");
  CHECK(to_text(rounded(of("2500"), -3)) == "2000");
  CHECK(to_text(rounded(of("1.234567890123"), 12)) == "1.234567890123");
  CHECK(to_text(rounded(of("1.5"), 1000)) == "1.5");
  CHECK(to_text(rounded(of("99"), -1000)) == "0");
  CHECK(to_text(rounded(of("60000000000000000000000000"), -26)) == "100000000000000000000000000");
  CHECK(to_text(rounded(largest, -27)) == "0");
  CHECK_THROWS_AS(rounded(largest, 0), DecimalOverflow);
}

TEST_CASE("multiplying and dividing round once, at the twelfth decimal") {
  CHECK(to_text(of("1.1") * of("1.1")) == "1.21");
  CHECK(to_text(of("0.000001") * of("0.0000005")) == "0");  // 0.5 of the last place
  CHECK(to_text(of("0.000003") * of("0.0000005")) == "0.000000000002");
  CHECK(to_text(of("1") / of("3")) == "0.333333333333");
  CHECK(to_text(of("2") / of("3")) == "0.666666666667");
  CHECK(to_text(of("-2") / of("3")) == "-0.666666666667");
  CHECK(to_text(of("100000000000000") * of("1000000000000")) ==
        "100000000000000000000000000");  // needs 256 bits
  CHECK(to_text(of("123456789012345.5") * of("-2")) == "-246913578024691");
  CHECK_THROWS_AS(of("1") / Decimal(), DivisionByZero);
}

TEST_CASE("nothing wraps") {
  const Decimal tiny = Decimal::from_units(1);
  CHECK_THROWS_AS(largest + tiny, DecimalOverflow);
  CHECK_THROWS_AS(-largest - tiny - tiny, DecimalOverflow);
  CHECK_THROWS_AS(largest * Decimal::of(2), DecimalOverflow);
  CHECK_THROWS_AS(largest * largest, DecimalOverflow);
  CHECK_THROWS_AS(largest / of("0.5"), DecimalOverflow);
  CHECK(to_text(largest * Decimal::of(1)) == to_text(largest));
  CHECK(largest / largest == Decimal::of(1));
}

TEST_CASE("a decimal becomes the nearest double") {
  CHECK(to_double(of("0.1")) == 0.1);
  CHECK(to_double(of("-1234.5")) == -1234.5);
  CHECK(to_double(of("0.021")) == 0.021);
  CHECK(to_double(of("1070000")) == 1070000.0);
  CHECK(to_double(Decimal()) == 0.0);
}

TEST_CASE("ten years of growth at 2.1% keep their pennies") {
  // 1,000,000.00 * 1.021^10, worked out with fractions: 1,230,998.2084; see
  // decimal_property_test.cpp for the same against rationals.
  Decimal amount = of("1000000");
  for (int year = 0; year < 10; ++year) amount = amount * of("1.021");
  CHECK(to_grouped_text(amount, 2) == "1,230,998.21");
  Decimal pennies;
  for (int i = 0; i < 1000000; ++i) pennies += of("0.01");
  CHECK(to_text(pennies) == "10000");
}
