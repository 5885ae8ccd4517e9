// The total in a few figures, its bridge, and how it moved since the one before: for the home page.
#pragma once

#include "service/desk/totals.h"
#include "service/report/page.h"

namespace stp {

Html glance_at_total(const Desk& desk, const std::string& round);

}  // namespace stp
