#include "calc/formula/order.h"

#include <catch2/catch.hpp>
#include <random>

using namespace stp;

namespace {
using Positions = std::vector<std::size_t>;
std::vector<OrderNode> graph(const std::vector<Positions>& needs) {
  std::vector<OrderNode> nodes;
  for (const auto& list : needs) nodes.push_back({LineIndex{}, ScenarioIndex{}, list});
  return nodes;
}
}  // namespace

TEST_CASE("each comes after what it needs, ties by position") {
  CHECK(*calculation_order(graph({})) == Positions{});
  CHECK(*calculation_order(graph({{}, {}, {}})) == Positions{0, 1, 2});
  CHECK(*calculation_order(graph({{2}, {}, {1}})) == Positions{1, 2, 0});
  CHECK(*calculation_order(graph({{3}, {}, {}, {}})) == Positions{1, 2, 3, 0});
  CHECK(*calculation_order(graph({{1, 1, 2}, {}, {1}})) == Positions{1, 2, 0});  // needed twice
}

TEST_CASE("a cycle is told as a chain, from its first position") {
  CHECK(calculation_order(graph({{0}})).error() == Positions{0});
  CHECK(calculation_order(graph({{1}, {0}})).error() == Positions{0, 1});
  CHECK(calculation_order(graph({{}, {3}, {1}, {2}})).error() == Positions{1, 3, 2});
  // 0 needs the cycle without being in it; 4 is free.
  CHECK(calculation_order(graph({{2}, {3, 4}, {1}, {2}, {}})).error() == Positions{1, 3, 2});
}

TEST_CASE("a need that is no node is our own mistake") {
  CHECK_THROWS_AS(calculation_order(graph({{7}})), std::out_of_range);
}

TEST_CASE("random graphs without cycles are ordered, with one the chain is a real cycle") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = random() % 40 + 2;
    std::vector<Positions> needs(count);
    for (std::size_t i = 0; i < count * 2; ++i) {
      const std::size_t a = random() % count, b = random() % count;
      if (a != b) needs[std::max(a, b)].push_back(std::min(a, b));
    }
    if (round % 2 == 1) needs[0].push_back(count - 1);
    const auto nodes = graph(needs);
    const auto order = calculation_order(nodes);
    if (order) {
      std::vector<bool> done(count, false);
      for (const std::size_t node : *order) {
        for (const std::size_t need : needs[node]) REQUIRE(done[need]);
        done[node] = true;
      }
      REQUIRE(order->size() == count);
    } else {
      const Positions& chain = order.error();
      for (std::size_t i = 0; i < chain.size(); ++i) {
        const auto& list = needs[chain[i]];
        REQUIRE(std::find(list.begin(), list.end(), chain[(i + 1) % chain.size()]) != list.end());
      }
      REQUIRE(round % 2 == 1);
    }
  }
}
