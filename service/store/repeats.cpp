#include "service/store/repeats.h"

namespace stp {

namespace {

bool claim_new(DbSession& session, const RepeatKey& key, const std::string& fingerprint,
               const std::string& now) {
  return session.run(
             "INSERT INTO repeats VALUES (?, ?, ?, ?, 'running', ?, '') "
             "ON CONFLICT (footprint, who, request_key) DO NOTHING",
             {key.footprint, key.who, key.key, fingerprint, now}) == 1;
}

// Of two that find the same stalled request only one changes its row.
bool claim_stalled(DbSession& session, const RepeatKey& key, const std::string& began,
                   const std::string& now) {
  return session.run(
             "UPDATE repeats SET at = ? WHERE footprint = ? AND who = ? AND request_key = ? "
             "AND state = 'running' AND at = ?",
             {now, key.footprint, key.who, key.key, began}) == 1;
}

}  // namespace

std::optional<Repeat> begin_repeat(DbSession& session, const RepeatKey& key, const std::string& fingerprint,
                                   const std::string& now, const std::string& day_ago,
                                   const std::string& stalled_before) {
  session.run("DELETE FROM repeats WHERE footprint = ? AND at < ?", {key.footprint, day_ago});
  if (claim_new(session, key, fingerprint, now)) return {};
  const auto rows = session.rows(
      "SELECT fingerprint, state, at, answer FROM repeats WHERE footprint = ? AND who = ? AND request_key = "
      "?",
      {key.footprint, key.who, key.key});
  // Forgotten this very moment: as if it were still running, so that the caller tries again.
  if (rows.empty()) return Repeat{fingerprint, false, ""};
  const DbRow& row = rows.front();
  Repeat found{row.text(0), row.text(1) == "done", row.text(3)};
  const bool stalled = !found.done && row.text(2) < stalled_before && found.fingerprint == fingerprint;
  if (stalled && claim_stalled(session, key, row.text(2), now)) return {};
  return found;
}

void keep_repeat(DbSession& session, const RepeatKey& key, const std::string& answer) {
  session.run(
      "UPDATE repeats SET state = 'done', answer = ? WHERE footprint = ? AND who = ? AND request_key = ?",
      {answer, key.footprint, key.who, key.key});
}

void forget_repeat(DbSession& session, const RepeatKey& key) {
  session.run("DELETE FROM repeats WHERE footprint = ? AND who = ? AND request_key = ?",
              {key.footprint, key.who, key.key});
}

}  // namespace stp
