// One place over time, by the real program: what Leeds changed between two rounds.
#include <catch2/catch.hpp>

#include "tests/doors/demo_returns.h"

using namespace scenarios;

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
