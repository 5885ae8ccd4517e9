// What an address says after its question mark, and the places and rounds within it, held against what there is:
// a slip is answered by a page that says so and leads to what there is, never by something else than was asked.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Route with_known_values(const Desk& desk, Route route);  // pages that are read; the others are left as they are

}  // namespace stp
