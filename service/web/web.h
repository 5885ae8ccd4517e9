// The pages for finance leads and the regional team as a table of routes. Each reads the desk and makes a
// page.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

// `desk` must outlive the routes.
Routes web_routes(const Desk& desk);

}  // namespace stp
