// Moments as text: UTC with milliseconds, "2026-11-25T15:20:00.123Z", so that they sort as they stand.
#pragma once

#include <cstdint>
#include <string>

namespace stp {

std::string utc_now();
std::string utc_in(const std::string& from, std::int64_t seconds);  // that much later, or earlier
// Whole seconds, rounded up, from one moment to another; negative when `to` is the earlier.
std::int64_t seconds_between(const std::string& from, const std::string& to);

}  // namespace stp
