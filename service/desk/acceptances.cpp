#include <algorithm>

#include "service/desk/keep.h"
#include "service/desk/return_row.h"

namespace stp {

namespace {

constexpr std::size_t least_reason = 10, most_reason = 2'000;

Result<void> check_reason(const std::string& reason) {
  const auto words = std::count_if(reason.begin(), reason.end(), [](char c) { return c != ' '; });
  if (static_cast<std::size_t>(words) >= least_reason && reason.size() <= most_reason) return {};
  return refuse(
      {"reason-missing", "An acceptance needs a reason that others can follow.", "",
       "Say in a sentence or two what causes it and how large each cause is (at most 2,000 characters)."});
}

std::string rule_of_warning(const Desk& desk, DbSession& session, const std::string& place,
                            const std::string& round, const std::string& finding) {
  const auto rows = session.rows(
      "SELECT rule FROM return_warnings WHERE footprint = ? AND place = ? AND round = ? AND finding = ?",
      {desk.footprint, place, round, finding});
  return rows.empty() ? "" : rows[0].text(0);
}

Result<void> keep(const Desk& desk, DbSession& session, const std::string& who, const Acceptance& one,
                  const std::string& place, const std::string& round) {
  hold_return(desk, session, place, round);
  const auto state = read_return(desk, session, place, round);
  if (state.status == "approved" || state.status == "locked")
    return refuse({"return-closed", "This return is " + state.status + ".", place + " " + round,
                   "Ask for it to be reopened first."});
  const auto rule = rule_of_warning(desk, session, place, round, one.finding);
  if (rule.empty())
    return refuse({"warning-unknown", "The return has no such warning, or no longer.", place + " " + round,
                   "Look at the return's findings again; errors cannot be accepted, only mended."});
  const auto record = note(desk, session, who, "accepted", place + " " + round,
                           {{"finding", one.finding}, {"reason", one.reason}, {"rule", rule}});
  session.run(
      "INSERT INTO acceptances VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (footprint, place, round, "
      "finding) "
      "DO UPDATE SET reason = excluded.reason, who = excluded.who, at = excluded.at",
      {desk.footprint, place, round, one.finding, rule, one.reason, who, record.at});
  touch_return(desk, session, place, round);
  return {};
}

}  // namespace

std::vector<Acceptance> acceptances(const Desk& desk, const std::string& place, const std::string& round) {
  std::vector<Acceptance> all;
  desk.database.read([&](DbSession& session) {
    all.clear();
    for (const auto& row :
         session.rows("SELECT finding, rule, reason, who, at FROM acceptances "
                      "WHERE footprint = ? AND place = ? AND round = ? ORDER BY rule, finding",
                      {desk.footprint, place, round}))
      all.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)});
  });
  return all;
}

Result<void> accept(const Desk& desk, const Caller& caller, const std::string& place,
                    const std::string& round, const std::string& finding, const std::string& reason) {
  if (!allowed(caller, Need::review, place))
    return refuse({"not-allowed", "Warnings are accepted by the reviewers and approvers of the place.", place,
                   "Ask one of them."});
  if (auto good = check_reason(reason); !good) return good;
  Result<void> outcome;
  desk.database.write([&](DbSession& session) {
    outcome = keep(desk, session, caller.name, {finding, "", shown_reason(reason), "", ""}, place, round);
  });
  return outcome;
}

}  // namespace stp
