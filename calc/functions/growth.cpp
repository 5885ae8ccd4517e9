// Growth, inflation, tariff: what an amount becomes, and at which rate.
#include "calc/functions/computations.h"
#include "calc/functions/demands.h"
#include "calc/functions/exact.h"

namespace stp::functions {

namespace {

const Decimal one = Decimal::of(1);

// amount x factor^years, every product exact, rounded once at the end.
Value compounded(Decimal amount, const Exact& factor, const Call& call, std::size_t years_at) {
  const auto years = years_of(call.number(years_at));
  if (const auto* error = std::get_if<Error>(&years)) return *error;
  return (factor.to_the(static_cast<unsigned>(std::get<int>(years))) * amount).rounded();
}

Value grow(const Call& call) { return compounded(call.number(0), one + call.number(1), call, 2); }

Value grow_simple(const Call& call) {
  const auto years = years_of(call.number(2));
  if (const auto* error = std::get_if<Error>(&years)) return *error;
  const Exact growth = Exact(call.number(1)) * Decimal::of(std::get<int>(years));
  return ((growth + one) * call.number(0)).rounded();
}

Value change(const Call& call) { return Exact(call.number(1) - call.number(0)).over(call.number(0)); }

Value real_terms(const Call& call) {
  const auto years = years_of(call.number(2));
  if (const auto* error = std::get_if<Error>(&years)) return *error;
  const Exact prices = Exact(one + call.number(1)).to_the(static_cast<unsigned>(std::get<int>(years)));
  return Exact(call.number(0)).over(prices);
}

Exact demand_factor(const Call& call, std::size_t demographic_at) {
  return Exact(one + call.number(demographic_at)) * (one + call.number(demographic_at + 1));
}

Value demand_growth(const Call& call) { return (demand_factor(call, 0) - one).rounded(); }

Value demand(const Call& call) { return compounded(call.number(0), demand_factor(call, 1), call, 3); }

Value moderated_growth(const Call& call) { return call.number(0) - call.number(1); }

Value moderate(const Call& call) {
  return compounded(call.number(0), one + call.number(1) - call.number(2), call, 3);
}

Value weighted_inflation(const Call& call) {
  const auto &rates = call.list(0), &weights = call.list(1);
  if (rates.size() != weights.size()) return lengths_differ("rates", rates, "weights", weights);
  if (const auto blank = unpaired_blank(call.operands[0], call.operands[1])) return *blank;
  Exact sum, whole;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    if (weights[i].is_negative()) return negative_weight(weights[i]);
    sum = sum + Exact(rates[i]) * weights[i];
    whole = whole + weights[i];
  }
  return sum.over(whole);
}

Decimal net_uplift(const Call& call, std::size_t inflation_at) {
  return call.number(inflation_at) - call.number(inflation_at + 1) + call.number(inflation_at + 2);
}

Value tariff_uplift(const Call& call) { return net_uplift(call, 0); }

Value tariff(const Call& call) { return call.number(0) * (one + net_uplift(call, 1)); }

}  // namespace

Computations growth_computations() {
  return {{"GROW", {.single = grow}},
          {"GROWSIMPLE", {.single = grow_simple}},
          {"CHANGE", {.single = change}},
          {"REALTERMS", {.single = real_terms}},
          {"DEMANDGROWTH", {.single = demand_growth}},
          {"DEMAND", {.single = demand}},
          {"MODERATEDGROWTH", {.single = moderated_growth}},
          {"MODERATE", {.single = moderate}},
          {"WEIGHTEDINFLATION", {.single = weighted_inflation}},
          {"TARIFFUPLIFT", {.single = tariff_uplift}},
          {"TARIFF", {.single = tariff}}};
}

}  // namespace stp::functions
