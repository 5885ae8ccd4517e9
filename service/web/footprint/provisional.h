// That returns with errors are in a total is said wherever the total's figures are shown.
#pragma once

#include "service/desk/totals.h"
#include "service/report/page.h"

namespace stp {

// Empty when every file of the total is without errors.
Html provisional(const Desk& desk, const TotalState& total);

}  // namespace stp
