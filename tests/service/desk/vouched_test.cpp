// What the log vouches for, in a database a real round was worked through in: every column, edited with SQL.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "service/store/log_hash.h"
#include "tests/service/desk/desk_fixture.h"

using namespace desks;

namespace {

std::vector<std::string> troubles(const Desk& desk) {
  LogVerdict verdict;
  desk.database.read([&](DbSession& session) { verdict = verify_log(session, desk.footprint); });
  return verdict.troubles;
}

// Troubles after these statements, which are then taken back.
std::string said_after(const Desk& desk, const std::vector<std::string>& edits) {
  struct TakenBack {};
  std::string said;
  const auto edited = [&](DbSession& session) {
    said.clear();
    for (const auto& sql : edits) session.run(sql);
    for (const auto& trouble : verify_log(session, desk.footprint).troubles) said += trouble + "\n";
    throw TakenBack();
  };
  CHECK_THROWS_AS(desk.database.write(edited), TakenBack);
  return said;
}

// Leeds's three workbooks, one of them in two versions; Bradford's refused at Leeds, then handed in by
// Bradford; what is no workbook; a warning answered for.
void work_a_round_through(OpenDesk& open) {
  open.open_round();
  open.hand_in("leeds", "finance", "LE");
  open.hand_in("leeds", "activity", "LE");
  open.hand_in("leeds", "workforce", "LE");
  open.hand_in("bradford", "finance", "LE");
  open.hand_in_bytes("no workbook", "notes.txt", "LE");
  open.work();
  open.hand_in("bradford", "finance", "BD");
  open.hand_in("leeds", "finance", "LE");
  const auto decimals = changed(workbook("leeds", "finance"), "\"Leeds North CCG finance!J29=34281.4\"");
  open.hand_in_bytes(decimals, "leeds 2.xlsx", "LE");
  open.work();
  std::string finding;
  open.desk().database.read([&](DbSession& session) {
    finding = session.rows("SELECT finding FROM return_warnings WHERE place = 'LE'").at(0).text(0);
  });
  REQUIRE(accept(open.desk(), person("rose", Role::reviewer, "LE"), "LE", scenarios::round, finding,
                 "It was one hard winter in Leeds."));
}

const std::set<std::string> vouched_tables{"submissions", "sightings", "versions",        "returns",
                                           "totals",      "documents", "return_warnings", "acceptances",
                                           "rounds",      "log",       "log_head"};
const std::set<std::string> free_columns{"returns.revision", "rounds.revision"};

// As an earlier program wrote the log: without the keys and kinds that came later, rightly chained.
void write_as_earlier(const Desk& desk) {
  static const std::set<std::string> later{"checked_at", "documents",     "edition",   "notes",
                                           "remedy",     "return_errors", "sentence",  "stage",
                                           "where",      "judged_again",  "judged_at", "opened_at"};
  desk.database.write([&](DbSession& session) {
    std::string previous = before_the_first;
    for (const auto& row :
         session.rows(std::string("SELECT ") + log_columns + " FROM log ORDER BY sequence")) {
      LogRecord record = log_record(row);
      auto details = nlohmann::json::parse(record.details);
      if (record.kind == "return-checked") record.kind = "something", details.clear();
      for (const auto& key : later) details.erase(key);
      if (record.kind == "total") details.erase("at"), details.erase("files");
      record.details = details.is_null() ? "{}" : details.dump();
      record.previous = previous;
      previous = record.hash = log_hash(desk.footprint, record);
      session.run("UPDATE log SET kind = ?, details = ?, previous = ?, hash = ? WHERE sequence = ?",
                  {record.kind, record.details, record.previous, record.hash, record.sequence});
    }
    session.run("UPDATE log_head SET hash = ?", {previous});
  });
}

}  // namespace

TEST_CASE("no column of what was handed in, checked and added up can be edited unseen") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  work_a_round_through(open);
  REQUIRE(troubles(open.desk()).empty());
  std::vector<DbTable> tables;
  open.desk().database.read([&](DbSession& session) { tables = session.tables(); });
  std::size_t tried = 0;
  for (const auto& table : tables)
    for (const auto& column : table.columns) {
      if (vouched_tables.count(table.name) == 0 || column.name == "footprint") continue;
      const std::string name = table.name + "." + column.name;
      const std::string sql = "UPDATE " + table.name + " SET " + column.name + " = " + column.name +
                              (column.number ? " + 1000" : " || 'x'");
      INFO(sql);
      const auto said = said_after(open.desk(), {sql});
      CHECK(said.empty() == (free_columns.count(name) != 0));
      ++tried;
    }
  CHECK(tried > 80);
}

