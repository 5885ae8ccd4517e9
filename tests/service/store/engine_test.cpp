// What holds for one engine only: the lock of a SQLite file, and what a PostgreSQL server does to its
// connections.
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <sstream>
#include <thread>

#include "service/store/jobs.h"
#include "service/store/log.h"
#include "service/store/write_trouble.h"
#include "tests/service/store/engines.h"
#include "tests/support/postgres.h"

using namespace stp;
using namespace store_tests;

namespace {

// As on a full disk, no file of this process grows.
void limit_files(bool on) {
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
  limit.rlim_cur = on ? 1024 : limit.rlim_max;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
}

}  // namespace

TEST_CASE("a second service on the same SQLite file is refused, a command beside it is not") {
  const Fresh fresh("sqlite");
  auto first = fresh.open();
  const auto second = Database::open(fresh.url());
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "database-in-use");
  CHECK_THAT(second.error().sentence, Catch::Contains("process "));
  CHECK(rows(*fresh.open(Opening::beside), "SELECT * FROM log").empty());
  first.reset();
  CHECK(Database::open(fresh.url()));
}

TEST_CASE("a command on a SQLite file that is not there makes none") {
  const Fresh fresh("sqlite");
  const auto beside = Database::open(fresh.url(), Opening::beside);
  REQUIRE_FALSE(beside);
  CHECK(beside.error().code == "database-missing");
  CHECK_FALSE(std::filesystem::exists(fresh.file("stp.db")));
}

TEST_CASE("SQLite keeps a write-ahead log and flushes each commit") {
  const Fresh fresh("sqlite");
  const auto database = fresh.open();
  CHECK(rows(*database, "PRAGMA journal_mode").at(0).text(0) == "wal");
  CHECK(rows(*database, "PRAGMA synchronous").at(0).number(0) == 2);
  CHECK(rows(*database, "PRAGMA foreign_keys").at(0).number(0) == 1);
}

TEST_CASE("a program that holds the SQLite file for a while makes work wait, and nothing fails") {
  const Fresh fresh("sqlite");
  const auto database = fresh.open();
  doors::Folder folder;
  std::thread other([&] {
    doors::run("exec python3 -c \"\nimport sqlite3, time\nheld = sqlite3.connect('" + fresh.file("stp.db") +
                   "', isolation_level=None)\nheld.execute('BEGIN IMMEDIATE')\nopen('held', 'w')\n"
                   "time.sleep(1.5)\nheld.execute('COMMIT')\n\"",
               folder);
  });
  while (!std::filesystem::exists(folder.file("held")))
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const auto begun = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(
        [&, i] { run(*database, "INSERT INTO log_head VALUES (?, 1, '')", {std::to_string(i)}); });
  CHECK(rows(*database, "SELECT * FROM log_head").empty());  // readers do not wait
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(1));
  for (auto& thread : threads) thread.join();
  CHECK(std::chrono::steady_clock::now() - begun > std::chrono::seconds(1));
  CHECK(rows(*database, "SELECT * FROM log_head").size() == 4);
  other.join();
}

TEST_CASE("work inside work is a defect that is said, not a standstill") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  CHECK_THROWS_AS(database->write([&](DbSession&) { run(*database, "DELETE FROM log"); }), std::logic_error);
  CHECK(rows(*database, "SELECT * FROM log").empty());
}

TEST_CASE("a server that is not there is unavailable, and its password is not told") {
  const auto refused = Database::open("postgresql://stp:secret@127.0.0.1:1/stp");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "database-unavailable");
  CHECK(to_text(refused.error()).find("secret") == std::string::npos);
  CHECK_FALSE(Database::open("postgresql://[broken:secret@/"));
}

TEST_CASE("a statement that failed and was not heeded does not pass for work that was kept") {
  const Fresh fresh("postgresql");
  const auto database = fresh.open();
  CHECK_THROWS_WITH(database->write([](DbSession& session) {
    session.run("INSERT INTO log_head VALUES ('WY', 1, 'x')");
    try {
      session.run("INSERT INTO nowhere VALUES (1)");
    } catch (const std::exception&) {
    }
  }),
                    Catch::Contains("nothing of it was kept"));
  CHECK(rows(*database, "SELECT * FROM log_head").empty());
}

TEST_CASE("two that lock the same rows in another order both get through") {
  const Fresh fresh("postgresql");
  const auto database = fresh.open();
  run(*database, "INSERT INTO log_head VALUES ('A', 0, ''), ('B', 0, '')");
  std::atomic<int> holding{0};
  const auto step = [](DbSession& session, const std::string& which) {
    session.run("UPDATE log_head SET sequence = sequence + 1 WHERE footprint = ?", {which});
  };
  const auto both = [&](const std::string& first, const std::string& second) {
    int tries = 0;
    database->write([&](DbSession& session) {
      step(session, first);
      ++holding;
      while (tries++ == 0 && holding < 2) std::this_thread::yield();  // each holds one row
      step(session, second);
    });
  };
  std::thread other([&] { both("B", "A"); });
  both("A", "B");
  other.join();
  for (const auto& row : rows(*database, "SELECT sequence FROM log_head")) CHECK(row.number(0) == 2);
}

TEST_CASE("a PostgreSQL that is stopped is unavailable, and used again when it is back") {
  test_postgres::Server server;
  const auto opened = Database::open(server.new_database());
  REQUIRE(opened);
  Database& database = **opened;
  run(database, "INSERT INTO log_head VALUES ('A', 0, '')");
  server.stop();
  CHECK(database.trouble() == "the database cannot be reached");
  CHECK_THROWS_AS(run(database, "DELETE FROM log_head"), StoreUnavailable);
  server.start();
  CHECK(database.trouble().empty());
  CHECK(rows(database, "SELECT * FROM log_head").size() == 1);
}

