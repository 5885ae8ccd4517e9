// What changed between two returns or totals: a summary and table for the eye, JSON and CSV for programs.
#pragma once

#include <string>

#include "calc/compare.h"

namespace stp {

// `most`: changes listed; how many more there are and what they come to is said.
std::string comparison_as_text(const ComparisonResult& comparison, const Template& form,
                               std::size_t most = 40);
std::string comparison_as_json(const ComparisonResult& comparison, const Template& form);
std::string comparison_as_csv(const ComparisonResult& comparison, const Template& form);  // every change

}  // namespace stp
