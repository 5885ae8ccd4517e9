// What is under way, and how the service itself is: for watchers, load balancers and Prometheus.
#pragma once

#include "service/api/api.h"

namespace stp {

Routes process_routes(const Desk& desk, const ProcessState& process);

}  // namespace stp
