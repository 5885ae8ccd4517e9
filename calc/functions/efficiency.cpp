// Efficiency and savings. Savings are positive; a cost is the magnitude that is spent.
#include "calc/functions/computations.h"
#include "calc/functions/demands.h"
#include "calc/functions/exact.h"

namespace stp::functions {

namespace {

const Decimal one = Decimal::of(1);

// cost x (1 - (1 - rate)^years): each year's saving is asked of what the years before left.
Value required(const Call& call) {
  const auto years = years_of(call.number(2));
  if (const auto* error = std::get_if<Error>(&years)) return *error;
  const Exact left = Exact(one - call.number(1)).to_the(static_cast<unsigned>(std::get<int>(years)));
  return ((Exact(one) - left) * call.number(0)).rounded();
}

Value delivered(const Call& call) { return Exact(call.number(0) - call.number(1)).over(call.number(2)); }

Value shortfall(const Call& call) {
  return (Exact(call.number(2)) * call.number(3) - (call.number(0) - call.number(1))).rounded();
}

Value net_benefit(const Call& call) {
  return call.number(0) - call.number(1) - call.number(2) - call.number(3) - call.number(4);
}

Value system_benefit(const Call& call) { return call.number(0) - call.number(1) + call.number(2); }

Value stranded_cost(const Call& call) { return call.number(0) - call.number(1); }

Value risk_weighted(const Call& call) {
  const auto &benefits = call.list(0), &shares = call.list(1);
  if (shares.size() != benefits.size() && shares.size() != 1)
    return lengths_differ("benefits", benefits, "shares", shares);
  if (shares.size() == benefits.size())
    if (const auto blank = unpaired_blank(call.operands[0], call.operands[1])) return *blank;
  Exact sum;
  for (std::size_t i = 0; i < benefits.size(); ++i)
    sum = sum + Exact(benefits[i]) * shares[shares.size() == 1 ? 0 : i];
  return sum.rounded();
}

Value unidentified_share(const Call& call) { return Exact(call.number(0)).over(call.number(1)); }

}  // namespace

Computations efficiency_computations() {
  return {
      {"EFFICIENCYREQUIRED", {.single = required}},   {"EFFICIENCYDELIVERED", {.single = delivered}},
      {"EFFICIENCYSHORTFALL", {.single = shortfall}}, {"NETBENEFIT", {.single = net_benefit}},
      {"SYSTEMBENEFIT", {.single = system_benefit}},  {"STRANDEDCOST", {.single = stranded_cost}},
      {"RISKWEIGHTED", {.single = risk_weighted}},    {"UNIDENTIFIEDSHARE", {.single = unidentified_share}}};
}

}  // namespace stp::functions
