// From a figure down to the cells, files and hashes that made it.
#pragma once

#include "calc/calculate.h"

namespace stp {

struct Explanation {
  std::string organisation, line, label, scenario, year,
      kind;  // kind: input, calculated, reference, constant, cover, row, places
  std::string value, unit, formula, words;  // value: as shown; words: the formula as a sentence
  std::string amount;                       // the exact value as plain digits; empty when unknown
  std::string file, sha256, sheet, cell;    // inputs and rows; where a calculated line is stated
  std::vector<Explanation> parts;           // what it was made of, in the order the formula reads it
  bool cut = false;                         // it has parts that are not listed: the limits were reached
};

struct ExplainOptions {
  int depth = 24;                   // levels below the figure asked for
  std::size_t most_parts = 20'000;  // in the whole tree
};

// For the summary organisation an organisations' line is explained as the sum over them.
Explanation explain(const CalculatedReturn& figures, const Template& form, OrganisationIndex organisation,
                    LineIndex line, ScenarioIndex scenario, PeriodIndex period,
                    const ExplainOptions& options = {});

}  // namespace stp
