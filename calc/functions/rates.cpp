// Rates: one figure over another, rounded once.
#include "calc/functions/computations.h"
#include "calc/functions/exact.h"

namespace stp::functions {

namespace {

const Decimal thousand = Decimal::of(1000);

Value ratio(const Call& call) { return Exact(call.number(0)).over(call.number(1)); }

// £000 to £, or a number to the rate per 1,000.
Value thousandfold(const Call& call) { return (Exact(call.number(0)) * thousand).over(call.number(1)); }

Value vacancy_rate(const Call& call) { return Exact(call.number(0) - call.number(1)).over(call.number(0)); }

Value margin(const Call& call) { return Exact(call.number(0) - call.number(1)).over(call.number(0)); }

Value bed_occupancy(const Call& call) {
  return Exact(call.number(0)).over(Exact(call.number(1)) * call.number(2));
}

}  // namespace

Computations rate_computations() {
  return {{"PERHEAD", {.single = thousandfold}}, {"PERTHOUSAND", {.single = thousandfold}},
          {"PERWTE", {.single = ratio}},         {"SHAREOF", {.single = ratio}},
          {"AGENCYSHARE", {.single = ratio}},    {"VACANCYRATE", {.single = vacancy_rate}},
          {"MARGIN", {.single = margin}},        {"BEDOCCUPANCY", {.single = bed_occupancy}},
          {"LENGTHOFSTAY", {.single = ratio}},   {"FOLLOWUPRATIO", {.single = ratio}}};
}

}  // namespace stp::functions
