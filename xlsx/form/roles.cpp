#include "xlsx/form/roles.h"

#include <bit>

namespace stp {

CellRole role_of(const Line& line, TypeIndex type, ScenarioIndex scenario, PeriodIndex period) {
  if (!holds(line.types, type) || !holds(line.scenarios, scenario) || !holds(line.periods, period))
    return CellRole::not_applicable;
  switch (line.kind) {
    case LineKind::input:
      return CellRole::input;
    case LineKind::reference:
      return holds(line.input_periods, period) ? CellRole::input : CellRole::reference;
    case LineKind::calculated:
      return line.formula_for(type, period) ? CellRole::calculated : CellRole::not_applicable;
  }
  return CellRole::not_applicable;
}

bool single_scenario(const Line& line) { return std::has_single_bit(line.scenarios); }

ScenarioIndex only_scenario(const Line& line) {
  if (!single_scenario(line)) return {};
  return ScenarioIndex{static_cast<std::uint16_t>(std::countr_zero(line.scenarios))};
}

}  // namespace stp
