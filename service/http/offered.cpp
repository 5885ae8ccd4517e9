#include "service/http/offered.h"

#include <algorithm>

namespace stp {

bool gives_json_alone(const Route& route) {
  std::size_t offers = 0;
  for (const RouteResponse& one : route.responses) {
    if (one.status >= 300) continue;
    for (const std::string& type : one.media_types) {
      if (type != "application/json") return false;
      ++offers;
    }
  }
  return offers > 0;
}

Route with_offered_only(Route route) {
  if (!gives_json_alone(route)) return route;
  route.handle = [handle = std::move(route.handle)](const HttpRequest& request) {
    if (!preferred(request, {"application/json"}).empty()) return handle(request);
    return problem(406, {"not-acceptable", "This cannot be given in any format that was asked for.",
                         "header Accept", "It can be given as application/json."});
  };
  return route;
}

}  // namespace stp
