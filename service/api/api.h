// The versioned JSON API as a table of routes. Each route converts a request, asks the desk or a verb, and
// converts the answer; nothing is decided here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/desk/desk.h"
#include "service/http/route.h"

namespace stp {

// What the running process knows of itself and the API only passes on.
struct ProcessState {
  std::string version;
  std::function<std::vector<std::string>()> troubles = [] {
    return std::vector<std::string>();
  };                                                                    // none: ready
  std::function<std::string()> metrics = [] { return std::string(); };  // Prometheus text of the server
};

// `desk` must outlive the routes. The last route serves the OpenAPI document of all of them, `others` (of the
// same API, written elsewhere) included.
Routes api_routes(const Desk& desk, const ProcessState& process, Routes others = {});

}  // namespace stp
