// The calculation functions, from a folder of template texts.
#pragma once

#include <string>

#include "calc/base/result.h"
#include "calc/functions/function.h"

namespace stp {

// "": the folder this program finds by itself. A refusal names every trouble of the texts.
Result<functions::Functions> read_functions(const std::string& folder = "");

}  // namespace stp
