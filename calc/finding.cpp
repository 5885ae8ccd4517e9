#include "calc/finding.h"

#include <algorithm>
#include <tuple>

namespace stp {
namespace {

// "E9" before "E10": cells of one column differ in length first.
auto cell_order(const Finding& finding) {
  return std::pair(finding.cell.size(), std::string_view(finding.cell));
}

auto key(const Finding& f) {
  return std::tuple(-static_cast<int>(f.severity), std::string_view(f.organisation), std::string_view(f.line),
                    std::string_view(f.year), std::string_view(f.scenario), std::string_view(f.rule),
                    std::string_view(f.file), std::string_view(f.sheet), cell_order(f));
}

}  // namespace

void put_in_order(Findings& findings) {
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    const auto first = key(a), second = key(b);
    return first != second ? first < second : a < b;
  });
}

FindingCounts count(const Findings& findings) {
  FindingCounts counts;
  for (const auto& finding : findings) {
    if (finding.severity == Severity::error) ++counts.errors;
    if (finding.severity == Severity::warning) ++counts.warnings;
    if (finding.severity == Severity::information) ++counts.information;
  }
  return counts;
}

std::string to_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::information:
      break;
  }
  return "information";
}

}  // namespace stp
