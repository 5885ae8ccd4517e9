// The rows that decisions, acceptances and rounds leave behind, held against the log.
#include "service/store/log_replay.h"

#include <nlohmann/json.hpp>

#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;

namespace {

using Details = std::map<std::string, std::string>;

LogRecord noted(DbSession& session, const std::string& who, const std::string& kind,
                const std::string& subject, const Details& details) {
  return append_log(session, footprint, {noon, who, kind, subject, nlohmann::json(details).dump()});
}

// What the desk does for a round, an acceptance and a return that is approved.
void decide_all(Database& database) {
  database.write([](DbSession& session) {
    noted(session, "Rita", "round", "2016-09-16", {{"open", "yes"}, {"soft", ""}, {"hard", noon}});
    session.run("INSERT INTO rounds VALUES (?, '2016-09-16', 1, ?, '', ?, 1)", {footprint, noon, noon});
    for (const char* finding : {"aa", "bb"}) {
      noted(session, "Rose", "accepted", "LE 2016-09-16",
            {{"finding", finding}, {"reason", "It was one hard winter."}, {"rule", "R-1"}});
      session.run(
          "INSERT INTO acceptances VALUES (?, 'LE', '2016-09-16', ?, 'R-1', 'It was one hard winter.', "
          "'Rose', ?)",
          {footprint, std::string(finding), noon});
    }
    noted(session, "Rose", "submitted", "LE 2016-09-16", {{"files", "f"}, {"reason", ""}});
    noted(session, "Anna", "approved", "LE 2016-09-16", {{"files", "f"}, {"reason", ""}});
    session.run(
        "INSERT INTO returns VALUES (?, 'LE', '2016-09-16', 'approved', 3, 'f', 0, 0, 0, '', 'Rose', ?, "
        "'Anna', ?, "
        "'', '', '')",
        {footprint, noon, noon});
    session.run(  // nothing decided yet
        "INSERT INTO returns VALUES (?, 'KI', '2016-09-16', '', 1, 'g', 0, 0, 0, '', '', '', '', '', '', '', "
        "'')",
        {footprint});
  });
}

std::vector<std::string> troubles(Database& database) {
  LogVerdict verdict;
  database.read([&](DbSession& session) { verdict = verify_log(session, footprint); });
  return verdict.troubles;
}

Decided decided(std::initializer_list<LogEntry> records) {
  Decided row;
  for (const auto& record : records) row = after(row, record);
  return row;
}

}  // namespace

TEST_CASE("rows that the log leads to are let be, and what is not a decision may change") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  decide_all(*database);
  CHECK(troubles(*database).empty());
  run(*database, "UPDATE returns SET files = 'h', errors = 3, revision = 9, checked_at = '2026'");
  CHECK(troubles(*database).empty());
}

TEST_CASE("a log removed as a whole is missed by the rows it vouched for") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  const auto footprints = [&] {
    std::vector<std::string> found;
    database->read([&](DbSession& session) { found = log_footprints(session); });
    return found;
  };
  CHECK(footprints().empty());
  decide_all(*database);
  run(*database, "DELETE FROM log");
  run(*database, "DELETE FROM log_head");
  CHECK(footprints() == std::vector<std::string>{footprint});
  std::string said;
  for (const auto& trouble : troubles(*database)) said += trouble + "\n";
  for (const char* table : {"rounds", "acceptances", "returns"}) CHECK_THAT(said, Catch::Contains(table));
}

