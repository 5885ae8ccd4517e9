// From a figure down to the cells, files and hashes that made it.
#pragma once

#include "calc/calculate.h"

namespace stp {

struct Explanation {
  std::string organisation, line, label, scenario, year, kind;  // kind: input, calculated, reference, constant, row
  std::string value, unit, formula, words;                      // words: the formula as a sentence
  std::string file, sha256, sheet, cell;                        // inputs and rows
  std::vector<Explanation> parts;
};
Explanation explain(const CalculatedReturn& figures, const Template& form, OrganisationIndex organisation,
                    LineIndex line, ScenarioIndex scenario, PeriodIndex period);

}  // namespace stp
