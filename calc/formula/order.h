// An order of calculation in which each line comes after what it needs in the same year, or the cycle as a
// chain.
#pragma once

#include <vector>

#include <tl/expected.hpp>

#include "calc/base/ids.h"

namespace stp {

struct OrderNode {
  LineIndex line;
  ScenarioIndex scenario;
  std::vector<std::size_t> needs;
};  // positions of other nodes
// Positions in order; ties by position, so the order is the same everywhere. Or the positions along one
// cycle.
tl::expected<std::vector<std::size_t>, std::vector<std::size_t>> calculation_order(
    const std::vector<OrderNode>& nodes);

}  // namespace stp
