// What people name, found in the Template; or a refusal that lists what there is.
#pragma once

#include <string>

#include "calc/base/result.h"
#include "calc/calculate.h"
#include "calc/form/template.h"

namespace stp {

Result<LineIndex> choose_line(const Template& form, const std::string& code);  // "": the last summary line
Result<PeriodIndex> choose_period(const Template& form, const std::string& year);  // "": the last
Result<ScenarioIndex> choose_scenario(const Template& form, LineIndex line,
                                      const std::string& code);  // "": its own
// "": the summary organisation of the return or total.
Result<OrganisationIndex> choose_organisation(const Template& form, const Return& filed,
                                              const std::string& code);

// The figure that stands in this cell of the first file, in its organisation's own part; "": the first sheet.
struct ChosenFigure {
  OrganisationIndex organisation;
  LineIndex line;
  ScenarioIndex scenario;
  PeriodIndex period;
};
Result<ChosenFigure> choose_cell(const Template& form, const Return& filed, const std::string& sheet,
                                 const std::string& cell);

}  // namespace stp
