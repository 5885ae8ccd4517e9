// Handing in files: each gets a receipt, or why it has none, before anything is read.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Route hand_in_route(const Desk& desk);

}  // namespace stp
