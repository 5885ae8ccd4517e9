#include "calc/formula/vocabulary.h"

#include <bit>

namespace stp {

ScenarioIndex scenario_read(ScenarioSet scenarios_of_line, ScenarioIndex wanted) {
  if (holds(scenarios_of_line, wanted)) return wanted;
  if (!std::has_single_bit(scenarios_of_line)) return {};
  return ScenarioIndex{static_cast<std::uint16_t>(std::countr_zero(scenarios_of_line))};
}

}  // namespace stp
