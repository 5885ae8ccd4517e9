// A moment as people read it: "2026-11-25 15:20:00 UTC"; what is no moment, as it is.
#pragma once

#include <string>

namespace stp {

std::string utc_shown(const std::string& utc);

}  // namespace stp
