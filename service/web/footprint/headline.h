// The figures everybody asks for, by the templates: the gap and what remains of it, in large type.
#pragma once

#include "service/desk/totals.h"
#include "service/report/page.h"

namespace stp {

Html headline(const Desk& desk, const TotalState& total);

}  // namespace stp
