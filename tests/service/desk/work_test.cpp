// Jobs are repeated without harm, survive the process that had them in hand, and tell the sender when they
// fail.
#include <catch2/catch.hpp>

#include <filesystem>
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

// No more can be written among the stored files, which can still be read: files lie where folders would be
// made.
class Blocked {
 public:
  explicit Blocked(const Desk& desk)
      : folder_(std::filesystem::path(desk.bytes.path(std::string(64, '0'))).parent_path().parent_path()) {
    for (const char* digits = "0123456789abcdef"; const char a : std::string(digits))
      for (const char b : std::string(digits))
        if (const auto one = folder_ / std::string{a, b}; !std::filesystem::exists(one))
          doors::write(made_.emplace_back(one), "in the way");
  }
  ~Blocked() {
    for (const auto& one : made_) std::filesystem::remove(one);
  }
  Blocked(const Blocked&) = delete;
  Blocked& operator=(const Blocked&) = delete;

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> made_;
};

// The clock goes on by this much before each job.
void work_with_pauses(OpenDesk& open, int jobs, int seconds, std::string& now) {
  for (int i = 0; i < jobs; ++i) {
    now = utc_in(now, seconds);
    open.at_time(now);
    work_once(open.desk());
  }
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

TEST_CASE(
    "while the stored files cannot be written nothing is refused or given up, then it comes by itself") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  const std::string step = GENERATE("job claimed", "check kept", "return kept");
  std::string now = "2026-11-25T12:00:00.000Z";
  open.at_time(now);
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  std::unique_ptr<Blocked> full;
  Desk filling = open.desk();
  filling.at = [&](const char* at) {
    if (at == step && !full) full = std::make_unique<Blocked>(open.desk());
  };
  while (!full) REQUIRE(work_once(filling));
  work_with_pauses(open, 2 * most_attempts, 60, now);
  CHECK(queue_of(open.desk()).failed == 0);
  CHECK(queue_of(open.desk()).running == 1);
  CHECK(submission(open.desk(), given.sha256)->refusal.code.empty());
  CHECK(totals(open.desk(), scenarios::round).empty());
  full.reset();
  work_with_pauses(open, 4, 60, now);
  CHECK(submission(open.desk(), given.sha256)->state == "checked");
  CHECK(totals(open.desk(), scenarios::round).size() == 1);
}

TEST_CASE("a return that could not be checked is tried again after an hour, and its total follows") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  std::string now = "2026-11-25T12:00:00.000Z";
  open.at_time(now);
  open.open_round();
  const auto given = open.hand_in("leeds", "finance", "LE");
  REQUIRE(work_once(open.desk()));
  const std::filesystem::path bytes = open.desk().bytes.path(given.sha256);
  std::filesystem::rename(bytes, bytes.string() + ".away");
  work_with_pauses(open, 5, 60, now);
  std::vector<FailedJob> failed;
  open.desk().database.read(
      [&](DbSession& session) { failed = failed_jobs(session, open.desk().footprint); });
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].kind == "return");
  CHECK(failed[0].failed_at == now);
  CHECK_THAT(failed[0].why, Catch::Contains(bytes.string()));
  std::filesystem::rename(bytes.string() + ".away", bytes);
  work_with_pauses(open, 5, 600, now);
  CHECK(totals(open.desk(), scenarios::round).empty());
  work_with_pauses(open, 4, 600, now);
  CHECK(totals(open.desk(), scenarios::round).size() == 1);
  CHECK(queue_of(open.desk()).failed == 0);
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
