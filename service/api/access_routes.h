// Users, their one-time links, and API keys.
#pragma once

#include "service/access/gate.h"
#include "service/http/route.h"

namespace stp {

Routes access_routes(const Gate& gate);  // `gate` must outlive the routes

// "preparer LE", "auditor"; refuses what is no role. An empty text is passed over: an empty list.
Result<std::vector<Grant>> read_grants(const std::vector<std::string>& texts);

}  // namespace stp
