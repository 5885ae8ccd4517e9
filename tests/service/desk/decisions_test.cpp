// From received to locked: who may take which decision when, and what it needs.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "service/store/log.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

const Caller preparer = person("paul", Role::preparer, "LE"), reviewer = person("rose", Role::reviewer, "LE"),
             approver = person("anna", Role::approver, "LE"), regional = person("rita", Role::regional),
             stranger = person("kim", Role::approver, "KI");

void hand_in_leeds(OpenDesk& open) {
  open.open_round();
  for (const char* section : {"finance", "activity", "workforce"}) open.hand_in("leeds", section, "LE");
  open.work();
}

Result<ReturnState> decided(OpenDesk& open, const Caller& caller, const std::string& kind,
                            const std::string& reason = "") {
  return decide(open.desk(), caller, "LE", scenarios::round, {kind, reason, {}});
}
std::string code(const Result<ReturnState>& outcome) {
  return outcome ? outcome->status : outcome.error().code;
}

}  // namespace

TEST_CASE("a return goes from expected to locked by the right people, and each step is in the log") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  CHECK(return_state(open.desk(), "LE", scenarios::round)->status == "expected");
  open.open_round();
  open.hand_in("leeds", "finance", "LE");
  CHECK(return_state(open.desk(), "LE", scenarios::round)->status == "received");
  open.work();
  CHECK(code(decided(open, reviewer, "submit")) == "section-missing");
  hand_in_leeds(open);
  const auto checked = *return_state(open.desk(), "LE", scenarios::round);
  CHECK(checked.status == "checked");
  CHECK(checked.errors == 0);
  CHECK(code(decided(open, preparer, "submit")) == "not-allowed");
  CHECK(code(decided(open, stranger, "submit")) == "not-allowed");
  CHECK(code(decided(open, approver, "approve")) == "wrong-status");
  CHECK(code(decided(open, approver, "submit")) == "submitted");
  CHECK(code(decided(open, approver, "approve")) == "four-eyes");
  const auto second = person("olga", Role::approver, "LE");
  CHECK(code(decided(open, second, "approve")) == "approved");
  CHECK(code(decided(open, second, "lock")) == "not-allowed");
  CHECK(code(decided(open, regional, "lock")) == "locked");
  CHECK(code(decided(open, preparer, "ask-to-reopen")) == "reason-missing");
  CHECK(code(decided(open, preparer, "ask-to-reopen", "A figure was late.")) == "locked");
  CHECK(return_state(open.desk(), "LE", scenarios::round)->reopening_asked_by == "paul");
  CHECK(code(decided(open, regional, "reopen", "Agreed.")) == "reopened");
  CHECK(code(decided(open, reviewer, "submit")) == "submitted");
  CHECK(code(decided(open, second, "send-back", "Please explain agency.")) == "checked");
  CHECK(return_state(open.desk(), "LE", scenarios::round)->sent_back_because == "Please explain agency.");
  LogVerdict verdict;
  open.desk().database.read(
      [&](DbSession& session) { verdict = verify_log(session, open.desk().footprint); });
  CHECK(verdict.troubles.empty());
  CHECK(verdict.records > 12);
}

TEST_CASE("an approved return takes no new file, a new file withdraws what was only submitted") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  hand_in_leeds(open);
  REQUIRE(code(decided(open, reviewer, "submit")) == "submitted");
  CHECK(withdrawn_at(open.desk(), "LE", scenarios::round) == "");
  const std::string other = changed(workbook("leeds", "finance"), "\"Contents!H40=seen\"");
  const auto wrong =
      open.hand_in_bytes(changed(other, "\"'Leeds North CCG finance'!E12=tbc\""), "wrong.xlsx", "LE");
  open.work();
  CHECK(submission(open.desk(), wrong.sha256)->errors > 0);  // the file before it goes on counting
  CHECK(return_state(open.desk(), "LE", scenarios::round)->status == "submitted");
  CHECK(withdrawn_at(open.desk(), "LE", scenarios::round) == "");
  open.hand_in_bytes(other, "other.xlsx", "LE");
  open.work();
  CHECK(return_state(open.desk(), "LE", scenarios::round)->status == "checked");
  CHECK(withdrawn_at(open.desk(), "LE", scenarios::round) != "");
  REQUIRE(code(decided(open, reviewer, "submit")) == "submitted");
  CHECK(withdrawn_at(open.desk(), "LE", scenarios::round) == "");
  REQUIRE(code(decided(open, approver, "approve")) == "approved");
  const auto given = open.hand_in_bytes(changed(other, "\"Contents!H41=seen\""), "late.xlsx", "LE");
  open.work();
  CHECK(submission(open.desk(), given.sha256)->refusal.code == "return-closed");
  CHECK(return_state(open.desk(), "LE", scenarios::round)->status == "approved");
}

TEST_CASE("a decision taken upon an old look at the return is refused") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  hand_in_leeds(open);
  const auto seen = return_state(open.desk(), "LE", scenarios::round)->revision;
  CHECK(code(decide(open.desk(), reviewer, "LE", scenarios::round, {"submit", "", seen - 1})) ==
        "changed-meanwhile");
  CHECK(code(decide(open.desk(), reviewer, "LE", scenarios::round, {"submit", "", seen})) == "submitted");
}

TEST_CASE("what a person may do next is what the table allows") {
  ReturnState state;
  state.place = "LE";
  state.status = "submitted";
  state.submitted_by = "rose";
  CHECK(possible_decisions(reviewer, state) == std::vector<std::string>{"ask-to-reopen"});
  CHECK(possible_decisions(approver, state) ==
        std::vector<std::string>{"approve", "send-back", "ask-to-reopen"});
  CHECK(possible_decisions(stranger, state).empty());
  CHECK(possible_decisions(regional, state).back() == "reopen");
}
