// The figures everybody asks for, by the templates: the gap and what remains of it, in large type.
#pragma once

#include "service/desk/totals.h"
#include "service/report/page.h"

namespace stp {

// `with_errors`: files of the total have errors, and what they go into is provisional.
Html headline(const Desk& desk, const TotalState& total, bool with_errors);

}  // namespace stp
