// The named steps that lead from one total to another, adding up exactly: what the steps leave is a step of
// its own.
#pragma once

#include "calc/calculate.h"

namespace stp {

struct BridgeStepValue {
  std::string label;
  Decimal start, end, change;
  bool total = false;
  std::vector<std::string> lines;
};
struct BridgeResult {
  std::string code, title, scope, from, to;  // scope: organisation, place or footprint name; from/to: years
  std::string unit;                          // of every figure, e.g. "£000"
  std::vector<BridgeStepValue> steps;        // first and last are totals; each start is the end before it
  Decimal unexplained;  // closing figure less opening and steps: shown as a step of its own when not 0
  bool known = true;    // false: a figure the bridge needs is unknown, and there are no steps
  std::string unknown_because;  // the first such figure, in words
};
// `scope`: an organisation of the return, or the summary organisation for the whole return or total. For the
// summary organisation a line is the sum over the returned organisations, unless it is a summary line itself.
BridgeResult bridge(const CalculatedReturn& figures, const Template& form, const Bridge& definition,
                    OrganisationIndex scope, PeriodIndex to);

}  // namespace stp
