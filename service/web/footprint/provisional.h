// That returns are lacking in a total, or have errors, is said wherever the total's figures are shown.
#pragma once

#include "service/desk/totals.h"
#include "service/report/page.h"

namespace stp {

// `files`: the total's provisional ones; empty when there are none.
Html provisional(const Desk& desk, const TotalState& total, const std::vector<ProvisionalFile>& files);

// Of a total that somebody is lacking in, how its figures are to be read; empty when it is complete.
Html of_those_who_have_sent(const TotalState& total);
// Both, above a page's figures.
Html how_far(const Desk& desk, const TotalState& total);

}  // namespace stp
