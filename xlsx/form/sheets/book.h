// A whole workbook of one return: every sheet in its order, names, properties. Blank forms are returns
// without entries.
#pragma once

#include "xlsx/form/sheets/back_sheets.h"
#include "xlsx/form/sheets/checks_sheet.h"
#include "xlsx/form/sheets/front_sheets.h"
#include "xlsx/form/sheets/organisation_sheet.h"

namespace stp {

// The plan of the workbook that holds this return.
BookPlan plan_of(const Template& form, const std::vector<SectionIndex>& sections, const Return& filed);
Result<std::string> write_book(const Template& form, const std::vector<SectionIndex>& sections,
                               const CalculatedReturn& figures, const BookText& text);
// Names of all sheets in the order of the form.
std::vector<std::string> sheet_names(const BookPlan& plan);

}  // namespace stp
