#include "calc/base/decimal.h"

#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>

namespace stp {

namespace {

namespace wide = boost::multiprecision;

constexpr Magnitude one = Decimal::one_in_units;
constexpr Magnitude largest = ~Magnitude{0} >> 1;
constexpr int powers_held = 38;  // 10^38 is the last that 128 bits hold

Magnitude magnitude(Wide units) {
  return units < 0 ? Magnitude{0} - static_cast<Magnitude>(units) : static_cast<Magnitude>(units);
}

Decimal with_sign(Magnitude units, bool negative) {
  if (units > largest) throw DecimalOverflow();
  const Wide positive = static_cast<Wide>(units);
  return Decimal::from_units(negative ? -positive : positive);
}

Magnitude power_of_ten(int exponent) {
  Magnitude power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// a * b / c where a * b needs more than 128 bits.
Decimal multiply_divide_wide(Magnitude a, Magnitude b, Magnitude c, bool negative) {
  const wide::uint256_t product = wide::uint256_t(a) * b;
  const wide::uint256_t quotient = divided_rounded(product, wide::uint256_t(c));
  if (quotient > largest) throw DecimalOverflow();
  return with_sign(static_cast<Magnitude>(quotient), negative);
}

Decimal multiply_divide(Magnitude a, Magnitude b, Magnitude c, bool negative) {
  Magnitude product;
  if (__builtin_mul_overflow(a, b, &product)) return multiply_divide_wide(a, b, c, negative);
  return with_sign(divided_rounded(product, c), negative);
}

constexpr int exact_bits = 53;  // what a double keeps

int width(Magnitude number) {
  const auto high = static_cast<std::uint64_t>(number >> 64);
  const auto bits =
      high != 0 ? 64 + std::bit_width(high) : std::bit_width(static_cast<std::uint64_t>(number));
  return static_cast<int>(bits);
}

// units / 10^12 = (units / 5^12) / 2^12. The units are moved up first, so that the quotient has more bits
// than a double keeps; what the division cuts off stays as the last bit, and rounding happens once.
double divided_by_units(Magnitude units) {
  constexpr std::uint32_t five_to_twelve = 244'140'625;
  const int moved = 127 - width(units);
  units <<= moved;
  Magnitude quotient = units / five_to_twelve;
  if (quotient * five_to_twelve != units) quotient |= 1;
  return std::ldexp(static_cast<double>(quotient), -Decimal::places - moved);
}

}  // namespace

Decimal operator*(Decimal a, Decimal b) {
  return multiply_divide(magnitude(a.units()), magnitude(b.units()), one, a.is_negative() != b.is_negative());
}

Decimal operator/(Decimal a, Decimal b) {
  if (b.is_zero()) throw DivisionByZero();
  return multiply_divide(magnitude(a.units()), one, magnitude(b.units()), a.is_negative() != b.is_negative());
}

Decimal rounded(Decimal a, int decimal_places, Rounding rule) {
  if (decimal_places >= Decimal::places) return a;
  if (decimal_places < Decimal::places - powers_held)
    return Decimal();  // the step is more than twice the range
  const Magnitude step = power_of_ten(Decimal::places - decimal_places);
  Magnitude result;
  if (__builtin_mul_overflow(divided_rounded(magnitude(a.units()), step, rule), step, &result))
    throw DecimalOverflow();
  return with_sign(result, a.is_negative());
}

double to_double(Decimal a) {
  const Magnitude units = magnitude(a.units());
  if (units == 0) return 0;
  const double value = units >> exact_bits == 0 ? static_cast<double>(units) / static_cast<double>(one)
                                                : divided_by_units(units);
  return a.is_negative() ? -value : value;
}

}  // namespace stp
