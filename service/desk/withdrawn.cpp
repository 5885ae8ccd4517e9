#include "service/desk/returns.h"
#include "service/store/log.h"

namespace stp {

std::string withdrawn_at(const Desk& desk, const std::string& place, const std::string& round) {
  std::string at;
  desk.database.read([&](DbSession& session) {
    const auto last = [&](const char* kind) {
      return read_log(session, desk.footprint, 0, 1, kind, place + " " + round);
    };
    const auto withdrawn = last("withdrawn"), submitted = last("submitted");
    const bool stands =
        !withdrawn.empty() && (submitted.empty() || submitted.front().sequence < withdrawn.front().sequence);
    at = stands ? withdrawn.front().at : "";
  });
  return at;
}

}  // namespace stp
