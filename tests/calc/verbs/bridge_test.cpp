#include <catch2/catch.hpp>

#include "calc/bridge.h"
#include "tests/support/typed_return.h"

using namespace stp;
using namespace stp::test;

namespace {

const Bridge& definition(const std::string& code) {
  for (const auto& bridge : first_edition().bridges)
    if (bridge.code == code) return bridge;
  throw std::runtime_error("no bridge " + code);
}

BridgeResult bridged(const CalculatedReturn& figures, const char* code, const char* scope,
                     const char* to = "Y5") {
  const Template& form = first_edition();
  return bridge(figures, form, definition(code), form.organisation(scope), form.period(to));
}

// Only steps that move, as "label change".
std::vector<std::string> moves(const BridgeResult& result) {
  std::vector<std::string> found;
  for (const auto& step : result.steps)
    if (!step.total && !step.change.is_zero()) found.push_back(step.label + " " + to_text(step.change));
  return found;
}

void check_adds_up(const BridgeResult& result) {
  REQUIRE(result.known);
  REQUIRE(result.steps.size() >= 2);
  CHECK(result.steps.front().total);
  CHECK(result.steps.back().total);
  Decimal running = result.steps.front().end;
  for (std::size_t i = 1; i + 1 < result.steps.size(); ++i) {
    CHECK(result.steps[i].start == running);
    running += result.steps[i].change;
    CHECK(result.steps[i].end == running);
  }
  CHECK(result.steps.back().end == running);
}

}  // namespace

TEST_CASE("within a year: solutions by theme, costs, investments and STF lead to doing something") {
  const auto result = bridged(worked_example().calculated(), "do-something", "02T");
  check_adds_up(result);
  CHECK(to_text(result.steps.front().end) == "-11175");
  CHECK(to_text(result.steps.back().end) == "-2075");
  CHECK(moves(result) ==
        std::vector<std::string>{"Commissioner efficiency 6000", "New care models and out-of-hospital 3000",
                                 "Running cost of solutions -500", "One-off and double-running cost -100",
                                 "Overlap between solutions -400", "National investments -1500", "STF 2600"});
  CHECK(result.unexplained.is_zero());
  CHECK(result.from == result.to);
}

TEST_CASE("for a place each step is the sum over its organisations") {
  const auto result = bridged(worked_example().calculated(), "do-something-short", "SUM-CA");
  check_adds_up(result);
  CHECK(to_text(result.steps.front().end) == "-46475");
  CHECK(to_text(result.steps.back().end) == "-15275");
  // 8,000 + 12,000 + 1,500; 1,500 + 900; 2,600 + 9,500
  CHECK(moves(result) ==
        std::vector<std::string>{"Net solutions 21500", "National investments -2400", "STF 12100"});
}

TEST_CASE("a bridge between summary lines reads them where they stand") {
  const auto result = bridged(worked_example().calculated(), "nhs-do-something", "SUM-CA");
  check_adds_up(result);
  CHECK(to_text(result.steps.front().end) == "-42475");
  CHECK(to_text(result.steps.back().end) == "-12775");
  CHECK(result.unexplained.is_zero());
}

TEST_CASE("a bridge of summary lines cannot be drawn for one organisation") {
  const auto result = bridged(worked_example().calculated(), "nhs-do-something", "02T");
  CHECK(!result.known);
  CHECK(result.steps.empty());
}

TEST_CASE("over the years the drivers add up, and what they leave is a step of its own") {
  const auto result = bridged(worked_example().calculated(), "do-nothing", "02T");
  check_adds_up(result);
  CHECK(to_text(result.steps.front().end) == "1000");
  CHECK(to_text(result.steps.back().end) == "-11175");
  CHECK(moves(result) == std::vector<std::string>{"Cost inflation -500", "Demographic growth -700",
                                                  "Not explained by the steps -10975"});
  CHECK(to_text(result.unexplained) == "-10975");
  CHECK(result.from == "2015/16");
  CHECK(result.to == "2020/21");
}

TEST_CASE("over fewer years only their drivers count") {
  const auto result = bridged(worked_example().calculated(), "do-nothing", "02T", "Y1");
  check_adds_up(result);
  CHECK(moves(result) == std::vector<std::string>{"Cost inflation -500", "Not explained by the steps -500"});
}

TEST_CASE("an unknown figure is named instead of drawn") {
  const auto figures = worked_example().unreadable("02T", "F2110", "Y5", "?").calculated();
  const auto result = bridged(figures, "do-something", "SUM-CA");
  CHECK(!result.known);
  CHECK(result.steps.empty());
  CHECK(result.unknown_because.find("NHS Calderdale CCG") != std::string::npos);
  CHECK(bridged(figures, "do-something", "RWY").known);
}
