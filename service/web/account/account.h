// Pages of signing in and out, of the first set-up, of setting a password by a link, and of one's own
// account.
#pragma once

#include <memory>

#include "service/access/provider.h"
#include "service/http/route.h"

namespace stp {

// How people sign in besides by name and password.
struct SignInWays {
  bool demonstration = false;  // on loopback only: as any user who has no password, by one click
  std::string provider{};      // what the button to the provider says, "Sign in with ..."; "" none
};
struct PlaceName {
  std::string code, name;
};
// `gate` must outlive the routes.
Routes sign_in_routes(const Gate& gate, const SignInWays& ways);
// Away to the provider and back. `public_url`: as in user_admin_routes.
Routes provider_routes(const Gate& gate, const std::shared_ptr<Provider>& provider,
                       const std::string& public_url);
Routes link_routes(const Gate& gate);  // /set-up and /set-password
Routes account_routes(const Gate& gate, const std::vector<PlaceName>& places);

// A path of this site to go on to; "/" for anything else.
std::string path_within(const std::string& next);
// Signed in: the cookie is set, and the browser goes on.
HttpAnswer go_on_signed_in(const HttpRequest& request, const std::string& token, const std::string& next);

}  // namespace stp
