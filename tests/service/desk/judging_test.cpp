// Where and when a file is handed in decides whether it is taken; what it is decides which version counts.
#include <catch2/catch.hpp>

#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

// A workbook of Leeds with a figure nobody can read.
std::string with_error(const std::string& bytes) {
  return changed(bytes, "\"'Leeds North CCG finance'!E12=tbc\"");
}

}  // namespace

TEST_CASE(
    "a file for a round that is not open is kept and refused, and taken when it comes again in an open one") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const auto given = open.hand_in("leeds", "finance", "LE");
  open.work();
  CHECK(submission(open.desk(), given.sha256)->refusal.code == "round-not-open");
  open.open_round();
  const auto again = open.hand_in("leeds", "finance", "LE");
  CHECK(again.sequence == given.sequence);
  open.work();
  CHECK(submission(open.desk(), given.sha256)->state == "checked");
}

TEST_CASE("a workbook of another place is refused where it does not belong, and taken where it does") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "KI");
  open.work();
  CHECK(submission(open.desk(), given.sha256)->refusal.code == "wrong-place");
  CHECK(return_state(open.desk(), "LE", scenarios::round)->status == "expected");
  open.hand_in("leeds", "finance", "LE");
  open.work();
  const auto found = *submission(open.desk(), given.sha256);
  CHECK(found.state == "checked");
  CHECK(not_for(open.desk(), found, "KI")->code == "wrong-place");
  CHECK_FALSE(not_for(open.desk(), found, "LE"));
  CHECK_FALSE(not_for(open.desk(), found, ""));
}

TEST_CASE("after the hard deadline a file is refused, unless the return was reopened") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round("2026-11-29", "2026-11-30");
  open.at_time("2026-12-01T09:00:00.000Z");
  const auto given = open.hand_in("leeds", "finance", "LE");
  open.work();
  const auto late = *submission(open.desk(), given.sha256);
  CHECK(late.refusal.code == "after-deadline");
  CHECK(late.refusal.sentence ==
        "It came at 2026-12-01 09:00:00 UTC, after the deadline of 2026-11-30 23:59:59 UTC.");
}

TEST_CASE("the soft deadline only marks who is late") {
  OpenDesk open("sqlite");
  open.open_round("2026-11-29", "2026-11-30");
  open.at_time("2026-11-30T09:00:00.000Z");
  open.hand_in("leeds", "finance", "LE");
  open.work();
  CHECK(return_state(open.desk(), "LE", scenarios::round)->late);
  CHECK(submissions(open.desk(), {}).front().state == "checked");
  CHECK(not_sent(open.desk(), scenarios::round).size() == 7);
}

TEST_CASE("the last version without errors counts until a better one comes") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const std::string good = workbook("leeds", "finance"), bad = with_error(good);
  open.hand_in_bytes(bad, "first.xlsx", "LE");
  open.work();
  const auto section = [&] { return return_state(open.desk(), "LE", scenarios::round)->sections.at(0); };
  CHECK(section().name == "first.xlsx");  // the only one there is
  CHECK(section().errors > 0);
  open.hand_in_bytes(good, "second.xlsx", "LE");
  open.work();
  CHECK(section().name == "second.xlsx");
  CHECK(section().version == 2);
  CHECK(section().errors == 0);
  open.hand_in_bytes(changed(bad, "\"'Leeds North CCG finance'!E13=tbc\""), "third.xlsx", "LE");
  open.work();
  CHECK(section().name == "second.xlsx");
  CHECK(section().latest_name == "third.xlsx");
  CHECK(section().latest_version == 3);
  CHECK(section().latest_errors > 0);
}

TEST_CASE("who sends an earlier version again is told that it does not count, and how it would") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const std::string first = workbook("leeds", "finance"), second = changed(first, "\"Contents!H40=seen\"");
  const auto standing = [&](const std::string& bytes) {
    const auto given = open.hand_in_bytes(bytes, "a.xlsx", "LE");
    open.work();
    return why_it_does_not_count(*submission(open.desk(), given.sha256));
  };
  CHECK(standing(first) == "");
  CHECK(standing(with_error(first)) == "");  // its errors are told instead
  CHECK(standing(first) == "");              // it counts, though a later version came
  CHECK(standing(second) == "");
  CHECK_THAT(standing(first), Catch::StartsWith("A later version came, and this one does not count."));
}

