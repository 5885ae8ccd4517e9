// One place over time: what Leeds changed between two rounds, and what Kirklees got wrong and put right.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "tests/scenarios/demo_returns.h"

using namespace scenarios;

namespace {

// Cells with a finding, as organisation line year.
std::set<std::string> found_in(const nlohmann::json& report) {
  std::set<std::string> cells;
  for (const auto& filed : report.at("returns"))
    for (const auto& one : filed.at("findings"))
      cells.insert(one.at("organisation").get<std::string>() + " " + one.at("line").get<std::string>() + " " +
                   one.at("year").get<std::string>() + " " + one.at("rule").get<std::string>());
  return cells;
}

}  // namespace

TEST_CASE("what changed in Leeds between two rounds adds up to the whole move") {
  have_return("leeds");
  have_return("leeds", earlier);
  const auto moved = json_of("$STP compare returns/leeds/2016-08-31 returns/leeds/2016-09-16 --json");
  const auto amount = [](const nlohmann::json& of) { return std::stoll(of.get<std::string>()); };
  CHECK(amount(moved.at("before")) + amount(moved.at("move")) == amount(moved.at("after")));
  CHECK(moved.at("explained") == moved.at("move"));
  long long effects = amount(moved.at("interaction"));
  for (const auto& one : moved.at("changes"))
    if (one.at("effect").is_string()) effects += amount(one.at("effect"));
  CHECK(effects == amount(moved.at("move")));
  CHECK_FALSE(moved.at("changes").empty());

  const auto same = json_of("$STP compare returns/leeds/2016-09-16 returns/leeds/2016-09-16 --json");
  CHECK(same.at("move") == "0");
  CHECK(same.at("changes").empty());
}
