// Pages of administration: users and their roles, links, sessions and keys.
#pragma once

#include "service/web/account/account.h"

namespace stp {

// `gate` must outlive the routes. `public_url`: how browsers reach the service, for the links that are shown;
// "": as the browser that asks reaches it.
Routes user_admin_routes(const Gate& gate, const std::vector<PlaceName>& places,
                         const std::string& public_url);

}  // namespace stp
