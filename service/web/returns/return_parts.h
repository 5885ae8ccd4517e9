// The forms of a return: accepting warnings, and deciding.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes acceptance_pages(const Desk& desk);
Routes decision_pages(const Desk& desk);

}  // namespace stp
