// Types mistakes into a copy of a workbook, as people make them, and lets every formula show what a
// spreadsheet makes of them: for the demonstration and for tests.
#pragma once

#include <string>
#include <vector>

#include "xlsx/form/form.h"

namespace stp::demo {

// One row of mistakes.csv. `typed` starts with "typed:" when text (or nothing) is typed; else the figure that
// stands there is multiplied by `times` and `plus` is added.
struct PlantedMistake {
  std::string organisation, line, scenario, year, times, plus, typed, what;
};
struct Planted {
  std::string bytes;
  std::vector<std::string> told;  // "03A finance F25: Pounds typed in a line of thousands."
};

Result<std::vector<PlantedMistake>> read_mistakes(std::string_view csv, const std::string& name);
// Refuses a mistake whose cell the workbook does not have.
Result<Planted> plant(const NamedWorkbook& file, const Template& form,
                      const std::vector<PlantedMistake>& mistakes);

}  // namespace stp::demo
