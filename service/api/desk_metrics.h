// The desk's gauges in the text format of Prometheus: what was handed in by state, the queue, files on their
// way.
#pragma once

#include <string>

#include "service/desk/desk.h"

namespace stp {

std::string desk_metrics(const Desk& desk);

}  // namespace stp
