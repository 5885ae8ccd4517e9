// The process is ended with SIGKILL, at every step of intake and at moments of chance, again and again on the
// same store. Afterwards nothing may be lost, and nothing done twice. STP_CRASHES=n ends it more often.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "tests/crash/ground.h"
#include "tests/support/postgres.h"

namespace {

std::vector<std::string> steps_of(const std::string& printed) {
  std::vector<std::string> steps;
  std::istringstream lines(printed);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("step ") && std::find(steps.begin(), steps.end(), line.substr(5)) == steps.end())
      steps.push_back(line.substr(5));
  return steps;
}

void end_at_every_step(const std::string& database) {
  crash::Ground ground(database);
  ground.drop_book();
  ground.drop_letter();
  const auto whole = ground.step();
  INFO(whole.err);
  REQUIRE(whole.exit_code == 0);
  const auto steps = steps_of(whole.out);
  CHECK(steps.size() >= 15);
  for (int round = 1; round <= crash::crashes(2); ++round)
    for (const std::string& step : steps) {
      ground.drop_book();
      if (round == 2) ground.drop_again(), ground.drop_letter();
      const auto ran = ground.step(step, 1 + (round - 1) % 3);
      INFO(step << "\n" << ran.err);
      CHECK((ran.exit_code == 137 || round > 1));  // the first of each step always comes
      CHECK((ran.exit_code == 137 || ran.exit_code == 0));
    }
  CHECK(ground.step().exit_code == 0);
  ground.must_be_whole();
}

void end_by_chance(const std::string& database, unsigned seed) {
  crash::Ground ground(database);
  std::mt19937 random(seed);
  const int wanted = crash::crashes(60);
  for (int i = 0; i < wanted; ++i) {
    ground.drop_book();
    if (i % 3 == 0) ground.drop_letter();
    if (i % 5 == 0) ground.drop_again();
    const std::string where = " --data data --database '" + database + "' ";
    // The service itself has the folder as one of its doors; each third time it is that which is ended.
    const std::string command = i % 3 == 2 ? "\"$STP\" serve --port 0 --inbox inbox --settle 0" + where
                                           : "\"$STP\" watch inbox --settle 0" + where;
    ground.end_after(command, 50 + static_cast<int>(random() % 900));
  }
  CHECK(ground.killed > wanted / 2);
  ground.finish();
  ground.must_be_whole();
}

}  // namespace

TEST_CASE("ended at every step on SQLite, nothing is lost and nothing is done twice") {
  end_at_every_step("");
}

TEST_CASE("ended at every step on PostgreSQL, nothing is lost and nothing is done twice") {
  test_postgres::Server server(true);
  end_at_every_step(server.new_database());
}

TEST_CASE("ended at moments of chance on SQLite, nothing is lost and nothing is done twice") {
  end_by_chance("", 1);
}

TEST_CASE("ended at moments of chance on PostgreSQL, nothing is lost and nothing is done twice") {
  test_postgres::Server server(true);
  end_by_chance(server.new_database(), 2);
}
