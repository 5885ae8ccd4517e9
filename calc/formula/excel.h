// An expression as a live spreadsheet formula (without the leading "=").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calc/formula/evaluate.h"
#include "calc/formula/vocabulary.h"

namespace stp {

// Where things stand in the workbook being written or checked.
class CellNames {
 public:
  virtual ~CellNames() = default;
  virtual std::string sheet_of(OrganisationIndex organisation,
                               SectionIndex section) const = 0;  // unquoted name
  virtual std::uint32_t row(OrganisationIndex organisation, LineIndex line,
                            ScenarioIndex scenario) const = 0;  // 0: nowhere
  virtual std::string column(PeriodIndex period) const = 0;     // "E"
  // The same on one sheet, for workbooks whose sheets do not share their columns.
  virtual std::string column_on(OrganisationIndex, SectionIndex, PeriodIndex period) const {
    return column(period);
  }
  virtual std::string constant(ConstantIndex constant, PeriodIndex period) const = 0;  // defined name or cell
  virtual std::string cover(CoverIndex field) const = 0;
  virtual std::string table_range(TableIndex table, ColumnIndex column,
                                  PeriodIndex period) const = 0;  // "'Register'!$K$6:$K$205"
  virtual std::string organisation_key(OrganisationIndex organisation,
                                       SectionIndex section) const = 0;  // cell holding its code
  virtual std::string line_key(OrganisationIndex organisation, LineIndex line,
                               ScenarioIndex scenario) const = 0;  // cell holding the line code
  virtual std::vector<OrganisationIndex> organisations(TypeSet types) const = 0;
};

// References to the sheet of `at` (its organisation and line) stand bare, all others name their sheet;
// without at.line every one does. What a workbook cannot say (see has_excel_form), a cell that is nowhere,
// and a formula beyond the 8,192 characters a cell may hold become NA(). A line not asked of the organisation
// or in the year is 0.
std::string excel_formula(const Expression& expression, const Position& at,
                          const FormulaVocabulary& vocabulary, const CellNames& names);
// False when any part speaks of the round before or of the place view, which one workbook does not hold.
bool has_excel_form(const Expression& expression);

// Equal up to blanks, case, $ and quoting of sheet names: what programs change when they save.
bool same_formula(std::string_view a, std::string_view b);

}  // namespace stp
