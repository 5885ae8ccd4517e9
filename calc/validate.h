// Judges a calculated return by every rule of its edition, at a stage. All findings, in order; never refuses.
#pragma once

#include <string_view>

#include "calc/calculate.h"
#include "calc/finding.h"

namespace stp {

// A footprint total (Return::total) is judged by the rules on totals, a return by the rules on returns.
// `earlier`: the same place's return of the round before, for rules that compare rounds; null when there is
// none. An unknown stage is judged as strictly as any.
Findings validate(const CalculatedReturn& calculated, const Template& form, std::string_view stage,
                  const CalculatedReturn* earlier = nullptr);

// Whether there is anything here the rule can judge: that nothing is found where there is nothing says
// nothing. A rule that speaks of the file, or of the whole total, always can. `only`: of one organisation;
// none: of all.
bool can_judge(const CalculatedReturn& calculated, const Template& form, const Rule& rule,
               OrganisationIndex only = {});

}  // namespace stp
