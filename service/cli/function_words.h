// How a calculation function is written at a command line: the same in its help, the list and the manual.
#pragma once

#include <string>

#include "calc/functions/function.h"

namespace stp {

std::string usage_of(const functions::Function& function);  // "grow amount rate [years]"
// "the growth a year, for example 2.1%; %; when left out: 1"
std::string about(const functions::Functions& table, const functions::Parameter& parameter);

}  // namespace stp
