// Sharing an amount out so that the parts add up to it exactly.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>

#include "calc/functions/computations.h"
#include "calc/functions/demands.h"

namespace stp::functions {

namespace {

using boost::multiprecision::uint256_t;

Magnitude magnitude(Decimal amount) { return static_cast<Magnitude>(absolute(amount).units()); }

// Each part rounded down to whole steps; what is left goes, a step each, to the parts that lost most by it,
// the first of equals first.
std::vector<Magnitude> steps_for(Magnitude steps, const std::vector<Decimal>& weights, Decimal all) {
  std::vector<Magnitude> parts;
  std::vector<uint256_t> lost;
  Magnitude left = steps;
  for (const Decimal weight : weights) {
    uint256_t part, remainder;
    divide_qr(uint256_t(uint256_t(steps) * magnitude(weight)), uint256_t(magnitude(all)), part, remainder);
    parts.push_back(static_cast<Magnitude>(part));
    lost.push_back(remainder);
    left -= parts.back();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lost[a] > lost[b]; });
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[order[i]];
  return parts;
}

Error finer_than_steps(Decimal amount, int decimals) {
  return {Fault::number, "The amount " + stp::to_text(amount) + " has more than " + std::to_string(decimals) +
                             " decimals, so whole parts cannot add up to it. Allow more decimals, or round "
                             "the amount first."};
}

Grid allocate(const Call& call) {
  const Decimal amount = call.number(0);
  const auto decimals = whole_of("decimals", call.number(2), 0, Decimal::places);
  if (const auto* error = std::get_if<Error>(&decimals)) return grid_of(*error);
  if (rounded(amount, std::get<int>(decimals)) != amount)
    return grid_of(finer_than_steps(amount, std::get<int>(decimals)));
  Decimal all;
  for (const Decimal weight : call.list(1)) {
    if (weight.is_negative()) return grid_of(negative_weight(weight));
    all += weight;
  }
  if (all.is_zero()) throw DivisionByZero();
  Magnitude step = 1;
  for (int i = std::get<int>(decimals); i < Decimal::places; ++i) step *= 10;
  Grid answer{call.operands[1].rows, call.operands[1].columns, {}};
  for (const Magnitude part : steps_for(magnitude(amount) / step, call.list(1), all)) {
    const Decimal size = Decimal::from_units(static_cast<Wide>(part * step));
    answer.cells.emplace_back(amount.is_negative() ? -size : size);
  }
  return answer;
}

}  // namespace

Computations allocation_computations() { return {{"ALLOCATE", {.whole = allocate}}}; }

}  // namespace stp::functions
