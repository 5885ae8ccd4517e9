// The log of receipts and decisions, its verification, and receipts by their hash.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes log_routes(const Desk& desk);

}  // namespace stp
