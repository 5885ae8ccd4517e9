// Every changed entry between two sets of figures, largest first, adding up to the whole move of a headline
// line. Entries are matched by organisation, line, scenario and year, rows by their keys: what only moved is
// no change.
#pragma once

#include "calc/calculate.h"

namespace stp {

struct Change {
  OrganisationIndex organisation;
  LineIndex line;
  ScenarioIndex scenario;
  PeriodIndex period;
  std::string table, row_key, column;  // for register, counterparty and share rows; column: its label
  std::string before, after;           // as text: "" blank
  Decimal difference;                  // 0 when text changed
  CellPlace before_at, after_at;
  Decimal effect;  // on the headline line in the headline period
  std::string
      kind;  // input, reference, row, cover, added, retired (a line), edition (its rules), organisations
  std::string code, label;                // of the line or cover field; set for retired lines too
  std::string before_where, after_where;  // "book.xlsx, Sheet!E12"; empty where it stands in no file
};
struct ComparisonResult {
  LineIndex headline;
  PeriodIndex period;
  Decimal before, after, move;
  std::vector<Change> changes;  // inputs, references, rows and cover; largest effect first, then size
  Decimal explained;            // sum of effects
  Decimal interaction;  // move - explained: shown as a line of its own; 0 by the way effects are found
  bool known = true;    // the headline is known on both sides; else move and effects are 0
  bool before_known = true, after_known = true;
  std::string before_edition, after_edition;
};
// Each effect is the headline's move when the changes are made one after another, by organisation, line,
// scenario and year, then rows, then the cover: so the effects add up to the move, with nothing left for
// interaction.
ComparisonResult compare(const CalculatedReturn& before, const CalculatedReturn& after, const Template& form,
                         LineIndex headline, PeriodIndex period);

// Two editions: `before` is read by its own rules, matched by codes; headline and period are of the later
// edition. What the later edition's rules alone do to the headline is one change of the kind "edition".
ComparisonResult compare(const CalculatedReturn& before, const Template& before_form,
                         const CalculatedReturn& after, const Template& form, LineIndex headline,
                         PeriodIndex period);

}  // namespace stp
