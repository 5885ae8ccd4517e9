// Writes one organisation's sheet (or a place's summary): headings, a row per line and scenario, live
// formulas with their results, validation, protection, print set-up. Blank forms and totals use it alike.
#pragma once

#include "calc/calculate.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/plan.h"

namespace stp {

struct SheetText {               // what differs between a blank form and a total
  std::string title;             // "" : organisation and section
  std::string about;             // "" : type, place, units
  std::string notice;            // e.g. illustrative; "" none
  std::string not_known;         // stands for a result that is not known; "" : its formula stands
  bool open_for_typing = true;   // inputs unlocked and validated
  std::string table_name;        // "" : from stamp
  std::uint32_t tab_colour = 0;  // 0: by type of organisation
};

// `figures` holds the organisation, with whatever is to stand in it; where it does not, inputs are blank.
void write_organisation_sheet(xlsx::SheetWriter& sheet, const BookPlan& plan, const SheetPlan& layout,
                              const CalculatedReturn& figures, const SheetText& text);

// Defines names for the parts of the sheet: organisation_section, and its years.
void define_names(xlsx::BookWriter& book, const BookPlan& plan, const SheetPlan& layout);
std::string figures_name(const SheetPlan& layout);  // of that name

}  // namespace stp
