// Consolidation: both sides of a payment, rounding, publishing.
#include <algorithm>

#include "calc/base/lower_of.h"
#include "calc/functions/computations.h"
#include "calc/functions/demands.h"
#include "calc/functions/exact.h"

namespace stp::functions {

namespace {

constexpr int most_decimals = 9;

// Nothing is taken out before both sides have spoken.
Value elimination(const Call& call) {
  const bool both = call.operands[0].given && call.operands[1].given;
  return both ? lower_of(call.number(0), call.number(1)) : Decimal();
}

Decimal difference(const Call& call) { return call.number(0) - call.number(1); }

Value mismatch(const Call& call) { return difference(call); }

Decimal allowed(const Call& call) {
  const Decimal larger = std::max(absolute(call.number(0)), absolute(call.number(1)));
  return std::max(call.number(2), call.number(3) * larger);
}

Value pair_allowed(const Call& call) { return allowed(call); }

Value pair_agrees(const Call& call) { return absolute(difference(call)) <= allowed(call); }

// A total of n rounded cells is rounded itself: half a unit either way for each of them.
Decimal tolerance(Decimal cells, Decimal unit) {
  return (Exact(cells + Decimal::of(1)) * unit).over(Decimal::of(2));
}

Value rounding_tolerance(const Call& call) {
  const auto cells = whole_of("number of cells", call.number(0), 0, most_cells);
  if (const auto* error = std::get_if<Error>(&cells)) return *error;
  return tolerance(call.number(0), call.number(1));
}

Value sum_agrees(const Call& call) {
  const auto cells = static_cast<std::int64_t>(call.list(1).size() - call.operands[1].blank_at.size());
  return absolute(call.number(0) - call.sum(1)) <= tolerance(Decimal::of(cells), call.number(2));
}

// £000 as £m: a thousandth of a whole number of steps is exact, so it is rounded once.
Decimal millions(Decimal thousands, int decimals) {
  return rounded(thousands, decimals - 3) / Decimal::of(1000);
}

Value published(const Call& call) {
  const auto decimals = whole_of("decimals", call.number(1), 0, most_decimals);
  if (const auto* error = std::get_if<Error>(&decimals)) return *error;
  return millions(call.sum(0), std::get<int>(decimals));
}

Value publishing_difference(const Call& call) {
  const auto decimals = whole_of("decimals", call.number(1), 0, most_decimals);
  if (const auto* error = std::get_if<Error>(&decimals)) return *error;
  Decimal rounded_parts;
  for (const Decimal part : call.list(0)) rounded_parts += millions(part, std::get<int>(decimals));
  return rounded_parts - millions(call.sum(0), std::get<int>(decimals));
}

}  // namespace

Computations consolidation_computations() {
  return {{"ELIMINATION", {.single = elimination}},
          {"MISMATCH", {.single = mismatch}},
          {"PAIRALLOWED", {.single = pair_allowed}},
          {"PAIRAGREES", {.single = pair_agrees}},
          {"ROUNDINGTOLERANCE", {.single = rounding_tolerance}},
          {"SUMAGREES", {.single = sum_agrees}},
          {"PUBLISHED", {.single = published}},
          {"PUBLISHINGDIFFERENCE", {.single = publishing_difference}}};
}

}  // namespace stp::functions
