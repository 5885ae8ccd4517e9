#include "calc/detect/sign_reversal.h"

#include <algorithm>

#include "calc/detect/stated_figures.h"
#include "calc/operands.h"

namespace stp::detect {
namespace {

constexpr std::size_t most_operands = 2000;  // no equation of a return comes near it

bool same_place(const Position& a, const Position& b) {
  return a.organisation == b.organisation && a.line == b.line && a.scenario == b.scenario &&
         a.period == b.period;
}

// The return with one input's sign reversed, everything behind it calculated again as it is asked for.
class Reversed final : public OtherFigures {
 public:
  Reversed(const Ground& ground, const Position& input)
      : OtherFigures(ground.figures, ground.form), input_(input) {}
  Value line(LineIndex line, const Position& at) const override {
    Position here = at;
    here.line = line;
    here.scenario = figures_.scenario_of(line, at.scenario);
    if (!calculated_here(line, at)) {
      const Value value = figures_.line(line, at);
      return value.known && same_place(here, input_) ? Value{-value.number, true} : value;
    }
    const TypeIndex type = form_.organisations[at.organisation.value].type;
    const FormulaCase* formula = form_.lines[line.value].formula_for(type, at.period);
    return formula ? evaluate(formula->formula, here, *this) : Value::unknown();
  }

 private:
  Position input_;
};

// Inputs of the failing year behind an expression, however many calculated lines lie between.
void collect_inputs(const Ground& ground, const Expression& expression, const Position& at,
                    std::vector<Position>& seen, std::vector<Position>& inputs) {
  for (const auto& operand : operands_read(expression, at, ground.figures, ground.form)) {
    if (operand.kind != Operand::Kind::line || seen.size() >= most_operands) continue;
    const auto is_seen = [&](const Position& one) { return same_place(one, operand.at); };
    if (std::any_of(seen.begin(), seen.end(), is_seen)) continue;
    seen.push_back(operand.at);
    const Line& line = ground.form.lines[operand.at.line.value];
    if (line.kind == LineKind::input && line.sign != Sign::magnitude) inputs.push_back(operand.at);
    if (line.kind != LineKind::calculated) continue;
    const TypeIndex type = ground.form.organisations[operand.at.organisation.value].type;
    if (const FormulaCase* formula = line.formula_for(type, operand.at.period))
      collect_inputs(ground, formula->formula, operand.at, seen, inputs);
  }
}

bool mends(const Ground& ground, const FailedEquation& failed, const Position& input, Decimal within) {
  const Figure* figure = ground.figures.figure(input.line, input);
  if (!figure || figure->state != FigureState::known || figure->value.is_zero()) return false;
  const Decimal twice = absolute(figure->value) + absolute(figure->value);
  if (absolute(twice - absolute(failed.difference)) > within) return false;
  const Reversed reversed(ground, input);
  const Value left = failed.left ? evaluate(*failed.left, failed.at, reversed) : Value{failed.standing, true};
  const Value right = evaluate(*failed.right, failed.at, reversed);
  return left.known && right.known && absolute(left.number - right.number) <= within;
}

std::vector<Position> mending_inputs(const Ground& ground, const FailedEquation& failed, Decimal within) try {
  std::vector<Position> seen, inputs, mending;
  if (failed.left) collect_inputs(ground, *failed.left, failed.at, seen, inputs);
  collect_inputs(ground, *failed.right, failed.at, seen, inputs);
  for (const auto& input : inputs)
    if (input.period == failed.at.period && mends(ground, failed, input, within)) mending.push_back(input);
  return mending;
} catch (const DecimalOverflow&) {
  return {};
} catch (const DivisionByZero&) {
  return {};
}

}  // namespace

Observations reversals_that_mend(const Ground& ground, const Rule& rule,
                                 const std::vector<FailedEquation>& failed) {
  const Decimal within = parameter(rule, "within", Decimal::of(1));
  Observations noticed;
  std::vector<Position> told;
  for (const auto& equation : failed) {
    const auto mending = mending_inputs(ground, equation, within);
    if (mending.size() != 1) continue;
    const Position& input = mending.front();
    if (std::any_of(told.begin(), told.end(), [&](const Position& one) { return same_place(one, input); }))
      continue;
    told.push_back(input);
    const Unit& unit = unit_of(ground, ground.form.lines[input.line.value]);
    const Decimal value = ground.figures.figure(input.line, input)->value;
    Observation one;
    one.kind = "sign-reversal-mends";
    if (const Entry* entry = ground.figures.entry(input.line, input)) one.at = entry->at;
    one.organisation = input.organisation;
    one.line = input.line;
    one.scenario = input.scenario;
    one.period = input.period;
    one.found = exactly_shown(value, unit);
    one.expected = exactly_shown(-value, unit);
    one.difference = equation.difference;
    one.detail = ground.form.lines[equation.at.line.value].label;
    noticed.push_back(std::move(one));
  }
  return noticed;
}

}  // namespace stp::detect
