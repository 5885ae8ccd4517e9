#include <fmt/chrono.h>

#include <chrono>
#include <ctime>

#include "service/desk/desk.h"

namespace stp {

namespace {

using Clock = std::chrono::system_clock;

std::string written(Clock::time_point at) {
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03d}Z", fmt::gmtime(Clock::to_time_t(at)), milliseconds % 1000);
}

}  // namespace

std::string utc_now() { return written(Clock::now()); }

std::string utc_in(const std::string& from, int seconds) {
  std::tm parts{};
  strptime(from.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  return written(Clock::from_time_t(timegm(&parts)) + std::chrono::seconds(seconds));
}

}  // namespace stp
