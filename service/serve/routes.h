// Every route of the service in one table: pages, API, sign-in. What is served, tested with strangers and
// written into OpenAPI is this.
#pragma once

#include "calc/functions/function.h"
#include "service/access/provider.h"
#include "service/desk/desk.h"
#include "service/http/route.h"
#include "service/serve/options.h"
#include "service/web/admin/health.h"

namespace stp {

struct Service {  // must outlive the routes
  const ServeOptions& options;
  const Desk& desk;
  const Gate& gate;
  const functions::Functions& functions;
  std::function<std::vector<std::string>()> troubles;  // in words; none: ready
  std::function<std::string()> metrics;                // Prometheus text
  std::function<ServiceHealth()> health{};
  std::shared_ptr<Provider> provider{};  // none: people sign in with a name and a password alone
};
Routes all_routes(const Service& service);

}  // namespace stp
