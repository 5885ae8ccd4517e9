// The table of calculation functions as JSON: what an add-in, a page or a client needs to offer and describe
// them all. The same table, the same bytes.
#pragma once

#include <string>

#include "calc/functions/function.h"

namespace stp {

// {"prefix": "STP", "categories": [...], "functions": [...]}. Units are in words ("£000", "years"). Arguments
// and results of examples are texts as `stp fn` takes and gives them: "2.1%", "60;40|20;10".
std::string functions_as_json(const functions::Functions& table);

}  // namespace stp
