#include "service/desk/returns.h"

#include "calc/base/sha256.h"
#include "service/desk/intake.h"
#include "service/desk/keep.h"
#include "service/desk/known.h"
#include "service/desk/return_row.h"
#include "service/desk/rounds.h"

namespace stp {

namespace {

SectionState section_state(const Section& section, const std::vector<Version>& all) {
  SectionState state;
  state.section = section.code;
  state.status = "expected";
  const Version* counts = counting(all, section.code);
  if (counts == nullptr) return state;
  state.status = "checked";
  state.sha256 = counts->sha256;
  state.name = counts->name;
  state.at = counts->at;
  state.version = counts->version;
  state.errors = counts->errors;
  state.warnings = counts->warnings;
  state.notes = counts->notes;
  const Version* last = latest(all, section.code);
  state.latest_sha256 = last->sha256;
  state.latest_name = last->name;
  state.latest_at = last->at;
  state.latest_version = last->version;
  state.latest_errors = last->errors;
  return state;
}

std::int64_t count_of(DbSession& session, const std::string& sql, const std::vector<DbValue>& values) {
  return session.rows("SELECT COUNT(*) FROM " + sql, values).at(0).number(0);
}

// What lies between nothing and a decision follows from the files themselves.
std::string derived_status(const Desk& desk, DbSession& session, const ReturnState& state,
                           const std::string& files_checked) {
  const bool waiting =
      count_of(session, "submissions WHERE footprint = ? AND state = 'waiting' AND judged_for = ?",
               {desk.footprint, state.place}) > 0;
  bool any = false;
  for (const auto& section : state.sections) any = any || section.version > 0;
  if (waiting) return "received";
  if (any)
    return join_words(counting_files(desk, session, state.place, state.round)) == files_checked ? "checked"
                                                                                                : "received";
  return count_of(session, "arriving WHERE footprint = ? AND place = ?", {desk.footprint, state.place}) > 0
             ? "arriving"
             : "expected";
}

std::int64_t accepted_of(const Desk& desk, DbSession& session, const ReturnState& state) {
  return count_of(
      session,
      "return_warnings w JOIN acceptances a ON a.footprint = w.footprint AND a.place = w.place AND "
      "a.round = w.round AND a.finding = w.finding WHERE w.footprint = ? AND w.place = ? AND w.round = ?",
      {desk.footprint, state.place, state.round});
}

}  // namespace

ReturnState read_return(const Desk& desk, DbSession& session, const std::string& place,
                        const std::string& round) {
  ReturnState state;
  state.place = place;
  state.round = round;
  const auto all = versions(desk, session, place, round);
  for (const auto& section : desk.form().sections) state.sections.push_back(section_state(section, all));
  const auto rows = session.rows(
      "SELECT status, revision, files, errors, warnings, notes, checked_at, submitted_by, submitted_at, "
      "approved_by, approved_at, sent_back_because, reopening_asked_by, reopening_reason FROM returns "
      "WHERE footprint = ? AND place = ? AND round = ?",
      {desk.footprint, place, round});
  std::string files;
  if (!rows.empty()) {
    const auto& row = rows[0];
    state.status = row.text(0);
    state.revision = row.number(1);
    files = row.text(2);
    state.errors = row.number(3);
    state.warnings = row.number(4);
    state.notes = row.number(5);
    state.checked_at = row.text(6);
    state.submitted_by = row.text(7);
    state.submitted_at = row.text(8);
    state.approved_by = row.text(9);
    state.approved_at = row.text(10);
    state.sent_back_because = row.text(11);
    state.reopening_asked_by = row.text(12);
    state.reopening_reason = row.text(13);
  }
  state.accepted = accepted_of(desk, session, state);
  const auto documents = documents_of(desk, session, return_owner(place, round));
  if (const auto json = documents.find("json"); json != documents.end()) state.report_json = json->second;
  if (state.status.empty()) state.status = derived_status(desk, session, state, files);
  return state;
}

namespace {

void mark_late(const Desk& desk, const RoundState& round, ReturnState& state) {
  const bool handed_over =
      state.status == "submitted" || state.status == "approved" || state.status == "locked";
  state.late = !handed_over && !round.soft_deadline.empty() && desk.now() > round.soft_deadline;
}

}  // namespace

Result<ReturnState> return_state(const Desk& desk, const std::string& place, const std::string& round) {
  const auto code = known_place(desk, place);
  if (!code) return refuse(code.error());
  auto known = round_state(desk, round);
  if (!known) return refuse(known.error());
  ReturnState state;
  desk.database.read([&](DbSession& session) { state = read_return(desk, session, *code, round); });
  mark_late(desk, *known, state);
  return state;
}

std::vector<ReturnState> return_states(const Desk& desk, const std::string& round) {
  std::vector<ReturnState> all;
  auto known = round_state(desk, round);
  if (!known) return all;
  desk.database.read([&](DbSession& session) {
    all.clear();
    for (const auto& place : desk.form().places) {
      all.push_back(read_return(desk, session, place.code, round));
      mark_late(desk, *known, all.back());
    }
  });
  return all;
}

std::vector<std::string> not_sent(const Desk& desk, const std::string& round) {
  std::vector<std::string> missing;
  for (const auto& state : return_states(desk, round))
    for (const auto& section : state.sections)
      if (section.version == 0) {
        missing.push_back(state.place);
        break;
      }
  return missing;
}

std::string finding_key(const std::string& rule, const std::string& organisation, const std::string& line,
                        const std::string& year, const std::string& scenario, const std::string& found,
                        const std::string& expected) {
  std::string whole;
  for (const auto* one : {&rule, &organisation, &line, &year, &scenario, &found, &expected})
    whole += std::to_string(one->size()) + ":" + *one;
  return sha256(whole).substr(0, 16);
}

}  // namespace stp
