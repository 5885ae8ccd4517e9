// The named steps that lead from one total to another, adding up exactly.
#pragma once

#include "calc/calculate.h"

namespace stp {

struct BridgeStepValue { std::string label; Decimal start, end, change; bool total = false; std::vector<std::string> lines; };
struct BridgeResult {
  std::string code, title, scope, from, to;   // scope: organisation, place or footprint name; from/to: years
  std::vector<BridgeStepValue> steps;         // first and last are totals; each start is the end before it
  Decimal unexplained;                        // closing figure less opening and steps: shown as a step of its own when not 0
  bool known = true;
};
// `scope`: an organisation of the return, or the summary organisation for the whole return or total.
BridgeResult bridge(const CalculatedReturn& figures, const Template& form, const Bridge& definition,
                    OrganisationIndex scope, PeriodIndex to);

}  // namespace stp
