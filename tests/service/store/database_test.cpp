#include <stdexcept>
#include <thread>

#include "tests/service/store/engines.h"

using namespace stp;
using namespace store_tests;

namespace {

void make_shelf(Database& database) {
  run(database,
      "CREATE TABLE shelf (footprint TEXT, name TEXT, count BIGINT, PRIMARY KEY (footprint, name))");
}

}  // namespace

TEST_CASE("what is written comes back as it was: text in any script, numbers to their limits, nothing") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  const std::string text = "Zażółć 東京 \xF0\x9F\x98\x80 'quoted' \"twice\" ? % $1 \n;--";
  run(*database, "INSERT INTO shelf VALUES (?, ?, ?)", {footprint, text, std::int64_t{INT64_MAX}});
  run(*database, "INSERT INTO shelf VALUES (?, '?;''', ?)", {footprint, std::int64_t{INT64_MIN}});
  run(*database, "INSERT INTO shelf VALUES (?, ?, ?)", {footprint, std::string(), nullptr});
  const auto found = rows(*database, "SELECT name, count FROM shelf ORDER BY count");
  REQUIRE(found.size() == 3);
  const std::size_t empty = found[0].null(1) ? 0 : 2;
  CHECK(found[empty].text(0).empty());
  CHECK_FALSE(found[empty].null(0));
  CHECK(found[empty].null(1));
  CHECK(found[empty == 0 ? 1 : 0].number(1) == INT64_MIN);
  CHECK(found[empty == 0 ? 1 : 0].text(0) == "?;'");
  CHECK(found[empty == 0 ? 2 : 1].text(0) == text);
  CHECK(found[empty == 0 ? 2 : 1].number(1) == INT64_MAX);
}

TEST_CASE(
    "the same statement may be run again with other values, other kinds of values, and after it failed") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  const std::string insert = "INSERT INTO shelf VALUES (?, ?, ?)";
  for (std::int64_t i = 0; i < 50; ++i) run(*database, insert, {footprint, "book " + std::to_string(i), i});
  for (int i = 0; i < 3; ++i)
    CHECK_THROWS_AS(run(*database, insert, {footprint, std::string("book 7"), nullptr}), std::runtime_error);
  run(*database, insert, {footprint, std::string("one more"), nullptr});
  for (std::int64_t i = 0; i < 50; ++i) {
    const auto found =
        rows(*database, "SELECT name FROM shelf WHERE footprint = ? AND count = ?", {footprint, i});
    REQUIRE(found.size() == 1);
    CHECK(found[0].text(0) == "book " + std::to_string(i));
  }
  CHECK(rows(*database, "SELECT name FROM shelf WHERE count = ?", {std::int64_t{99}}).empty());
}

TEST_CASE("run says how many rows it changed") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  database->write([](DbSession& session) {
    const std::string keep = "INSERT INTO shelf VALUES (?, ?, 1) ON CONFLICT (footprint, name) DO NOTHING";
    CHECK(session.run(keep, {footprint, std::string("a")}) == 1);
    CHECK(session.run(keep, {footprint, std::string("a")}) == 0);
    CHECK(session.run(keep, {footprint, std::string("b")}) == 1);
    CHECK(session.run("UPDATE shelf SET count = count + 1 WHERE name < 'c'") == 2);
    CHECK(session.run("UPDATE shelf SET count = count + 1 WHERE name > 'c'") == 0);
    CHECK(session.run("DELETE FROM shelf WHERE name = 'a'") == 1);
    CHECK(session.run("DELETE FROM shelf WHERE name = 'a'") == 0);
  });
}

TEST_CASE("work that throws leaves nothing behind, and the next work goes through") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  CHECK_THROWS_WITH(database->write([](DbSession& session) {
    session.run("INSERT INTO shelf VALUES ('WY', 'half', 1)");
    throw std::logic_error("in the middle");
  }),
                    "in the middle");
  CHECK_THROWS(database->read([](DbSession& session) { session.rows("SELECT nothing FROM nowhere"); }));
  CHECK(rows(*database, "SELECT * FROM shelf").empty());
  run(*database, "INSERT INTO shelf VALUES ('WY', 'whole', 1)");
  CHECK(rows(*database, "SELECT * FROM shelf").size() == 1);
}

TEST_CASE("a reader sees one state throughout, while others write") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  database->read([&](DbSession& session) {
    CHECK(session.rows("SELECT * FROM shelf").empty());
    std::thread other([&] { run(*database, "INSERT INTO shelf VALUES ('WY', 'new', 1)"); });
    other.join();
    CHECK(session.rows("SELECT * FROM shelf").empty());
  });
  CHECK(rows(*database, "SELECT * FROM shelf").size() == 1);
}

TEST_CASE("many threads count to a thousand together") {
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  run(*database, "INSERT INTO shelf VALUES ('WY', 'steps', 0)");
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 125; ++i)
        database->write([](DbSession& session) {
          const auto seen =
              session.rows("SELECT count FROM shelf WHERE name = 'steps'" + session.for_update());
          session.run("UPDATE shelf SET count = ? WHERE name = 'steps'", {seen.at(0).number(0) + 1});
        });
    });
  for (auto& thread : threads) thread.join();
  CHECK(rows(*database, "SELECT count FROM shelf")[0].number(0) == 1000);
}

TEST_CASE("text that is no UTF-8 is stored as far as it is") {
  CHECK(well_formed("Zażółć 東京 \xF0\x9F\x98\x80") == "Zażółć 東京 \xF0\x9F\x98\x80");
  CHECK(well_formed(std::string_view("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(well_formed("caf\xE9") == "caf\xEF\xBF\xBD");
  CHECK(well_formed("\xC0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD");          // overlong
  CHECK(well_formed("\xED\xA0\x80").find('\xED') == std::string::npos);  // half a surrogate pair
  const Fresh fresh(GENERATE(engines()));
  const auto database = fresh.open();
  make_shelf(*database);
  run(*database, "INSERT INTO shelf VALUES ('WY', ?, 1)", {std::string("caf\xE9\0.xlsx", 10)});
  CHECK(rows(*database, "SELECT name FROM shelf")[0].text(0) ==
        well_formed(std::string("caf\xE9\0.xlsx", 10)));
}

TEST_CASE("an address of no database is refused with the forms there are") {
  const auto refused = Database::open("mysql://here");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().remedy.find("sqlite:FILE") != std::string::npos);
}
