// Every computation by the name of its function.
#pragma once

#include <map>
#include <string>

#include "calc/functions/function.h"

namespace stp::functions {

using Computations = std::map<std::string, Computation, std::less<>>;
const Computations& computations();

// The computations of one subject, each in the file of that name.
Computations growth_computations();
Computations efficiency_computations();
Computations position_computations();
Computations rate_computations();
Computations consolidation_computations();
Computations allocation_computations();
Computations figure_computations();

}  // namespace stp::functions
