// Inside of evaluate.h: which of the figures that stand behind a line an expression speaks of.
#pragma once

#include <utility>

#include "calc/formula/evaluate.h"

namespace stp {

enum class Reading : std::uint8_t { worked_out, stated, earlier };

inline Value read_line(LineIndex line, const Position& at, const Figures& figures, Reading reading) {
  if (!line) return Value::unknown();
  switch (reading) {
    case Reading::stated:
      return figures.stated(line, at);
    case Reading::earlier:
      return figures.earlier(line, at);
    case Reading::worked_out:
      break;
  }
  return figures.line(line, at);
}

inline bool has_previous(const Position& at) { return at.period && at.period.value != 0; }
inline Position year_before(Position at) {
  --at.period.value;
  return at;
}
inline Position in_scenario(Position at, ScenarioIndex scenario) {
  at.scenario = scenario;
  return at;
}
inline Position of_organisation(Position at, OrganisationIndex organisation) {
  at.organisation = organisation;
  return at;
}

inline bool is_comparison(Operator op) { return op >= Operator::equal && op <= Operator::greater_equal; }
// A comparison of texts: a literal or the texts of two cover fields.
inline bool compares_text(const Expression& comparison) {
  const Operator left = comparison.operands[0].op, right = comparison.operands[1].op;
  return left == Operator::text || right == Operator::text ||
         (left == Operator::cover && right == Operator::cover);
}

// evaluate() with every line read in one way.
Value evaluate_as(const Expression& expression, const Position& at, const Figures& figures, Reading reading);

}  // namespace stp
