// The places, their returns by round, and the decisions on them.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes return_routes(const Desk& desk);

}  // namespace stp
