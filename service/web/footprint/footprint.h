// The footprint total: figures, mismatches, bridges, comparisons, explanations.
#pragma once

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

Routes footprint_pages(const Desk& desk);

}  // namespace stp
