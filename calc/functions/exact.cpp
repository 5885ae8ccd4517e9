#include "calc/functions/exact.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>

namespace stp::functions {

namespace {

using boost::multiprecision::cpp_int;

constexpr int powers_held = 38;  // 10^38 is the last that 128 bits hold
constexpr Magnitude largest = ~Magnitude{0} >> 1;

constexpr std::array<Magnitude, powers_held + 1> powers_of_ten = [] {
  std::array<Magnitude, powers_held + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

cpp_int power_of_ten(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

Magnitude magnitude(Wide whole) {
  return whole < 0 ? Magnitude{0} - static_cast<Magnitude>(whole) : static_cast<Magnitude>(whole);
}

Decimal with_sign(Magnitude units, bool negative) {
  if (units > largest) throw DecimalOverflow();
  const Wide positive = static_cast<Wide>(units);
  return Decimal::from_units(negative ? -positive : positive);
}

Decimal narrowed(const cpp_int& units, bool negative) {
  if (units > largest) throw DecimalOverflow();
  return with_sign(static_cast<Magnitude>(units), negative);
}

// Noughts at the end say nothing and cost bits. Whole numbers of 64 bits divide ten times as fast.
template <class Whole>
void shorten(Whole& whole, int& places) {
  for (; places > 0 && whole % 10 == 0; --places) whole /= 10;
}

// whole x 10^exponent where 128 bits hold it.
bool scaled(Magnitude whole, int exponent, Magnitude& result) {
  return exponent <= powers_held && !__builtin_mul_overflow(whole, powers_of_ten[exponent], &result);
}

}  // namespace

struct Exact::Large {
  cpp_int value;
};

Exact::Exact(Decimal amount) : small_(amount.units()), places_(Decimal::places) {
  if (small_ == 0) places_ = 0;
  if (small_ == static_cast<std::int64_t>(small_)) {
    auto whole = static_cast<std::int64_t>(small_);
    shorten(whole, places_);
    small_ = whole;
  } else {
    shorten(small_, places_);
  }
}

Exact Exact::of(Large whole, int places) {
  Exact exact;
  exact.places_ = places;
  exact.large_ = std::make_shared<const Large>(std::move(whole));
  return exact;
}

Exact::Large Exact::whole() const { return large_ ? *large_ : Large{cpp_int(small_)}; }

Exact::Large Exact::whole_at(int places) const { return {whole().value * power_of_ten(places - places_)}; }

bool Exact::is_zero() const { return large_ ? large_->value == 0 : small_ == 0; }

Exact operator+(const Exact& a, const Exact& b) {
  const int places = std::max(a.places_, b.places_);
  if (!a.large_ && !b.large_ && places - a.places_ <= powers_held && places - b.places_ <= powers_held) {
    Exact sum;
    Wide one, other;
    sum.places_ = places;
    if (!__builtin_mul_overflow(a.small_, powers_of_ten[places - a.places_], &one) &&
        !__builtin_mul_overflow(b.small_, powers_of_ten[places - b.places_], &other) &&
        !__builtin_add_overflow(one, other, &sum.small_))
      return sum;
  }
  return Exact::of({a.whole_at(places).value + b.whole_at(places).value}, places);
}

Exact operator*(const Exact& a, const Exact& b) {
  Exact product;
  product.places_ = a.places_ + b.places_;
  if (!a.large_ && !b.large_ && !__builtin_mul_overflow(a.small_, b.small_, &product.small_)) return product;
  return Exact::of({a.whole().value * b.whole().value}, product.places_);
}

Exact operator-(const Exact& a, const Exact& b) { return a + b * Decimal::of(-1); }

Exact Exact::to_the(unsigned count) const {
  Exact power(Decimal::of(1));
  Exact square = *this;
  for (; count != 0; count /= 2) {
    if (count % 2 != 0) power = power * square;
    if (count > 1) square = square * square;
  }
  return power;
}

Decimal Exact::rounded() const { return over(Decimal::of(1)); }

Decimal Exact::over(const Exact& bottom) const {
  if (bottom.is_zero()) throw DivisionByZero();
  // Units of 10^-12: top x 10^up / (bottom x 10^down), one of the two being 0.
  const int exponent = Decimal::places + bottom.places_ - places_;
  const int up = std::max(exponent, 0), down = std::max(-exponent, 0);
  if (!large_ && !bottom.large_) {
    const bool negative = (small_ < 0) != (bottom.small_ < 0);
    Magnitude above, below;
    if (scaled(magnitude(small_), up, above) && scaled(magnitude(bottom.small_), down, below))
      return with_sign(divided_rounded(above, below), negative);
  }
  const cpp_int above = whole().value * power_of_ten(up), below = bottom.whole().value * power_of_ten(down);
  return narrowed(divided_rounded(cpp_int(abs(above)), cpp_int(abs(below))), (above < 0) != (below < 0));
}

}  // namespace stp::functions
