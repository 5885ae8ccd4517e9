#include "service/store/repeats.h"

namespace stp {

namespace {

// While a request runs, `at` is when its lease was last renewed and `answer` is who works on it.
constexpr const char* held_by =
    " WHERE footprint = ? AND who = ? AND request_key = ? AND state = 'running' AND answer = ?";

bool claim_new(DbSession& session, const RepeatKey& key, const std::string& fingerprint,
               const RepeatClaim& claim) {
  return session.run(
             "INSERT INTO repeats VALUES (?, ?, ?, ?, 'running', ?, ?) "
             "ON CONFLICT (footprint, who, request_key) DO NOTHING",
             {key.footprint, key.who, key.key, fingerprint, claim.now, claim.claimant}) == 1;
}

// Of two that find the same abandoned request only one changes its row.
bool claim_abandoned(DbSession& session, const RepeatKey& key, const DbRow& found, const RepeatClaim& claim) {
  return session.run(
             std::string("UPDATE repeats SET at = ?, answer = ?") + held_by + " AND at = ?",
             {claim.now, claim.claimant, key.footprint, key.who, key.key, found.text(3), found.text(2)}) == 1;
}

}  // namespace

std::optional<Repeat> begin_repeat(DbSession& session, const RepeatKey& key, const std::string& fingerprint,
                                   const RepeatClaim& claim, const std::string& day_ago) {
  session.run("DELETE FROM repeats WHERE footprint = ? AND at < ?", {key.footprint, day_ago});
  if (claim_new(session, key, fingerprint, claim)) return {};
  const auto rows = session.rows(
      "SELECT fingerprint, state, at, answer FROM repeats WHERE footprint = ? AND who = ? AND request_key = "
      "?",
      {key.footprint, key.who, key.key});
  // Forgotten this very moment: as if it were still running, so that the caller tries again.
  if (rows.empty()) return Repeat{fingerprint, false, ""};
  const DbRow& row = rows.front();
  const bool done = row.text(1) == "done";
  Repeat found{row.text(0), done, done ? row.text(3) : ""};
  const bool abandoned = !done && row.text(2) < claim.lease_began_before && found.fingerprint == fingerprint;
  if (abandoned && claim_abandoned(session, key, row, claim)) return {};
  return found;
}

void renew_repeat(DbSession& session, const RepeatKey& key, const std::string& claimant,
                  const std::string& now) {
  session.run(std::string("UPDATE repeats SET at = ?") + held_by,
              {now, key.footprint, key.who, key.key, claimant});
}

void keep_repeat(DbSession& session, const RepeatKey& key, const std::string& claimant,
                 const std::string& answer) {
  session.run(std::string("UPDATE repeats SET state = 'done', answer = ?") + held_by,
              {answer, key.footprint, key.who, key.key, claimant});
}

void forget_repeat(DbSession& session, const RepeatKey& key, const std::string& claimant) {
  session.run(std::string("DELETE FROM repeats") + held_by, {key.footprint, key.who, key.key, claimant});
}

}  // namespace stp
