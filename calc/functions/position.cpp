// Positions: a surplus is positive, a deficit negative; a gap is quoted as a positive number.
#include "calc/functions/computations.h"
#include "calc/functions/exact.h"

namespace stp::functions {

namespace {

Value surplus(const Call& call) { return call.sum(0) - call.sum(1); }

Value carried_forward(const Call& call) { return call.number(0) + call.number(1); }

Value do_something(const Call& call) {
  return call.number(0) + call.number(1) - call.number(2) + call.number(3);
}

Value gap(const Call& call) { return call.number(0).is_negative() ? -call.number(0) : Decimal(); }

Value residual_gap(const Call& call) { return call.number(0) - call.number(1); }

Value control_distance(const Call& call) { return call.number(0) - call.number(1); }

Value underlying(const Call& call) { return call.number(0) - call.number(1) - call.number(2); }

Value stf_share(const Call& call) { return (Exact(call.number(0)) * call.number(1)).over(call.number(2)); }

// allocation x (weight x finance + (1 - weight) x performance)
Value stf_earned(const Call& call) {
  const Decimal weight = call.number(3);
  const Exact earned = Exact(weight) * call.number(1) + Exact(Decimal::of(1) - weight) * call.number(2);
  return (earned * call.number(0)).rounded();
}

Value bridge_step(const Call& call) { return call.number(1) - call.number(0) - call.sum(2); }

// Answers of the shape of a list, one running into the next: along a row; down a column where there is only
// one. Each row of several is a series of its own.
template <class Next>
Grid along(const Operand& list, Next next) {
  Grid answer{list.rows, list.columns, {}};
  answer.cells.reserve(list.list.size());
  const std::size_t length = list.columns == 1 ? list.rows : list.columns;
  for (std::size_t i = 0; i < list.list.size(); ++i)
    answer.cells.emplace_back(next(i % length == 0, list.list[i]));
  return answer;
}

Grid bridge(const Call& call) {
  Decimal position;
  return along(call.operands[1], [&](bool first, Decimal step) {
    return position = (first ? call.number(0) : position) + step;
  });
}

Grid cumulative(const Call& call) {
  Decimal total;
  return along(call.operands[0],
               [&](bool first, Decimal addition) { return total = (first ? Decimal() : total) + addition; });
}

Grid annual(const Call& call) {
  if (!call.operands[0].blank_at.empty())
    return grid_of(Error{Fault::value,
                         "A year's cumulative amount is blank. Fill it in; a year that added nothing repeats "
                         "the amount before."});
  Decimal before;
  return along(call.operands[0], [&](bool first, Decimal total) {
    const Decimal addition = total - (first ? Decimal() : before);
    before = total;
    return addition;
  });
}

}  // namespace

Computations position_computations() {
  return {{"SURPLUS", {.single = surplus}},
          {"CARRIEDFORWARD", {.single = carried_forward}},
          {"DOSOMETHING", {.single = do_something}},
          {"GAP", {.single = gap}},
          {"RESIDUALGAP", {.single = residual_gap}},
          {"CONTROLDISTANCE", {.single = control_distance}},
          {"UNDERLYING", {.single = underlying}},
          {"STFSHARE", {.single = stf_share}},
          {"STFEARNED", {.single = stf_earned}},
          {"BRIDGESTEP", {.single = bridge_step}},
          {"BRIDGE", {.whole = bridge}},
          {"CUMULATIVE", {.whole = cumulative}},
          {"ANNUAL", {.whole = annual}}};
}

}  // namespace stp::functions
