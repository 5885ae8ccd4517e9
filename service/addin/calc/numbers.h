// Where a spreadsheet's binary numbers become exact decimals; back they go by to_double
// (calc/base/decimal.h).
#pragma once

#include "calc/functions/value.h"

namespace stp::addin {

// The shortest digits that read back as the same binary number; an error value carries its error; what is too
// large to be held exactly is #NUM!.
functions::Value value_of(double number);
// Calc's own error values: a number that is none, with the error's code.
double error_number(functions::Fault fault);

}  // namespace stp::addin
