#include "service/store/clock.h"

#include <ctime>

#include "service/doctor/checks.h"

namespace stp::doctor {

namespace {

// The program cannot have been built after now.
std::string built_at() {
  const auto status = status_of("/proc/self/exe");
  if (!status) return "";
  char text[32] = {};
  std::tm parts{};
  const std::time_t changed = status->changed;
  ::gmtime_r(&changed, &parts);
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S.000Z", &parts);
  return text;
}

}  // namespace

Check clock_check(const std::string& newest_record) {
  const std::string now = utc_now();
  const auto behind = [&](const std::string& other) { return !other.empty() && utc_in(now, 60) < other; };
  if (behind(newest_record))
    return trouble("clock", now + ", while the newest record of the log is of " + newest_record,
                   "a clock that does not go back", "set the clock: timedatectl set-ntp true");
  if (behind(built_at()))
    return trouble("clock", now + ", while this program was made at " + built_at(), "the time of day",
                   "set the clock: timedatectl set-ntp true");
  return well("clock", now);
}

}  // namespace stp::doctor
