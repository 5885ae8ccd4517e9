#include <algorithm>

#include "calc/consolidate/place_view.h"

namespace stp {
namespace {

bool is_number(const Expression& e) { return e.op == Operator::number || e.op == Operator::constant; }

bool adds_up(const Expression& e, const std::vector<bool>& additive);

bool all_add_up(const Expression& e, const std::vector<bool>& additive) {
  return std::all_of(e.operands.begin(), e.operands.end(),
                     [&](const Expression& part) { return adds_up(part, additive); });
}

bool adds_up(const Expression& e, const std::vector<bool>& additive) {
  switch (e.op) {
    case Operator::line:
      return additive[e.line.value];
    case Operator::rows:
      return true;
    case Operator::number:
      return e.number.is_zero();
    case Operator::negate:
    case Operator::previous:
    case Operator::scenario:
    case Operator::add:
    case Operator::subtract:
    case Operator::sum:
    case Operator::organisations:
      return all_add_up(e, additive);
    case Operator::multiply:
      return (is_number(e.operands[0]) && adds_up(e.operands[1], additive)) ||
             (is_number(e.operands[1]) && adds_up(e.operands[0], additive));
    case Operator::divide:
      return is_number(e.operands[1]) && adds_up(e.operands[0], additive);
    default:
      return false;
  }
}

bool is_amount(const Unit& unit) {
  return !unit.as_percent && (unit.money != 0 || unit.count != 0 || unit.wte != 0);
}

}  // namespace

std::vector<bool> additive_lines(const Template& form) {
  std::vector<bool> additive(form.lines.size());
  for (std::size_t i = 0; i < form.lines.size(); ++i)
    additive[i] = is_amount(form.units[form.lines[i].unit.value]);
  // A line that builds on one that does not add up does not add up either; repeat until nothing changes.
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < form.lines.size(); ++i)
      for (const FormulaCase& one : form.lines[i].formulas)
        if (additive[i] && !adds_up(one.formula, additive)) {
          additive[i] = false;
          changed = true;
        }
  }
  return additive;
}

}  // namespace stp
