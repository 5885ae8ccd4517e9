// Which decision may be taken from which status, and by whom: the table below is all there is to know. What
// it makes of the return, by the name it is logged under, stands in service/store/decided.h.
#include <algorithm>

#include "service/desk/keep.h"
#include "service/desk/return_row.h"
#include "service/desk/rounds.h"
#include "service/store/decided.h"

namespace stp {

namespace {

struct Step {
  const char* kind;
  std::vector<std::string> from;
  Need need;
  bool reason;
  const char* logged;
};

const std::vector<Step>& steps() {
  static const std::vector<Step> all{
      {"submit", {"checked", "reopened"}, Need::review, false, "submitted"},
      {"approve", {"submitted"}, Need::approve, false, "approved"},
      {"send-back", {"submitted", "approved"}, Need::approve, true, "sent back"},
      {"lock", {"approved"}, Need::regional, false, "locked"},
      {"ask-to-reopen", {"submitted", "approved", "locked"}, Need::prepare, true, "reopening asked for"},
      {"reopen", {"submitted", "approved", "locked"}, Need::regional, true, "reopened"},
  };
  return all;
}

const Step* step(const std::string& kind) {
  for (const auto& one : steps())
    if (kind == one.kind) return &one;
  return nullptr;
}

bool from(const Step& step, const std::string& status) {
  return std::find(step.from.begin(), step.from.end(), status) != step.from.end();
}

Refusal wrong_status(const Step& step, const ReturnState& state) {
  std::string needed;
  for (const auto& one : step.from) needed += (needed.empty() ? "" : " or ") + one;
  return {"wrong-status", "This return is " + state.status + "; for this it must be " + needed + ".",
          state.place + " " + state.round, "Look at the return's page for what is open to do."};
}

Result<void> ready_to_submit(const ReturnState& state) {
  for (const auto& section : state.sections)
    if (section.version == 0)
      return refuse({"section-missing", "The section " + section.section + " was not handed in.", state.place,
                     "Hand it in first."});
  if (state.errors > 0)
    return refuse({"errors-left", "The return has " + std::to_string(state.errors) + " errors.", state.place,
                   "Mend them in the workbook and hand it in again."});
  if (state.accepted < state.warnings)
    return refuse(
        {"warnings-left",
         std::to_string(state.warnings - state.accepted) + " warnings are neither mended nor accepted.",
         state.place, "Mend them, or accept each with a reason."});
  return {};
}

Result<void> in_time(const Desk& desk, DbSession& session, const ReturnState& state) {
  const auto rows = session.rows("SELECT hard_deadline FROM rounds WHERE footprint = ? AND code = ?",
                                 {desk.footprint, state.round});
  if (state.status == "reopened" || rows.empty() || rows[0].text(0).empty() || desk.now() <= rows[0].text(0))
    return {};
  return refuse({"after-deadline", "The deadline of " + rows[0].text(0) + " has passed.", state.place,
                 "Ask the regional team to reopen the return."});
}

Result<void> may(const Desk& desk, DbSession& session, const Caller& caller, const Step& step,
                 const ReturnState& state, const Decision& decision) {
  if (!allowed(caller, step.need, state.place))
    return refuse({"not-allowed", "Your roles do not cover this decision.", state.place,
                   "It is for: " + holders(step.need) + ". Ask one of them to take it."});
  if (decision.if_revision && *decision.if_revision != state.revision)
    return refuse({"changed-meanwhile", "The return was changed meanwhile.", state.place,
                   "Look at it again, then decide."});
  if (!from(step, state.status)) return refuse(wrong_status(step, state));
  if (step.reason && shown_reason(decision.reason).empty())
    return refuse({"reason-missing", "This needs a reason.", state.place, "Say why in a sentence."});
  if (decision.kind == "approve" && caller.name == state.submitted_by)
    return refuse({"four-eyes", "You submitted this return; somebody else must approve it.", state.place,
                   "Ask another approver."});
  if (decision.kind != "submit") return {};
  if (auto timely = in_time(desk, session, state); !timely) return timely;
  return ready_to_submit(state);
}

Result<ReturnState> take(const Desk& desk, DbSession& session, const Caller& caller, const Step& step,
                         const std::string& place, const std::string& round, const Decision& decision) {
  hold_return(desk, session, place, round);
  const auto state = read_return(desk, session, place, round);
  if (auto good = may(desk, session, caller, step, state, decision); !good) return refuse(good.error());
  keep_decision(desk, session, place, round,
                note(desk, session, caller.name, step.logged, place + " " + round,
                     {{"files", join_words(counting_files(desk, session, place, round))},
                      {"reason", shown_reason(decision.reason)}}));
  touch_return(desk, session, place, round);
  return read_return(desk, session, place, round);
}

}  // namespace

void hold_return(const Desk& desk, DbSession& session, const std::string& place, const std::string& round) {
  session.run(
      "INSERT INTO returns VALUES (?, ?, ?, '', 0, '', 0, 0, 0, '', '', '', '', '', '', '', '') "
      "ON CONFLICT (footprint, place, round) DO NOTHING",
      {desk.footprint, place, round});
  session.rows(
      "SELECT status FROM returns WHERE footprint = ? AND place = ? AND round = ?" + session.for_update(),
      {desk.footprint, place, round});
}

void touch_return(const Desk& desk, DbSession& session, const std::string& place, const std::string& round) {
  session.run("UPDATE returns SET revision = revision + 1 WHERE footprint = ? AND place = ? AND round = ?",
              {desk.footprint, place, round});
}

void keep_decision(const Desk& desk, DbSession& session, const std::string& place, const std::string& round,
                   const LogEntry& record) {
  std::string names, sets;
  for (const auto& [column, field] : decided_columns) {
    names += (names.empty() ? "" : ", ") + std::string(column);
    sets += (sets.empty() ? "" : ", ") + std::string(column) + " = ?";
  }
  const auto rows =
      session.rows("SELECT " + names + " FROM returns WHERE footprint = ? AND place = ? AND round = ?" +
                       session.for_update(),
                   {desk.footprint, place, round});
  Decided row;
  for (std::size_t i = 0; i < decided_columns.size(); ++i)
    row.*decided_columns[i].second = rows.at(0).text(i);
  row = after(row, record);
  std::vector<DbValue> values;
  for (const auto& [column, field] : decided_columns) values.push_back(row.*field);
  values.insert(values.end(), {desk.footprint, place, round});
  session.run("UPDATE returns SET " + sets + " WHERE footprint = ? AND place = ? AND round = ?", values);
}

Result<ReturnState> decide(const Desk& desk, const Caller& caller, const std::string& place,
                           const std::string& round, const Decision& decision) {
  const Step* known = step(decision.kind);
  if (known == nullptr)
    return refuse({"decision-unknown", "There is no decision \"" + decision.kind + "\".", "",
                   "Decisions are: submit, approve, send-back, lock, ask-to-reopen, reopen."});
  auto exists = return_state(desk, place, round);
  if (!exists) return exists;
  Result<ReturnState> outcome;
  desk.database.write([&](DbSession& session) {
    outcome = take(desk, session, caller, *known, exists->place, round, decision);
  });
  return outcome;
}

std::string decisions_in_words() {
  std::string all;
  for (const auto& one : steps())
    all += (all.empty() ? "" : ". ") + std::string(one.kind) + ": " + holders(one.need);
  return all;
}

std::vector<std::string> possible_decisions(const Caller& caller, const ReturnState& state) {
  std::vector<std::string> kinds;
  for (const auto& one : steps()) {
    const bool own = one.kind == std::string("approve") && caller.name == state.submitted_by;
    if (one.kind == std::string("submit") && !ready_to_submit(state)) continue;
    if (!own && allowed(caller, one.need, state.place) && from(one, state.status)) kinds.push_back(one.kind);
  }
  return kinds;
}

}  // namespace stp
