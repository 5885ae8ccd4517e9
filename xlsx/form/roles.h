// What a cell of an organisation's sheet is for: typed, calculated, pre-filled, or nothing at all.
#pragma once

#include "calc/form/template.h"

namespace stp {

enum class CellRole : std::uint8_t { not_applicable, input, calculated, reference };

CellRole role_of(const Line& line, TypeIndex type, ScenarioIndex scenario, PeriodIndex period);

inline bool applies_to(const Line& line, TypeIndex type) { return holds(line.types, type); }
// Only one scenario: the line's name says which.
bool single_scenario(const Line& line);
ScenarioIndex only_scenario(const Line& line);  // nothing when it has several

// Position of a line's note in OrganisationReturn::notes.
inline std::size_t note_position(const Template& form, LineIndex line, ScenarioIndex scenario) {
  return line.value * form.scenarios.size() + scenario.value;
}

}  // namespace stp
