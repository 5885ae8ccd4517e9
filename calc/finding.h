// A finding: a rule does not hold at a place. Data, complete enough to act on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calc/form/template.h"
#include "calc/model/return.h"

namespace stp {

struct Finding {
  std::string rule;
  Severity severity = Severity::error;
  std::string file, sheet, cell;                          // empty where it has none
  std::string organisation, line, label, year, scenario;  // codes; year as "2020/21"
  std::string found, expected;                            // as shown
  std::optional<Decimal> difference, allowed;
  std::string message, remedy, source;
  auto operator<=>(const Finding&) const = default;
};

using Findings = std::vector<Finding>;  // ordered: severity (errors first), organisation, line, year,
                                        // scenario, rule, file, cell

void put_in_order(Findings& findings);
struct FindingCounts {
  std::size_t errors = 0, warnings = 0, information = 0;
};
FindingCounts count(const Findings& findings);
std::string to_text(Severity severity);  // "error", "warning", "information"

}  // namespace stp
