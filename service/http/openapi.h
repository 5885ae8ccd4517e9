// The OpenAPI 3.1 document of the API's routes, derived from their table. The same table, the same bytes.
#pragma once

#include "service/http/route.h"

namespace stp {

struct ApiDescription {
  std::string title, version, description;
  std::vector<std::pair<std::string, std::string>> tags{};     // name and description, in order
  std::vector<std::pair<std::string, std::string>> schemas{};  // name and JSON Schema as text, in order
  std::string session_cookie = "stp";
};
// Pages are left out. Throws std::logic_error on a route that names a schema or tag there is none of, on a
// parameter of its pattern that is not described, and on a schema that is no JSON.
std::string openapi(const Routes& routes, const ApiDescription& description);

}  // namespace stp