TEST_CASE("a file whose reader broke down is read again when it comes again") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  open.desk().database.write([&](DbSession& session) {
    session.run("DELETE FROM jobs", {});
    session.run("UPDATE submissions SET state = 'refused', refusal_code = 'worker-crashed'", {});
  });
  open.work();
  REQUIRE(submission(open.desk(), given.sha256)->state == "refused");
  CHECK(open.hand_in("leeds", "finance", "LE").sequence == given.sequence);
  open.work();
  CHECK(submission(open.desk(), given.sha256)->state == "checked");
}

TEST_CASE("a file without any place is refused in words") {
  OpenDesk open("sqlite");
  open.open_round();
  const auto given = open.hand_in_bytes("PK no workbook", "broken.xlsx", "");
  open.work();
  CHECK(submission(open.desk(), given.sha256)->state == "refused");
}

TEST_CASE(
    "a start opens a round that nobody has touched, and never what somebody closed or gave a deadline") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const auto rita = person("rita", Role::regional);
  CHECK(open_round_first_time(open.desk(), ""));
  CHECK(current_round(open.desk()).empty());
  CHECK(open_round_first_time(open.desk(), "2016-01-01").error().code == "round-unknown");
  REQUIRE(open_round_first_time(open.desk(), scenarios::round));
  CHECK(current_round(open.desk()) == scenarios::round);
  const auto revision = round_state(open.desk(), scenarios::round)->revision;
  REQUIRE(open_round_first_time(open.desk(), scenarios::round));
  CHECK(round_state(open.desk(), scenarios::round)->revision == revision);
  REQUIRE(change_round(open.desk(), rita, scenarios::round, {false, {}, {}, {}}));
  REQUIRE(open_round_first_time(open.desk(), scenarios::round));
  CHECK(current_round(open.desk()).empty());
  for (const auto& other : rounds(open.desk())) {
    if (other.code == scenarios::round) continue;
    REQUIRE(change_round(open.desk(), rita, other.code, {{}, "2026-11-30", {}, {}}));
    REQUIRE(open_round_first_time(open.desk(), other.code));
    CHECK_FALSE(round_state(open.desk(), other.code)->open);
  }
}

TEST_CASE("deadlines are dates or times, the soft one first, only the region sets them") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const auto rita = person("rita", Role::regional);
  const auto change = [&](const RoundChange& what) {
    return change_round(open.desk(), rita, scenarios::round, what);
  };
  CHECK(change({true, "2026-11-30T17:00", "2026-12-01", {}})->soft_deadline == "2026-11-30T17:00:00.000Z");
  CHECK(change({{}, "2026-12-02", {}, {}}).error().code == "deadline-order");
  CHECK(change({{}, "tomorrow", {}, {}}).error().code == "deadline-unreadable");
  CHECK(change({{}, "", {}, 7}).error().code == "changed-meanwhile");
  for (const char* none :
       {"2026-11-31", "2026-02-29", "2026-02-30", "2026-04-31T10:00", "2026-13-01", "2026-00-10",
        "2026-11-00", "0000-01-01", "0026-11-30", "2026-11-30T24:00", "2026-11-30T17:60", "2026-11-30T"}) {
    INFO(none);
    const auto refused = change({{}, {}, none, {}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "deadline-unreadable");
    CHECK_THAT(refused.error().remedy, Catch::Contains("2026-11-30T17:00"));
  }
  CHECK(change({{}, "", {}, 1})->soft_deadline.empty());
  CHECK(change_round(open.desk(), person("ann", Role::approver, "LE"), scenarios::round, {}).error().code ==
        "not-allowed");
  CHECK(change_round(open.desk(), rita, "2016-01-01", {}).error().code == "round-unknown");
  CHECK(current_round(open.desk()) == scenarios::round);
}
