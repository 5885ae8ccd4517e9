#include "service/web/footprint/provisional.h"

#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/parts/parts.h"

namespace stp {

Html provisional(const Desk& desk, const TotalState& total, const std::vector<ProvisionalFile>& files) {
  if (files.empty()) return {};
  std::vector<Html> named;
  for (const auto& one : files) {
    std::string sections;
    for (const auto& section : one.sections)
      sections += (sections.empty() ? "" : ", ") + section_label(desk, section);
    named.push_back(link(return_address(one.place, total.round), place_name(desk, one.place)) +
                    escaped(", " + sections + ": " + plural(one.errors, "error", "errors")));
  }
  return warning_callout("Figures with errors are in this total",
                         paragraph("No version without errors has come of these. Until one comes their "
                                   "figures count as they are (a blank as "
                                   "0, as in the workbook's own sums), and every figure of the footprint "
                                   "that they go into is provisional.") +
                             list(named));
}

Html of_those_who_have_sent(const TotalState& total) {
  if (total.complete) return {};
  return paragraph(state(Shape::warning, "Not complete: these figures are of those who have sent so far.")) +
         paragraph(escaped("What lacks somebody is not known for the footprint as a whole. ") +
                       link(footprint_address("", total), "Who is lacking"),
                   "reading");
}

Html how_far(const Desk& desk, const TotalState& total) {
  return of_those_who_have_sent(total) + provisional(desk, total, provisional_files(desk, total));
}

}  // namespace stp
