#include "service/store/migrate.h"

#include <map>
#include <optional>
#include <set>
#include <thread>

#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;

namespace {

std::unique_ptr<Database> connected(const Fresh& fresh) {
  auto database = connect_database(fresh.url(), Opening::service);
  if (!database) FAIL(to_text(database.error()));
  return std::move(*database);
}

std::vector<int> steps_run(Database& database) {
  std::vector<int> found;
  database.read([&](DbSession& session) { found = schema_versions(session); });
  return found;
}

std::vector<int> numbers(const std::vector<Migration>& steps) {
  std::vector<int> found;
  for (const auto& step : steps) found.push_back(step.number);
  return found;
}

std::vector<DbTable> tables(Database& database) {
  std::vector<DbTable> found;
  database.read([&](DbSession& session) { found = session.tables(); });
  return found;
}

// What stands in each table of ours, by column; a null is no text.
using Rows = std::vector<std::map<std::string, std::optional<std::string>>>;
std::map<std::string, Rows> everything(Database& database) {
  std::map<std::string, Rows> found;
  for (const auto& table : tables(database)) {
    std::string names;
    for (const auto& column : table.columns) names += (names.empty() ? "" : ", ") + column.name;
    for (const auto& row : rows(database, "SELECT " + names + " FROM " + table.name + " ORDER BY " + names)) {
      auto& cells = found[table.name].emplace_back();
      for (std::size_t i = 0; i < table.columns.size(); ++i) cells[table.columns[i].name] = row.cells[i];
    }
  }
  return found;
}

// Two rows in each table of ours, in every column a text or number that stands nowhere else.
void fill(Database& database) {
  std::int64_t number = 1'000'000'007;
  for (const auto& table : tables(database)) {
    if (table.columns.front().name != "footprint") continue;
    for (const char* which : {"first", "second"}) {
      std::string marks;
      std::vector<DbValue> values;
      for (const auto& column : table.columns) {
        marks += marks.empty() ? "?" : ", ?";
        const std::string text =
            std::string(which) + " " + table.name + "." + column.name + " \xC3\xA9 '\"\n";
        values.push_back(column.number ? DbValue(number += 5'000'000'011) : DbValue(text));
      }
      run(database, "INSERT INTO " + table.name + " VALUES (" + marks + ")", values);
    }
  }
}

}  // namespace

TEST_CASE("a new database has every step of the schema, once") {
  const Fresh fresh(GENERATE(engines()));
  CHECK(steps_run(*fresh.open()) == numbers(migrations()));
  CHECK(steps_run(*fresh.open()) == numbers(migrations()));
  const auto all = numbers(migrations());
  CHECK(std::set<int>(all.begin(), all.end()).size() == all.size());
}

TEST_CASE("every table begins with the footprint's key") {
  const Fresh fresh("sqlite");
  for (const auto& table : tables(*fresh.open()))
    if (table.name != "schema_versions") {
      INFO(table.name);
      CHECK(table.columns.front().name == "footprint");
    }
}

TEST_CASE("from every earlier schema to the newest, with the rows kept") {
  const std::string engine = GENERATE(engines());
  for (std::size_t k = 1; k < migrations().size(); ++k) {
    INFO("from step " << k);
    const Fresh fresh(engine);
    const std::vector<Migration> earlier(migrations().begin(), migrations().begin() + static_cast<long>(k));
    std::map<std::string, Rows> before;
    {
      const auto database = connected(fresh);
      REQUIRE(migrate(*database, earlier));
      CHECK(steps_run(*database) == numbers(earlier));
      fill(*database);
      before = everything(*database);
      REQUIRE(before.size() >= 5);
      before.erase("schema_versions");
    }
    const auto database = fresh.open();
    CHECK(steps_run(*database) == numbers(migrations()));
    auto after = everything(*database);
    for (const auto& [table, kept] : before) {
      INFO(table);
      REQUIRE(kept.size() == 2);
      REQUIRE(after[table].size() == 2);
      // A later step may add columns; those that were there say what they said.
      for (std::size_t i = 0; i < kept.size(); ++i)
        for (const auto& [column, text] : kept[i]) {
          INFO(column);
          CHECK(after[table][i].at(column) == text);
        }
    }
  }
}

TEST_CASE("a step that is missing in the middle is run, as when two steps landed in another order") {
  const Fresh fresh(GENERATE(engines()));
  {
    const auto database = connected(fresh);
    std::vector<Migration> without = migrations();
    without.erase(without.begin() + 1);
    REQUIRE(migrate(*database, without));
  }
  CHECK(steps_run(*fresh.open()) == numbers(migrations()));
}

TEST_CASE("a step that fails leaves nothing of itself, and is run again") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = connected(fresh);
  std::vector<Migration> steps = migrations();
  steps.push_back({9000, "half", "CREATE TABLE half (footprint TEXT); INSERT INTO nowhere VALUES (1);"});
  CHECK_THROWS(migrate(*database, steps));
  CHECK(steps_run(*database) == numbers(migrations()));
  for (const auto& table : tables(*database)) CHECK(table.name != "half");
  steps.back().sql = "CREATE TABLE half (footprint TEXT); -- now; whole\nINSERT INTO half VALUES ('a;b');";
  CHECK(migrate(*database, steps));
  CHECK(rows(*database, "SELECT footprint FROM half").at(0).text(0) == "a;b");
}

TEST_CASE("a schema newer than the program is refused, by the service and by what runs beside it") {
  const Fresh fresh(GENERATE(engines()));
  run(*fresh.open(), "INSERT INTO schema_versions (number, name) VALUES (9999, 'tomorrow')");
  for (const auto opening : {Opening::service, Opening::beside}) {
    const auto refused = Database::open(fresh.url(), opening);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "schema-newer");
    CHECK_THAT(refused.error().sentence, Catch::Contains("9999"));
  }
}

TEST_CASE("what runs beside the service reads an older schema and does not write to it") {
  const Fresh fresh(GENERATE(engines()));
  REQUIRE(migrate(*connected(fresh), {migrations().front()}));
  const auto beside = fresh.open(Opening::beside);
  CHECK(rows(*beside, "SELECT * FROM log").empty());
  CHECK_THROWS_AS(run(*beside, "DELETE FROM log"), StoreUnavailable);
  CHECK(steps_run(*beside).size() == 1);
}

TEST_CASE("several processes may bring one PostgreSQL up to date at once") {
  const Fresh fresh("postgresql");
  std::vector<std::thread> threads;
  std::vector<std::string> said(6);
  for (auto& words : said)
    threads.emplace_back([&] {
      try {
        auto database = Database::open(fresh.url());
        words = database ? "" : to_text(database.error());
      } catch (const std::exception& error) {
        words = error.what();
      }
    });
  for (auto& thread : threads) thread.join();
  for (const auto& words : said) CHECK(words.empty());
  CHECK(steps_run(*fresh.open()) == numbers(migrations()));
}
