// The pieces of a calculation, for verbs that calculate again after a change: one entered figure, one
// calculated one.
#pragma once

#include <vector>

#include "calc/return_figures.h"

namespace stp {

// The template's reference values by line; an organisation's own before the general one.
class References {
 public:
  explicit References(const Template& form);
  const Decimal* find(LineIndex line, OrganisationIndex organisation,
                      PeriodIndex period) const;  // null: none

 private:
  std::vector<std::vector<const ReferenceValue*>> by_line_;
};

// An input or reference line's figure: what stands in the entry, else the reference value, else blank.
Figure entered_figure(const Entry& entry, const Line& line, const Decimal* reference);
// A calculated line's figure; unknown when anything it needs is, or when it overflows.
Figure calculated_figure(const Template& form, const ReturnFigures& world, const Position& at);
// An organisation's part with every entry blank.
OrganisationReturn blank_part(OrganisationIndex organisation, std::uint32_t sections, const Template& form);

}  // namespace stp
