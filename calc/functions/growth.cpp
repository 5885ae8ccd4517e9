// Growth: what an amount becomes.
#include <boost/multiprecision/cpp_int.hpp>

#include "calc/functions/computations.h"

namespace stp::functions {

namespace {

using boost::multiprecision::cpp_int;

constexpr int most_years = 100;

// Whole years, so that the product is exact; parts of a year have no one meaning.
std::variant<int, Error> years_of(Decimal years) {
  const Wide whole = years.units() / Decimal::one_in_units;
  if (years.units() % Decimal::one_in_units != 0 || whole < 0 || whole > most_years)
    return Error{Fault::number, "The years must be a whole number from 0 to 100; found " +
                                    stp::to_text(years) + ". Give the number of years between the two."};
  return static_cast<int>(whole);
}

cpp_int wide(Decimal value) {
  const Wide units = value.units();
  const Magnitude magnitude =
      units < 0 ? Magnitude{0} - static_cast<Magnitude>(units) : static_cast<Magnitude>(units);
  cpp_int whole = static_cast<std::uint64_t>(magnitude >> 64);
  whole <<= 64;
  whole += static_cast<std::uint64_t>(magnitude);
  return units < 0 ? cpp_int(-whole) : whole;
}

Decimal narrow(const cpp_int& units) {
  static const cpp_int largest = (cpp_int(1) << 127) - 1;
  if (abs(units) > largest) throw DecimalOverflow();
  const cpp_int magnitude = abs(units);
  const Wide high = static_cast<Wide>(static_cast<std::uint64_t>(magnitude >> 64));
  const Wide value = (high << 64) | static_cast<Wide>(static_cast<std::uint64_t>(magnitude & UINT64_MAX));
  return Decimal::from_units(units < 0 ? -value : value);
}

// amount x (1 + rate)^years, every product exact, rounded once at the end.
Value grow(const Call& call) {
  const auto years = years_of(call.number(2));
  if (const auto* error = std::get_if<Error>(&years)) return *error;
  const auto count = static_cast<unsigned>(std::get<int>(years));
  const cpp_int factor = wide(Decimal::of(1) + call.number(1));
  const cpp_int top = wide(call.number(0)) * pow(factor, count);
  const cpp_int magnitude = abs(top);
  const cpp_int bottom = pow(cpp_int(Decimal::one_in_units), count);
  const cpp_int rounded = divided_rounded(magnitude, bottom);
  return narrow(top < 0 ? cpp_int(-rounded) : rounded);
}

}  // namespace

Computations growth_computations() { return {{"GROW", {.single = grow}}}; }

}  // namespace stp::functions
