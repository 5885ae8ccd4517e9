#include "service/web/footprint/provisional.h"

#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

Html provisional(const Desk& desk, const TotalState& total) {
  const auto files = provisional_files(desk, total);
  if (files.empty()) return {};
  std::vector<Html> named;
  for (const auto& one : files) {
    std::string sections;
    for (const auto& section : one.sections)
      sections += (sections.empty() ? "" : ", ") + section_label(desk, section);
    named.push_back(link(return_address(one.place, total.round), place_name(desk, one.place)) +
                    escaped(", " + sections + ": " + plural(one.errors, "error", "errors")));
  }
  return warning_callout(
      "Figures with errors are in this total",
      paragraph(
          "No version without errors has come of these. Until one comes their figures count as they are, and "
          "every figure of the footprint that they go into is provisional.") +
          list(named));
}

}  // namespace stp
