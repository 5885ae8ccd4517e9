// What Excel is told of the add-in: where its pages, functions and icons are, and what its button says.
#pragma once

#include <string>

#include "calc/base/result.h"

namespace stp::excel {

// Before each function: STP.GROW.
inline constexpr const char* function_prefix = "STP";

// `base`: how Excel reaches the service, without a slash at its end. Refuses what is not https: Excel takes
// nothing else. Each address is an add-in of its own, so that two services can stand side by side.
Result<std::string> manifest(const std::string& base, const std::string& version);

}  // namespace stp::excel
