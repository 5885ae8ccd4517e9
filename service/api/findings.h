// Findings out of a stored report: one flat list in the report's order, to be filtered and read page by page.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "service/api/answers.h"
#include "service/desk/returns.h"
#include "service/http/route.h"

namespace stp {

// Of the report of a check as JSON; every finding with its key, and the acceptance given for it or null.
HttpAnswer findings_answer(const Desk& desk, const HttpRequest& request, const std::string& report,
                           const std::vector<Acceptance>& acceptances);
void declare_findings(Route& route);

}  // namespace stp
