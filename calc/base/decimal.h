// An exact decimal amount: a whole number of 10^-12 held in 128 bits, range about +-1.7e26.
// Add and subtract are exact; multiply and divide work in 256 bits (Boost.Multiprecision) and round once, by
// round_half_even (calc/base/rounding.h). Nothing wraps: out of range throws DecimalOverflow.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "calc/base/rounding.h"

namespace stp {

__extension__ typedef __int128 Wide;  // g++ and clang; -Wpedantic needs the marker
__extension__ typedef unsigned __int128 Magnitude;

struct DecimalOverflow : std::overflow_error {
  DecimalOverflow() : std::overflow_error("the amount is outside the range this program can hold exactly") {}
};
struct DivisionByZero : std::domain_error {
  DivisionByZero() : std::domain_error("division by zero") {}
};

class Decimal {
 public:
  static constexpr int places = 12;
  static constexpr std::int64_t one_in_units = 1'000'000'000'000;

  constexpr Decimal() = default;
  static constexpr Decimal of(std::int64_t whole) { return Decimal(Wide{whole} * one_in_units); }
  static constexpr Decimal from_units(Wide units) { return Decimal(units); }  // units of 10^-12
  static constexpr Decimal ratio(std::int64_t top, std::int64_t bottom_power_of_ten) {
    return Decimal(Wide{top} * (one_in_units / bottom_power_of_ten));
  }

  constexpr Wide units() const { return units_; }
  constexpr bool is_zero() const { return units_ == 0; }
  constexpr bool is_negative() const { return units_ < 0; }
  constexpr auto operator<=>(const Decimal&) const = default;

  friend Decimal operator+(Decimal a, Decimal b) {
    Wide sum;
    if (__builtin_add_overflow(a.units_, b.units_, &sum)) throw DecimalOverflow();
    return Decimal(sum);
  }
  friend Decimal operator-(Decimal a, Decimal b) {
    Wide difference;
    if (__builtin_sub_overflow(a.units_, b.units_, &difference)) throw DecimalOverflow();
    return Decimal(difference);
  }
  friend Decimal operator-(Decimal a) { return Decimal() - a; }
  Decimal& operator+=(Decimal b) { return *this = *this + b; }
  Decimal& operator-=(Decimal b) { return *this = *this - b; }

 private:
  constexpr explicit Decimal(Wide units) : units_(units) {}
  Wide units_ = 0;
};

Decimal operator*(Decimal a, Decimal b);  // rounded half-even at 10^-12
Decimal operator/(Decimal a, Decimal b);  // rounded half-even at 10^-12
inline Decimal absolute(Decimal a) { return a.is_negative() ? -a : a; }
// To so many decimal places, which may be negative (-3: to thousands).
Decimal rounded(Decimal a, int decimal_places, Rounding rule = Rounding::half_even);

enum class Parse { ok, not_a_number, too_large };
struct Parsed {
  Parse outcome = Parse::not_a_number;
  Decimal value;
};
// Plain or scientific notation as spreadsheets store it ("-1234.5", "1E-3"); no blanks, no grouping, no signs
// of money. Digits beyond the twelfth decimal are rounded half-even (binary noise such as
// 0.30000000000000004).
Parsed parse_decimal(std::string_view text);
// The shortest plain text: "-1234.5", "0", "0.021". parse_decimal(to_text(x)) == x.
std::string to_text(Decimal a);
// With exactly `decimal_places` decimals and thousands separated by commas: "-1,234.50".
std::string to_grouped_text(Decimal a, int decimal_places);
// Only for the file format's edge and charts.
double to_double(Decimal a);

}  // namespace stp
