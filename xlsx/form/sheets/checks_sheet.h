// The live checks: how much of each sheet is still blank, and every rule that says two figures are equal, as
// formulas. The rows are derived from the rules' texts; nothing is decided here.
#pragma once

#include "calc/calculate.h"
#include "xlsx/form/sheets/front_sheets.h"

namespace stp {

struct Check {
  std::string key;          // a line, what checks it, an organisation: found again by it
  std::string what, sheet;  // in words; the sheet it looks at
  OrganisationIndex organisation;
  SectionIndex section;        // blanks of this section's sheet; else
  const Rule* rule = nullptr;  // left side less right side of its equation
  LineIndex line;
  ScenarioIndex scenario;
};
std::vector<Check> checks_of(const BookPlan& plan);

struct CheckResult {
  std::vector<Decimal> by_year;  // blank cells, or differences
  Decimal allowed;
  bool well = true;
};
// What the formulas of a check give for these figures.
CheckResult result_of(const Check& check, const BookPlan& plan, const CalculatedReturn& figures);
std::string result_text(const CheckResult& result);
std::string overall_text(std::size_t to_look_at);

void write_checks(xlsx::SheetWriter& sheet, const BookPlan& plan, const std::vector<Check>& checks,
                  const CalculatedReturn& figures, const BookText& text);

namespace checks {  // its columns
inline constexpr std::uint16_t key = 1, what = 2, sheet = 3, allowed = 4, first_year = 5;
inline constexpr xlsx::Address overall{3, 2};
}  // namespace checks

}  // namespace stp
