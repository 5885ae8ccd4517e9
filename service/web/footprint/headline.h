// The figures everybody asks for: where the bridges lead from and to, in large type.
#pragma once

#include "service/desk/totals.h"
#include "service/report/page.h"

namespace stp {

Html headline(const Desk& desk, const TotalState& total);

}  // namespace stp
