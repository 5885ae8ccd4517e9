// The rounds: which are collected, until when.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes round_routes(const Desk& desk);

}  // namespace stp
