// Handing in files, and what became of them.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes submission_routes(const Desk& desk);

}  // namespace stp
