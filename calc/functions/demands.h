// What computations ask of their arguments beyond being numbers, and what is said where it does not hold.
#pragma once

#include "calc/functions/function.h"

namespace stp::functions {

// A whole number of years, 0 to 100: a part of a year has no one meaning, and beyond a lifetime it is a slip.
std::variant<int, Error> years_of(Decimal years);
std::variant<int, Error> whole_of(const char* name, Decimal number, int lowest, int highest);

Error lengths_differ(const char* one, const std::vector<Decimal>& ones, const char* other,
                     const std::vector<Decimal>& others);
std::optional<Error> unpaired_blank(const Operand& ones, const Operand& others);  // ranges that go in pairs
Error negative_weight(Decimal weight);

}  // namespace stp::functions
