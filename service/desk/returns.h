// A place's return for a round: which files count, what they say together, how far it has come, and the
// decisions.
#pragma once

#include "service/access/access.h"
#include "service/desk/desk.h"

namespace stp {

struct SectionState {
  std::string section;                                // code
  std::string status;                                 // expected, arriving, received, checked, refused
  std::string sha256, name, at;                       // of the file that counts; "" none
  std::string latest_sha256, latest_name, latest_at;  // of the latest, where it is another
  std::int64_t version = 0, latest_version = 0, errors = 0, warnings = 0,
               notes = 0;  // of the file that counts
  std::int64_t latest_errors = 0;
};
struct ReturnState {
  std::string place, round;
  std::string status;  // expected, arriving, received, checked, submitted, approved, locked, reopened
  std::vector<SectionState> sections;
  // Of the files that count, checked together (rules that compare sections see all of them).
  std::int64_t errors = 0, warnings = 0, notes = 0, accepted = 0;
  std::string report_json;  // hash of that check as JSON; "" none yet
  std::string checked_at, submitted_by, submitted_at, approved_by, approved_at, sent_back_because;
  std::string reopening_asked_by, reopening_reason;
  std::int64_t revision = 0;  // for If-Match
  bool late = false;          // past the soft deadline and not submitted
};
Result<ReturnState> return_state(const Desk& desk, const std::string& place, const std::string& round);
std::vector<ReturnState> return_states(const Desk& desk,
                                       const std::string& round);  // places in order, programmes last
std::vector<std::string> not_sent(const Desk& desk,
                                  const std::string& round);  // codes of places that lack a section

// When a submitted return was withdrawn because a new version was handed in, and not submitted again since;
// "" not.
std::string withdrawn_at(const Desk& desk, const std::string& place, const std::string& round);

struct Acceptance {
  std::string finding, rule, reason, who, at;  // finding: see finding_key
};
std::vector<Acceptance> acceptances(const Desk& desk, const std::string& place, const std::string& round);
// What a finding is known by from one version to the next: rule, organisation, line, year, scenario, found,
// expected.
std::string finding_key(const std::string& rule, const std::string& organisation, const std::string& line,
                        const std::string& year, const std::string& scenario, const std::string& found,
                        const std::string& expected);
// Warnings only, with a reason of some words.
Result<void> accept(const Desk& desk, const Caller& caller, const std::string& place,
                    const std::string& round, const std::string& finding, const std::string& reason);

struct Decision {
  std::string kind;    // submit, approve, send-back, lock, ask-to-reopen, reopen
  std::string reason;  // needed for send-back, ask-to-reopen, reopen
  std::optional<std::int64_t> if_revision{};
};
// Who may is decided here, by the table in decisions.cpp; the approver is never who submitted.
Result<ReturnState> decide(const Desk& desk, const Caller& caller, const std::string& place,
                           const std::string& round, const Decision& decision);
std::string decisions_in_words();  // who may take which
std::vector<std::string> possible_decisions(const Caller& caller, const ReturnState& state);

}  // namespace stp
