// Notices how a file departs from the form as a whole: sheets missing, moved, renamed, hidden or unprotected,
// merged cells, links, macros, names; and what its name, folder, stamps and properties say of it.
#pragma once

#include "xlsx/form/form.h"
#include "xlsx/form/sheets/plan.h"
#include "xlsx/form/take/noticed.h"

namespace stp {

// A name the form gives to cells of a missing sheet is told by that sheet.
void notice_package(const FoundFile& found, const xlsx::Workbook& workbook, const BookPlan& plan,
                    Noticed& noticed);
void notice_stamps(const FoundFile& found, const Template& form, Noticed& noticed);
void notice_sheets(const FoundFile& found, const xlsx::Workbook& workbook, const BookPlan& plan,
                   Noticed& noticed);
// Names of the sheets of the plan that were not found.
std::vector<std::string> missing_sheets(const FoundFile& found, const BookPlan& plan);
void notice_hidden(const FoundSheet& sheet, const xlsx::SheetInfo& info, Noticed& noticed);
void notice_names(const NamedWorkbook& file, const Template& form, PlaceIndex place,
                  const std::vector<SectionIndex>& sections, const std::string& round, Noticed& noticed);

}  // namespace stp
