#include "calc/operands.h"

#include <algorithm>

namespace stp {
namespace {

bool same(const Operand& a, const Operand& b) {
  return a.kind == b.kind && a.at.organisation == b.at.organisation && a.at.line == b.at.line &&
         a.at.scenario == b.at.scenario && a.at.period == b.at.period && a.constant == b.constant &&
         a.cover == b.cover && a.expression == b.expression;
}

class Reading {
 public:
  Reading(const ReturnFigures& figures, const Template& form) : figures_(figures), form_(form) {}

  void read(const Expression& expression, const Position& at) {
    switch (expression.op) {
      case Operator::number:
      case Operator::text:
        return;
      case Operator::line:
        return read_line(expression.line, at);
      case Operator::this_line:
        return read_line(at.line, at);
      case Operator::constant:
        return add({Operand::Kind::constant, {{}, {}, {}, at.period}, expression.constant, {}, nullptr});
      case Operator::cover:
        return add({Operand::Kind::cover, {}, {}, expression.cover, nullptr});
      case Operator::rows:
        return add({Operand::Kind::rows, at, {}, {}, &expression});
      case Operator::places:
      case Operator::outside:
        return add({Operand::Kind::places, at, {}, {}, &expression});
      case Operator::previous:
        return read_previous(expression, at);
      case Operator::scenario:
        return read_all(expression, {at.organisation, at.line, expression.scenario, at.period});
      case Operator::organisations:
        return read_organisations(expression, at);
      case Operator::choose:
        return read_choice(expression, at);
      default:
        return read_all(expression, at);
    }
  }

  std::vector<Operand> take() { return std::move(found_); }

 private:
  void read_line(LineIndex line, const Position& at) {
    const Line& definition = form_.lines[line.value];
    const ScenarioIndex scenario = figures_.scenario_of(line, at.scenario);
    if (!scenario || !holds(definition.types, form_.organisations[at.organisation.value].type) ||
        !holds(definition.periods, at.period))
      return;
    add({Operand::Kind::line, {at.organisation, line, scenario, at.period}, {}, {}, nullptr});
  }

  void read_all(const Expression& expression, const Position& at) {
    for (const auto& operand : expression.operands) read(operand, at);
  }

  void read_previous(const Expression& expression, Position at) {
    if (at.period.value == 0) return;
    --at.period.value;
    read_all(expression, at);
  }

  void read_organisations(const Expression& expression, Position at) {
    for (const auto organisation : figures_.organisations(expression.types)) {
      at.organisation = organisation;
      read_all(expression, at);
    }
  }

  void read_choice(const Expression& expression, const Position& at) {
    read(expression.operands[0], at);
    const Value condition = evaluate(expression.operands[0], at, figures_);
    const bool taken = !condition.number.is_zero();
    if (!condition.known || taken) read(expression.operands[1], at);
    if (!condition.known || !taken) read(expression.operands[2], at);
  }

  void add(const Operand& operand) {
    const auto is_same = [&](const Operand& other) { return same(operand, other); };
    if (std::none_of(found_.begin(), found_.end(), is_same)) found_.push_back(operand);
  }

  const ReturnFigures& figures_;
  const Template& form_;
  std::vector<Operand> found_;
};

}  // namespace

std::vector<Operand> operands_read(const Expression& expression, const Position& at,
                                   const ReturnFigures& figures, const Template& form) {
  Reading reading(figures, form);
  reading.read(expression, at);
  return reading.take();
}

}  // namespace stp
