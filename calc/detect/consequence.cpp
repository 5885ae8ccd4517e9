#include "calc/detect/consequence.h"

#include <algorithm>

#include "calc/operands.h"

namespace stp::detect {
namespace {

constexpr std::size_t most_operands = 2000;  // no equation of a return comes near it

bool same_entry(const Position& one, const Position& other) {
  return one.organisation == other.organisation && one.line == other.line && one.scenario == other.scenario;
}

class Behind {
 public:
  Behind(const Ground& ground, const std::vector<Position>& reported)
      : ground_(ground), reported_(reported) {}

  bool any_reported(const Expression& expression, const Position& at, PeriodIndex year) {
    for (const auto& operand : operands_read(expression, at, ground_.figures, ground_.form)) {
      if (operand.kind != Operand::Kind::line || (year && operand.at.period != year) ||
          !first_seen(operand.at))
        continue;
      if (is_reported(operand.at)) return true;
      const TypeIndex type = ground_.form.organisations[operand.at.organisation.value].type;
      const Line& line = ground_.form.lines[operand.at.line.value];
      if (line.kind != LineKind::calculated) continue;
      const FormulaCase* formula = line.formula_for(type, operand.at.period);
      if (formula && any_reported(formula->formula, operand.at, operand.at.period)) return true;
    }
    return false;
  }

 private:
  bool first_seen(const Position& at) {
    const bool seen = std::any_of(seen_.begin(), seen_.end(), [&](const Position& one) {
      return same_entry(one, at) && one.period == at.period;
    });
    if (seen || seen_.size() >= most_operands) return false;
    seen_.push_back(at);
    return true;
  }
  bool is_reported(const Position& at) const {
    return std::any_of(reported_.begin(), reported_.end(), [&](const Position& one) {
      return same_entry(one, at) && (!one.period || one.period == at.period);
    });
  }

  const Ground& ground_;
  const std::vector<Position>& reported_;
  std::vector<Position> seen_;
};

}  // namespace

bool follows_from(const Ground& ground, const Expression& equation, const Position& at,
                  const std::vector<Position>& reported) {
  return !reported.empty() && Behind(ground, reported).any_reported(equation, at, {});
}

}  // namespace stp::detect