TEST_CASE("an edited, removed or added row of decisions, acceptances and rounds is named") {
  struct Edit {
    std::string sql, says;
  };
  const std::vector<Edit> edits{
      {"UPDATE returns SET approved_by = 'Eve' WHERE place = 'LE'",
       "the row LE 2016-09-16 of returns says approved_by \"Eve\", the log says \"Anna\" (record 5)"},
      {"UPDATE returns SET status = 'submitted' WHERE place = 'LE'",
       "says status \"submitted\", the log says \"approved\""},
      {"UPDATE returns SET submitted_at = '2026' WHERE place = 'LE'", "says submitted_at \"2026\""},
      {"UPDATE returns SET status = 'locked' WHERE place = 'KI'",
       "the row KI 2016-09-16 of returns says status \"locked\", the log says \"\""},
      {"UPDATE returns SET reopening_reason = 'please' WHERE place = 'KI'",
       "says reopening_reason \"please\""},
      {"DELETE FROM returns WHERE place = 'LE'",
       "the row LE 2016-09-16 of returns is gone; record 5 made it"},
      {"UPDATE acceptances SET reason = 'another' WHERE finding = 'bb'",
       "the row LE 2016-09-16 bb of acceptances says reason \"another\", the log says \"It was one hard "
       "winter.\" "
       "(record 3)"},
      {"UPDATE acceptances SET who = 'Eve' WHERE finding = 'aa'", "says who \"Eve\", the log says \"Rose\""},
      {"UPDATE acceptances SET at = '2026' WHERE finding = 'aa'", "says at \"2026\""},
      {"UPDATE acceptances SET finding = 'cc' WHERE finding = 'aa'",
       "the row LE 2016-09-16 cc of acceptances was made by no record of the log"},
      {"DELETE FROM acceptances WHERE finding = 'aa'", "of acceptances is gone; record 2 made it"},
      {"INSERT INTO acceptances VALUES ('WY', 'KI', '2016-09-16', 'aa', 'R-1', 'because', 'Eve', '2026')",
       "the row KI 2016-09-16 aa of acceptances was made by no record of the log"},
      {"UPDATE rounds SET hard_deadline = ''", "the row 2016-09-16 of rounds says hard_deadline \"\""},
      {"UPDATE rounds SET open = 0", "says open \"0\", the log says \"1\""},
      {"DELETE FROM rounds", "the row 2016-09-16 of rounds is gone; record 1 made it"},
  };
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  decide_all(*database);
  struct TakenBack {};
  for (const auto& edit : edits) {
    std::string said;
    const auto edited = [&](DbSession& session) {
      session.run(edit.sql);
      for (const auto& trouble : verify_log(session, footprint).troubles) said += trouble + "\n";
      throw TakenBack();
    };
    CHECK_THROWS_AS(database->write(edited), TakenBack);
    INFO(edit.sql);
    CHECK_THAT(said, Catch::Contains(edit.says));
  }
  CHECK(troubles(*database).empty());
}

TEST_CASE("an acceptance given again counts as it was given last") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  decide_all(*database);
  database->write([](DbSession& session) {
    noted(session, "Anna", "accepted", "LE 2016-09-16",
          {{"finding", "aa"}, {"reason", "It was two hard winters."}, {"rule", "R-1"}});
    session.run(
        "UPDATE acceptances SET who = 'Anna', reason = 'It was two hard winters.' WHERE finding = 'aa'");
  });
  CHECK(troubles(*database).empty());
}

TEST_CASE("what each decision makes of a return") {
  const LogEntry submitted{"t1", "Rose", "submitted", "", "{}"},
      withdrawn{"t2", "service", "withdrawn", "", "{}"}, approved{"t3", "Anna", "approved", "", "{}"},
      locked{"t4", "Rita", "locked", "", "{}"},
      sent_back{"t5", "Anna", "sent back", "", R"({"reason":"Explain agency."})"},
      asked{"t6", "Paul", "reopening asked for", "", R"({"reason":"A figure was late."})"},
      reopened{"t7", "Rita", "reopened", "", R"({"reason":"Agreed."})"};
  CHECK(decided({submitted}).status == "submitted");
  CHECK(decided({submitted}).submitted_by == "Rose");
  CHECK(decided({submitted}).submitted_at == "t1");
  CHECK(decided({submitted, withdrawn}).status.empty());
  CHECK(decided({submitted, withdrawn}).submitted_by.empty());
  const auto done = decided({submitted, approved, locked, asked});
  CHECK(done.status == "locked");
  CHECK(done.approved_by == "Anna");
  CHECK(done.submitted_by == "Rose");
  CHECK(done.asked_by == "Paul");
  CHECK(done.asked_reason == "A figure was late.");
  const auto again = decided({submitted, approved, locked, asked, reopened});
  CHECK(again.status == "reopened");
  CHECK(again.approved_by.empty());
  CHECK(again.asked_by.empty());
  CHECK(decided({submitted, sent_back}).sent_back_because == "Explain agency.");
  CHECK(decided({submitted, sent_back, submitted}).sent_back_because.empty());
  CHECK(decided({{"t8", "service", "checked", "", "{}"}}).status.empty());
}
