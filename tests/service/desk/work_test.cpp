// Jobs are repeated without harm, survive the process that had them in hand, and tell the sender when they
// fail.
#include <catch2/catch.hpp>

#include <regex>
#include <sstream>

#include "service/store/jobs.h"
#include "service/store/log.h"
#include "tests/service/desk/desk_fixture.h"
#include "tests/support/postgres.h"

using namespace desks;

namespace {

Queue queue_of(const Desk& desk) {
  Queue now;
  desk.database.read([&](DbSession& session) { now = queue(session, desk.footprint); });
  return now;
}

struct Killed {};  // stands for the process ending at a step

}  // namespace

TEST_CASE("whichever step the process ends at, the next one carries on and does nothing twice") {
  const std::string engine = GENERATE("sqlite", "postgresql");
  const std::string step =
      GENERATE("job claimed", "check begun", "file checked", "check kept", "return kept", "total kept");
  OpenDesk open(engine);
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  Desk dying = open.desk();
  dying.process = "dying";
  dying.at = [&](const char* now) {
    if (now == step) throw Killed();
  };
  bool killed = false;
  for (int i = 0; i < 20 && !killed; ++i) try {
      if (!work_once(dying)) break;
    } catch (const Killed&) {
      killed = true;
    }
  REQUIRE(killed);
  open.desk().database.write([&](DbSession& session) { end_leases(session, open.desk().footprint); });
  open.work();
  const auto found = *submission(open.desk(), given.sha256);
  CHECK(found.state == "checked");
  CHECK(found.versions.size() == 1);
  CHECK(totals(open.desk(), scenarios::round).size() == 1);
  CHECK(queue_of(open.desk()).waiting + queue_of(open.desk()).running == 0);
  LogVerdict verdict;
  open.desk().database.read(
      [&](DbSession& session) { verdict = verify_log(session, open.desk().footprint); });
  CHECK(verdict.troubles.empty());
}

TEST_CASE(
    "an intake that ends before its record is kept leaves nothing but bytes, and is simply done again") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const std::string step = GENERATE("received", "bytes kept", "recorded, not committed");
  Desk dying = open.desk();
  dying.at = [&](const char* now) {
    if (now == step) throw Killed();
  };
  CHECK_THROWS_AS(receive(dying, {"bytes", "a.xlsx", "LE", "web", "ann"}), Killed);
  CHECK(submissions(open.desk(), {}).empty());
  CHECK(open.hand_in_bytes("bytes", "a.xlsx", "LE").sequence == 1);
}

TEST_CASE(
    "PostgreSQL is asked for nothing that wire-compatible engines lack: no LISTEN, no state of a session") {
  auto& server = test_postgres::shared_server();
  const doors::Folder folder;
  const auto ask = [&](const std::string& sql) {
    const auto ran =
        doors::run("psql '" + server.new_database() + "' -XAt <<'END'\n" + sql + "\nEND", folder);
    INFO(ran.err);
    REQUIRE(ran.exit_code == 0);
    return ran.out;
  };
  ask("ALTER SYSTEM SET log_statement = 'all';\nSELECT pg_reload_conf();");
  OpenDesk open("postgresql");
  open.open_round();
  open.hand_in("leeds", "finance", "LE");
  open.work();
  const auto said = ask("SELECT pg_read_file(current_setting('data_directory') || '/../log');");
  const std::regex lacking(
      R"(: (LISTEN|NOTIFY|UNLISTEN|PREPARE|LOCK|CREATE TEMP\w*|SET (?!LOCAL|TRANSACTION))\b|pg_advisory)",
      std::regex::icase);
  CHECK(std::regex_search("LOG:  execute <unnamed>: LISTEN jobs", lacking));
  CHECK(std::regex_search("LOG:  statement: SET statement_timeout = 1000", lacking));
  std::istringstream lines(said);
  std::size_t statements = 0;
  for (std::string line; std::getline(lines, line);) {
    statements += line.find("LOG:  execute") != line.npos || line.find("LOG:  statement") != line.npos;
    INFO(line);
    CHECK_FALSE(std::regex_search(line, lacking));
  }
  CHECK(statements > 50);
  CHECK(said.find("FOR UPDATE SKIP LOCKED") != said.npos);
}

TEST_CASE("two processes share the work and each job is done once") {
  OpenDesk open("postgresql");
  open.open_round();
  for (int i = 0; i < 40; ++i)
    open.hand_in_bytes("not a workbook " + std::to_string(i), "x", i % 2 ? "LE" : "KI");
  Desk other = open.desk();
  other.process = "other";
  int here = 0, there = 0;
  for (bool more = true; more;) {
    const bool one = work_once(open.desk()), two = work_once(other);
    here += one;
    there += two;
    more = one || two;
  }
  CHECK(here + there == 40);
  CHECK(here == 20);
  for (const auto& one : submissions(open.desk(), {})) CHECK(one.state == "refused");
}
