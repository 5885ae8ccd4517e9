// Decimal against Boost's exact fractions, which share no code with it.
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <charconv>
#include <random>

#include "calc/base/decimal.h"

using namespace stp;
using boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;

namespace {

const cpp_int one = 1'000'000'000'000;
const cpp_int largest = (cpp_int(1) << 127) - 1;

cpp_int units_of(Decimal a) { return cpp_int(a.units()); }
Fraction fraction(Decimal a) { return Fraction(units_of(a), one); }

// The nearest whole number, halves to even: by the definition, not by remainders.
cpp_int nearest(const Fraction& exact) {
  const cpp_int top = numerator(exact), bottom = denominator(exact);
  cpp_int below = top / bottom;
  if (top < 0 && below * bottom != top) --below;
  const Fraction up = Fraction(below + 1) - exact, down = exact - Fraction(below);
  if (up == down) return below % 2 == 0 ? below : below + 1;
  return up < down ? below + 1 : below;
}

Decimal random_decimal(std::mt19937_64& random) {
  const int bits = static_cast<int>(random() % 127) + 1;
  const Magnitude raw = (Magnitude{random()} << 64) | random();
  const Wide units = static_cast<Wide>(raw >> (128 - bits));
  return Decimal::from_units((random() & 1) != 0 ? -units : units);
}

template <class Operation>
void agrees(const Fraction& exact, Operation operation) {
  const cpp_int expected = nearest(exact * Fraction(one));
  if (expected > largest || expected < -largest) {
    CHECK_THROWS_AS(operation(), DecimalOverflow);
  } else if (units_of(operation()) != expected) {
    CHECK(units_of(operation()).str() == expected.str());
  }
}

}  // namespace

TEST_CASE("arithmetic agrees with exact fractions") {
  std::mt19937_64 random(20160916);
  for (int i = 0; i < 20000; ++i) {
    const Decimal a = random_decimal(random), b = random_decimal(random);
    CAPTURE(to_text(a), to_text(b));
    agrees(fraction(a) * fraction(b), [&] { return a * b; });
    if (!b.is_zero()) agrees(fraction(a) / fraction(b), [&] { return a / b; });
    agrees(fraction(a) + fraction(b), [&] { return a + b; });
    agrees(fraction(a) - fraction(b), [&] { return a - b; });
  }
}

TEST_CASE("halves go to the even neighbour wherever they arise") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5000; ++i) {
    // An odd number of units times 0.5 always ends in a half.
    const auto units = static_cast<std::int64_t>(random() >> 8) * 2 + 1;
    const Decimal a = Decimal::from_units((random() & 1) != 0 ? -units : units);
    const Decimal half = Decimal::ratio(5, 10);
    agrees(fraction(a) * Fraction(1, 2), [&] { return a * half; });
    agrees(fraction(a) / 2, [&] { return a / Decimal::of(2); });
  }
}

TEST_CASE("rounding agrees with exact fractions at every number of places") {
  std::mt19937_64 random(42);
  for (int i = 0; i < 5000; ++i) {
    const Decimal a = random_decimal(random);
    const int places = static_cast<int>(random() % 40) - 27;
    Fraction step = 1;
    for (int p = 0; p < places; ++p) step /= 10;
    for (int p = 0; p > places; --p) step *= 10;
    if (places >= Decimal::places) step = Fraction(1, one);
    CAPTURE(to_text(a), places);
    agrees(Fraction(nearest(fraction(a) / step)) * step, [&] { return rounded(a, places); });
  }
}

TEST_CASE("text reads back as the same decimal") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    const Decimal a = random_decimal(random);
    const std::string text = to_text(a);
    const Parsed parsed = parse_decimal(text);
    if (parsed.outcome != Parse::ok || parsed.value != a) FAIL(text);
    if (text.find('.') != std::string::npos && text.back() == '0') FAIL("not the shortest: " + text);
  }
}

TEST_CASE("a written number in scientific notation means what the fraction means") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 5000; ++i) {
    const auto mantissa = static_cast<std::int64_t>(random() >> (random() % 63 + 1));
    const int exponent = static_cast<int>(random() % 40) - 30;
    Fraction exact = mantissa;
    for (int p = 0; p < exponent; ++p) exact *= 10;
    for (int p = 0; p > exponent; --p) exact /= 10;
    const cpp_int expected = nearest(exact * Fraction(one));
    const Parsed parsed = parse_decimal(std::to_string(mantissa) + "E" + std::to_string(exponent));
    CAPTURE(mantissa, exponent);
    if (expected > largest) {
      CHECK(parsed.outcome == Parse::too_large);
    } else {
      CHECK(units_of(parsed.value).str() == expected.str());
    }
  }
}

TEST_CASE("ten years of compounding stay within a unit of the last place a year") {
  Decimal amount = Decimal::ratio(123456789, 100);  // £1,234,567.89
  Fraction exact(123456789, 100);
  for (int year = 0; year < 10; ++year) {
    const Decimal rate = Decimal::of(1) + Decimal::ratio(21 + year, 1000);
    amount = amount * rate;
    exact *= fraction(rate);
  }
  const Fraction error = fraction(amount) - exact;
  CHECK(abs(error) < Fraction(10, one));
}

TEST_CASE("every decimal becomes the double its digits name, to the last bit") {
  std::mt19937_64 random(3);
  const auto by_digits = [](Decimal a) {
    const std::string text = to_text(a);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  for (int i = 0; i < 50000; ++i) {
    const Decimal a = random_decimal(random);
    if (to_double(a) != by_digits(a)) CHECK(to_text(a) == "");
  }
  // Half way between two doubles: a whole number of 54 bits that ends in one, and its neighbours.
  for (int i = 0; i < 2000; ++i) {
    const auto half = static_cast<std::int64_t>((random() >> 11) | (1ULL << 53) | 1);
    for (const Decimal a : {Decimal::of(half), Decimal::of(half) + Decimal::from_units(1),
                            Decimal::of(half) - Decimal::from_units(1)})
      if (to_double(a) != by_digits(a)) CHECK(to_text(a) == "");
  }
}
