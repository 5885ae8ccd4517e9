// Arguments made into what a computation takes: each of its parameter's kind, defaults filled in, or the
// first error.
#pragma once

#include "calc/functions/function.h"

namespace stp::functions {

// One cell for a parameter of one number or one text.
std::optional<Error> fill_single(Operand& operand, const Parameter& parameter, const Value& value);
// A range for a list.
std::optional<Error> fill_list(Operand& operand, const Parameter& parameter, const Grid& grid);

}  // namespace stp::functions