TEST_CASE(
    "a database that can be read but not written says so until a write succeeds, and an idle one does not "
    "hide it") {
  const std::string engine = GENERATE(engines());
  const Fresh fresh(engine);
  auto database = fresh.open();
  const auto limit = [&](bool on) {
    if (engine == "sqlite") return limit_files(on);
    const auto ran = doors::run("PGOPTIONS='-c default_transaction_read_only=off' psql -v ON_ERROR_STOP=1 '" +
                                    fresh.url() +
                                    "' -XAt <<'END'\nDO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET "
                                    "default_transaction_read_only = " +
                                    (on ? "on" : "off") + "', current_database()); END $$;\nEND",
                                doors::Folder());
    INFO(ran.err);
    REQUIRE(ran.exit_code == 0);
  };
  const auto write = [&] { run(*database, "INSERT INTO log_head VALUES ('A', 0, '')"); };
  limit(true);
  if (engine == "postgresql") database = fresh.open();  // its new connections take the setting
  CHECK(database->trouble().empty());
  CHECK_THROWS_AS(write(), StoreUnavailable);
  const std::string reason =
      engine == "sqlite" ? "the disk of the database fails" : "it broke off, or is read-only";
  for (int i = 0; i < 2; ++i) CHECK(database->trouble() == "the database cannot be written: " + reason);
  CHECK_THROWS_AS(database->write([](DbSession&) {}), StoreUnavailable);
  CHECK(rows(*database, "SELECT * FROM log_head").empty());
  limit(false);
  CHECK(database->trouble().empty());
  write();
  CHECK(rows(*database, "SELECT * FROM log_head").size() == 1);
}

TEST_CASE("a trouble with writing is logged when it begins, changes and ends, however often it is met") {
  std::ostringstream said;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)));
  WriteTrouble trouble("the database");
  trouble.worked();
  for (const char* reason : {"its disk is full", "its disk is full", "it is away", "it is away"})
    trouble.failed(reason, std::string("details of ") + reason);
  CHECK(trouble.words() == "the database cannot be written: it is away");
  for (int i = 0; i < 2; ++i) trouble.worked();
  CHECK(trouble.words().empty());
  spdlog::set_default_logger(before);
  const std::string text = said.str();
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
  for (const char* line : {"details of its disk is full", "details of it is away", "can be written again"})
    CHECK_THAT(text, Catch::Contains(line));
}

TEST_CASE("connections broken in the middle of work are made again, and the work is done once") {
  test_postgres::Server server;
  const auto opened = Database::open(server.new_database());
  REQUIRE(opened);
  int tries = 0;
  (*opened)->write([&](DbSession& session) {
    append_log(session, footprint, {noon, "Ada", "round", "one", "{}"});
    if (tries++ == 0) {
      server.stop();
      server.start();
    }
    session.rows("SELECT 1");
  });
  CHECK(tries == 2);
  CHECK(rows(**opened, "SELECT * FROM log").size() == 1);
}

TEST_CASE("many claimants share the jobs of one database, each job once") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  database->write([](DbSession& session) {
    for (int i = 0; i < 200; ++i)
      enqueue(session, footprint, "check", std::to_string(i), "lane " + std::to_string(i % 7), noon);
  });
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int t = 0; t < 6; ++t)
    threads.emplace_back([&, t] {
      for (bool any = true; any;)
        database->write([&](DbSession& session) {
          const std::string claimant = "worker " + std::to_string(t);
          const auto job = claim(session, footprint, claimant, noon, minutes_after_noon(9));
          any = job.has_value();
          if (any && finish(session, footprint, *job, claimant)) ++done;
        });
    });
  for (auto& thread : threads) thread.join();
  CHECK(done == 200);
}

TEST_CASE("claiming stays quick while ten thousand jobs wait") {
  const std::string engine = GENERATE(engines());
  const Fresh fresh(engine);
  const auto database = fresh.open();
  database->write([](DbSession& session) {
    for (int i = 0; i < 10'000; ++i)
      enqueue(session, footprint, "check", std::to_string(i), "lane " + std::to_string(i % 50), noon);
  });
  if (engine == "postgresql") run(*database, "ANALYZE jobs");
  const auto start = std::chrono::steady_clock::now();
  constexpr int claims = 100;
  database->write([](DbSession& session) {
    for (int i = 0; i < claims; ++i) claim(session, footprint, "one", noon, minutes_after_noon(9));
  });
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  std::printf("%s: %.2f ms for each claim with 10,000 jobs waiting\n", engine.c_str(), took.count() / claims);
  CHECK(took.count() / claims < 50);  // scanning them all would take far longer on any machine
}

TEST_CASE(
    "SQLite's files are for the service's user alone, also those an earlier program left open to others") {
  const Fresh fresh("sqlite");
  const auto mode = [&](const char* name) {
    return std::filesystem::status(fresh.file(name)).permissions() & std::filesystem::perms::all;
  };
  constexpr auto mine = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  const auto check_all = [&] {
    const auto database = fresh.open();
    run(*database, "DELETE FROM jobs");
    for (const char* name : {"stp.db", "stp.db-wal", "stp.db-shm", "stp.db.lock"}) {
      INFO(name);
      CHECK(mode(name) == mine);
    }
  };
  const auto before = ::umask(0);
  check_all();
  std::filesystem::permissions(fresh.file("stp.db"), std::filesystem::perms(0644));
  check_all();
  ::umask(before);
}
