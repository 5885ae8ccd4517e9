// The footprint totals of a round, what can be asked of them, and both sides of each payment inside the
// footprint.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes total_routes(const Desk& desk);
Routes mismatch_routes(const Desk& desk);

}  // namespace stp
