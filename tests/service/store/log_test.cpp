#include "service/store/log.h"

#include <thread>

#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;

namespace {

LogRecord append(Database& database, const std::string& kind, const std::string& subject,
                 const std::string& details = "{}") {
  LogRecord record;
  database.write([&](DbSession& session) {
    record = append_log(session, footprint, {noon, "Ada", kind, subject, details});
  });
  return record;
}

LogVerdict verdict(Database& database, const std::vector<Vouched>& vouched = vouched_rows()) {
  LogVerdict found;
  database.read([&](DbSession& session) { found = verify_log(session, footprint, vouched); });
  return found;
}

void append_ten(Database& database) {
  for (int i = 1; i <= 10; ++i) append(database, "tried", "round " + std::to_string(i));
}

}  // namespace

TEST_CASE("records are numbered without gaps and read newest first") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  append_ten(*database);
  append(*database, "user", "Ada");
  database->read([](DbSession& session) {
    const auto newest = read_log(session, footprint, 0, 3);
    REQUIRE(newest.size() == 3);
    CHECK(newest[0].sequence == 11);
    CHECK(newest[0].kind == "user");
    CHECK(newest[0].previous == newest[1].hash);
    CHECK(read_log(session, footprint, 9, 3)[0].sequence == 8);
    CHECK(read_log(session, footprint, 0, 50, "tried").size() == 10);
    CHECK(read_log(session, footprint, 0, 50, "", "round 4").at(0).sequence == 4);
    CHECK(read_log(session, "elsewhere", 0, 50).empty());
  });
  CHECK(verdict(*database).records == 11);
  CHECK(verdict(*database).troubles.empty());
}

TEST_CASE("a record of work that failed leaves no gap") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  append(*database, "tried", "first");
  CHECK_THROWS(database->write([](DbSession& session) {
    append_log(session, footprint, {noon, "Ada", "tried", "lost", "{}"});
    throw std::logic_error("after the record");
  }));
  CHECK(append(*database, "tried", "second").sequence == 2);
  CHECK(verdict(*database).troubles.empty());
}

TEST_CASE("threads append to one chain") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) append(*database, "tried", "any");
    });
  for (auto& thread : threads) thread.join();
  CHECK(verdict(*database).records == 100);
  CHECK(verdict(*database).troubles.empty());
}

TEST_CASE("an edit of the log by SQL is named") {
  struct Edit {
    std::vector<std::string> sql;
    std::string says;
  };
  const auto edit = GENERATE(values<Edit>({
      {{"UPDATE log SET details = '{\"more\":1}' WHERE sequence = 4"},
       "record 4 (tried round 4) was changed"},
      {{"UPDATE log SET at = '2026-11-25T11:00:00.000Z' WHERE sequence = 10"},
       "record 10 (tried round 10) was changed"},
      {{"UPDATE log SET who = 'Eve' WHERE sequence = 1"}, "record 1 (tried round 1) was changed"},
      {{"UPDATE log SET who = 'Adaround', kind = '' WHERE sequence = 3"}, "was changed"},
      {{"DELETE FROM log WHERE sequence = 5"}, "record 5 is missing"},
      {{"DELETE FROM log WHERE sequence IN (5, 6)"}, "records 5 to 6 are missing"},
      {{"DELETE FROM log WHERE sequence = 1"}, "record 1 is missing"},
      {{"DELETE FROM log WHERE sequence > 8"}, "records 9 to 10 are missing from the end"},
      {{"DELETE FROM log"}, "records 1 to 10 are missing from the end"},
      {{"UPDATE log_head SET sequence = 9"}, "noted as 9, and records up to 10 are there"},
      {{"UPDATE log_head SET hash = 'x'"}, "is not the one noted as the last"},
      {{"DELETE FROM log_head"}, "the note of the last record is gone"},
      {{"DELETE FROM log WHERE sequence = 10", "UPDATE log_head SET sequence = 9"},
       "is not the one noted as the last"},
      {{"INSERT INTO log SELECT footprint, 11, at, who, kind, subject, details, hash, hash FROM log WHERE "
        "sequence = 10"},
       "record 11 (tried round 10) was changed"},
      {{"UPDATE log SET sequence = 99 WHERE sequence = 4", "UPDATE log SET sequence = 4 WHERE sequence = 7",
        "UPDATE log SET sequence = 7 WHERE sequence = 99"},
       "record 4 (tried round 7) was changed"},
  }));
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  append_ten(*database);
  for (const auto& sql : edit.sql) run(*database, sql);
  std::string said;
  for (const auto& trouble : verdict(*database).troubles) said += trouble + "\n";
  CHECK_THAT(said, Catch::Contains(edit.says));
}

TEST_CASE("a record written anew with its own right hash does not fit the chain") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  append_ten(*database);
  // As one would who knows how records are hashed: taken from another database with the same history but one.
  const Fresh other("sqlite");
  const auto forged = other.open();
  for (int i = 1; i <= 9; ++i) append(*forged, "tried", "round " + std::to_string(i));
  const auto last = append(*forged, "tried", "another");
  run(*database, "UPDATE log SET subject = ?, hash = ? WHERE sequence = 10", {last.subject, last.hash});
  const auto found = verdict(*database);
  REQUIRE(found.troubles.size() == 1);
  CHECK_THAT(found.troubles[0], Catch::Contains("the last record is not the one noted as the last"));
}

TEST_CASE("rows that records vouch for must say what the log says") {
  const std::vector<Vouched> vouched{{"promise", "promises", {"what", "size"}}};
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  run(*database, "CREATE TABLE promises (footprint TEXT, sequence BIGINT, what TEXT, size BIGINT)");
  append(*database, "tried", "something else");
  for (std::int64_t i = 2; i <= 4; ++i) {
    append(*database, "promise", "p", R"({"size":7,"what":"bread"})");
    run(*database, "INSERT INTO promises VALUES (?, ?, 'bread', 7)", {footprint, i});
  }
  CHECK(verdict(*database, vouched).troubles.empty());
  SECTION("edited") {
    run(*database, "UPDATE promises SET size = 8 WHERE sequence = 3");
    const auto found = verdict(*database, vouched);
    REQUIRE(found.troubles.size() == 1);
    CHECK_THAT(
        found.troubles[0],
        Catch::Contains("record 3 (promise p): its row in promises says size \"8\", the log says \"7\""));
  }
  SECTION("removed") {
    run(*database, "DELETE FROM promises WHERE sequence = 3");
    CHECK_THAT(verdict(*database, vouched).troubles.at(0),
               Catch::Contains("record 3 (promise p): its row in promises is gone"));
  }
  SECTION("put in") {
    run(*database, "INSERT INTO promises VALUES ('WY', 1, 'bread', 7), ('WY', 9, 'bread', 7)");
    const auto found = verdict(*database, vouched);
    REQUIRE(found.troubles.size() == 2);
    CHECK_THAT(found.troubles[0], Catch::Contains("a row of promises names record 1"));
  }
}
