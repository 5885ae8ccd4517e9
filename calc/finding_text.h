// From what was noticed to a finding: severity at the stage, the place in words, message and remedy with
// their holes filled.
#pragma once

#include <string_view>

#include "calc/calculate.h"
#include "calc/finding.h"

namespace stp {

struct FindingScope {
  const Return& filed;
  const Template& form;
  std::string_view stage;
};
// A hole that nothing fills says so ("nothing", "the workbook"), so that the sentence still reads.
Finding finding_of(const FindingScope& scope, const Rule& rule, const Observation& noticed);

}  // namespace stp