TEST_CASE("no row of what was handed in, checked and added up can be removed or put in unseen") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  work_a_round_through(open);
  for (const auto& table : vouched_tables) {
    INFO(table);
    CHECK_FALSE(said_after(open.desk(), {"DELETE FROM " + table}).empty());
  }
  const std::vector<std::string> added{
      "INSERT INTO versions SELECT footprint, place, round, section, 99, sha256, name, at, 0, 0, 0 "
      "FROM versions WHERE version = 2",
      "INSERT INTO totals SELECT footprint, round, 99, at, complete, files FROM totals WHERE number = 1",
      "INSERT INTO documents SELECT footprint, owner, 'other', sha256 FROM documents WHERE owner LIKE 'total "
      "%' "
      "AND format = 'json'",
      "INSERT INTO return_warnings SELECT footprint, place, round, 'another', rule FROM return_warnings",
      "INSERT INTO sightings SELECT footprint, 1, sha256, at, name, place, via, who FROM sightings "
      "WHERE sequence = (SELECT MIN(sequence) FROM sightings)"};
  for (const auto& sql : added) {
    INFO(sql);
    CHECK_FALSE(said_after(open.desk(), {sql}).empty());
  }
}

TEST_CASE("an edited verdict is named with what the log says and what stands there") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  work_a_round_through(open);
  struct Edit {
    std::string sql, says;
  };
  const std::vector<Edit> edits{
      {"UPDATE submissions SET state = 'checked', refusal_code = '' WHERE name = 'notes.txt'",
       "of submissions says state \"checked\", the log says \"refused\" (record "},
      {"UPDATE submissions SET errors = 5 WHERE found_place = 'LE'",
       "of submissions says errors \"5\", the log says \"0\" (record "},
      {"UPDATE versions SET errors = 5 WHERE place = 'LE' AND section = 'finance' AND version = 2",
       "the row LE 2016-09-16 finance 2 of versions says errors \"5\", the log says \"0\" (record "},
      {"DELETE FROM versions WHERE place = 'LE' AND section = 'finance' AND version = 2",
       "the row LE 2016-09-16 finance 2 of versions is gone; record "},
      {"UPDATE totals SET complete = 1 WHERE number = 1",
       "the row 2016-09-16 1 of totals says complete \"1\", the log says \"0\" (record "},
      {"UPDATE documents SET sha256 = 'fiddled' WHERE owner = 'total 2016-09-16 1' AND format = 'json'",
       "the row total 2016-09-16 1 json of documents says sha256 \"fiddled\", the log says \""},
      {"UPDATE returns SET errors = 4 WHERE place = 'LE'",
       "the row LE 2016-09-16 of returns says errors \"4\", the log says \"0\" (record "},
      {"DELETE FROM return_warnings WHERE place = 'LE'",
       "the rows LE 2016-09-16 of return_warnings are of the mark \"\", the log says \""},
  };
  for (const auto& edit : edits) {
    INFO(edit.sql);
    CHECK_THAT(said_after(open.desk(), {edit.sql}), Catch::Contains(edit.says));
  }
  CHECK(troubles(open.desk()).empty());
}

TEST_CASE("a log written before it carried so much still verifies, and vouches for what it does carry") {
  OpenDesk open(GENERATE("sqlite", "postgresql"));
  work_a_round_through(open);
  write_as_earlier(open.desk());
  CHECK(troubles(open.desk()).empty());
  CHECK_THAT(said_after(open.desk(), {"UPDATE submissions SET errors = 5 WHERE found_place = 'LE'"}),
             Catch::Contains("says errors \"5\", the log says \"0\""));
  CHECK_FALSE(said_after(open.desk(), {"UPDATE versions SET sha256 = 'x' WHERE version = 2"}).empty());
  CHECK_FALSE(said_after(open.desk(), {"DELETE FROM totals"}).empty());
  CHECK(said_after(open.desk(), {"UPDATE submissions SET notes = notes + 1"}).empty());
  // From the next record on it vouches for more again.
  open.hand_in_bytes(changed(workbook("leeds", "finance"), "\"Contents!H41=seen\""), "leeds 3.xlsx", "LE");
  open.work();
  CHECK(troubles(open.desk()).empty());
  CHECK_FALSE(said_after(open.desk(), {"UPDATE submissions SET notes = notes + 1"}).empty());
}
