// Every changed entry between two sets of figures, largest first, adding up to the whole move of a headline line.
#pragma once

#include "calc/calculate.h"

namespace stp {

struct Change {
  OrganisationIndex organisation; LineIndex line; ScenarioIndex scenario; PeriodIndex period;
  std::string table, row_key, column;       // for register, counterparty and share rows
  std::string before, after;                // as text: "" blank
  Decimal difference;                       // 0 when text changed
  CellPlace before_at, after_at;
  Decimal effect;                           // on the headline line in the headline period
};
struct ComparisonResult {
  LineIndex headline; PeriodIndex period; Decimal before, after, move;
  std::vector<Change> changes;              // inputs, references, rows and cover; largest effect first, then size
  Decimal explained;                        // sum of effects
  Decimal interaction;                      // move - explained: shown as a line of its own, 0 for linear headlines
};
ComparisonResult compare(const CalculatedReturn& before, const CalculatedReturn& after, const Template& form,
                         LineIndex headline, PeriodIndex period);

}  // namespace stp
