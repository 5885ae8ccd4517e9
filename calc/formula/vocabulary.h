// What the renderings of an expression (excel.h, words.h) need to know of an edition: names, kinds and row
// order. An abstract view, so that calc/formula does not know the Template; calc/form/render.h answers from
// one.
#pragma once

#include <string>
#include <vector>

#include "calc/base/ids.h"

namespace stp {

class FormulaVocabulary {
 public:
  virtual ~FormulaVocabulary() = default;
  virtual std::string line_label(LineIndex line) const = 0;
  virtual SectionIndex line_section(LineIndex line) const = 0;
  virtual TypeSet line_types(LineIndex line) const = 0;
  virtual PeriodSet line_periods(LineIndex line) const = 0;
  virtual ScenarioSet line_scenarios(LineIndex line) const = 0;
  virtual bool line_calculated(LineIndex line) const = 0;  // false: its cell may be blank
  virtual TypeIndex organisation_type(OrganisationIndex organisation) const = 0;
  virtual const std::vector<LineIndex>& layout_order(
      SectionIndex section) const = 0;  // lines from top to bottom
  virtual std::string constant_label(ConstantIndex constant) const = 0;
  virtual std::string cover_label(CoverIndex field) const = 0;
  virtual std::string scenario_label(ScenarioIndex scenario) const = 0;
  virtual std::string type_label(TypeIndex type) const = 0;
  virtual std::string table_label(TableIndex table) const = 0;
  virtual std::string column_label(TableIndex table, ColumnIndex column) const = 0;
};

// The scenario a line is read in when `wanted` is in hand: that one, or its first where it has no such
// scenario.
ScenarioIndex scenario_read(ScenarioSet scenarios_of_line, ScenarioIndex wanted);

}  // namespace stp
