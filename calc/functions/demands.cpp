#include "calc/functions/demands.h"

namespace stp::functions {

std::variant<int, Error> whole_of(const char* name, Decimal number, int lowest, int highest) {
  const Wide whole = number.units() / Decimal::one_in_units;
  if (number.units() % Decimal::one_in_units == 0 && whole >= lowest && whole <= highest)
    return static_cast<int>(whole);
  return Error{Fault::number, "The " + std::string(name) + " must be a whole number from " +
                                  std::to_string(lowest) + " to " + std::to_string(highest) + "; found " +
                                  stp::to_text(number) + "."};
}

std::variant<int, Error> years_of(Decimal years) { return whole_of("years", years, 0, 100); }

Error lengths_differ(const char* one, const std::vector<Decimal>& ones, const char* other,
                     const std::vector<Decimal>& others) {
  return {Fault::value, "There are " + std::to_string(ones.size()) + " " + one + " and " +
                            std::to_string(others.size()) + " " + other +
                            ". Give ranges of as many cells, in the same order."};
}

std::optional<Error> unpaired_blank(const Operand& ones, const Operand& others) {
  if (ones.blank_at == others.blank_at) return std::nullopt;
  return Error{Fault::value,
               "A blank in one range faces a figure in the other. Fill both cells, or leave both blank."};
}

Error negative_weight(Decimal weight) {
  return {Fault::number, "A weight is below nought: " + stp::to_text(weight) +
                             ". Weights are amounts or shares; check its sign."};
}

}  // namespace stp::functions
