// What became of each file: receipts, the submission's page with findings and downloads, and a cell in its
// neighbourhood.
#pragma once

#include <utility>
#include <vector>

#include "service/desk/intake.h"
#include "service/http/route.h"
#include "service/report/page.h"
#include "service/web/layout.h"

namespace stp {

Routes submission_pages(const Desk& desk);
Html sent_lately(const Desk& desk, const Caller& caller);
HttpAnswer partly_sent(const Desk& desk, const HttpRequest& request, const std::vector<Receipt>& receipts,
                       const std::vector<std::pair<std::string, Refusal>>& refused);
// As far as this caller may know it; none when it may not see it at all. Who handed in another place's file
// learns just that.
std::optional<Submission> as_seen_by(const Desk& desk, const Caller& caller, const Submission& found);
// The caller's place that handed it in, first or later; "" none.
std::string sent_for_by(const Desk& desk, const Caller& caller, const Submission& found);
std::vector<Crumb> crumbs_to(const Desk& desk, const Submission& found);  // home, and its return where known
HttpAnswer receipts_page(const Desk& desk, const HttpRequest& request);
HttpAnswer cells_page(const Desk& desk, const HttpRequest& request, const Submission& found);

}  // namespace stp
