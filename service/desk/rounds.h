// The rounds this footprint collects: opened by the region, with a soft deadline (shown) and a hard one
// (enforced).
#pragma once

#include "service/access/access.h"
#include "service/desk/desk.h"

namespace stp {

struct RoundState {
  std::string code, label, stage, edition;
  bool open = false;
  std::string opened_at, soft_deadline, hard_deadline;  // UTC; "" none
  std::int64_t revision = 0;                            // for If-Match
};
std::vector<RoundState> rounds(const Desk& desk);  // all of the templates, opened or not
Result<RoundState> round_state(const Desk& desk, const std::string& code);
// For a start, whose operator stands above roles: opens it, unless somebody has opened it, closed it or set
// its deadlines before. "": nothing to open.
Result<void> open_round_first_time(const Desk& desk, const std::string& code);
std::string current_round(const Desk& desk);  // the one opened last; "" none
struct RoundChange {
  std::optional<bool> open{};
  std::optional<std::string> soft_deadline{}, hard_deadline{};
  std::optional<std::int64_t> if_revision{};
};
Result<RoundState> change_round(const Desk& desk, const Caller& caller, const std::string& code,
                                const RoundChange& change);

}  // namespace stp
