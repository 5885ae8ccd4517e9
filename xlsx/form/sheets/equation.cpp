#include "xlsx/form/sheets/equation.h"

#include <algorithm>

#include "calc/formula/excel.h"
#include "calc/return_figures.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/sheets/checks_sheet.h"

namespace stp {

namespace {

bool uses(const Expression& expression, Operator op) {
  return expression.op == op || std::any_of(expression.operands.begin(), expression.operands.end(),
                                            [&](const Expression& operand) { return uses(operand, op); });
}

bool stands_in_workbook(const Expression& expression) {
  return has_excel_form(expression) && !uses(expression, Operator::stated) &&
         !uses(expression, Operator::earlier);
}

Expression in_hand(Expression expression, LineIndex line) {
  if (expression.op == Operator::this_line) {
    expression.op = Operator::line;
    expression.line = line;
  }
  for (Expression& operand : expression.operands) operand = in_hand(std::move(operand), line);
  return expression;
}

// Every line the expression reads has a cell in that year, for that type of organisation.
bool has_cells(const Expression& expression, const Template& form, TypeIndex type, PeriodIndex period) {
  if (expression.op == Operator::previous) {
    if (period.value == 0) return false;
    --period.value;
  }
  if (expression.op == Operator::line) {
    const Line& line = form.lines[expression.line.value];
    if (!applies_to(line, type) || !holds(line.periods, period)) return false;
    if (line.kind == LineKind::calculated && !line.formula_for(type, period)) return false;
  }
  return std::all_of(expression.operands.begin(), expression.operands.end(),
                     [&](const Expression& operand) { return has_cells(operand, form, type, period); });
}

}  // namespace

bool is_live_equation(const Rule& rule) {
  return rule.check && rule.check->op == Operator::equal && !rule.on_total && rule.status != "off" &&
         stands_in_workbook(*rule.check) && (!rule.when || stands_in_workbook(*rule.when));
}

std::optional<Equation> equation_at(const Check& check, const Template& form, PeriodIndex period) {
  const Rule& rule = *check.rule;
  if (rule.selector.periods != 0 && !holds(rule.selector.periods, period)) return std::nullopt;
  const TypeIndex type = form.organisations[check.organisation.value].type;
  Equation equation{
      in_hand(rule.check->operands.at(0), check.line), in_hand(rule.check->operands.at(1), check.line), {}};
  if (rule.when) equation.when = in_hand(*rule.when, check.line);
  if (!has_cells(equation.left, form, type, period) || !has_cells(equation.right, form, type, period))
    return std::nullopt;
  if (equation.when && !has_cells(*equation.when, form, type, period)) return std::nullopt;
  return equation;
}

bool result_known(const Check& check, const Template& form, const Figures& figures) {
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    const auto equation = equation_at(check, form, p);
    if (!equation) continue;
    const Position at{check.organisation, check.line, check.scenario, p};
    if (equation->when && !evaluate(*equation->when, at, figures).known) return false;
    if (!evaluate(equation->left, at, figures).known || !evaluate(equation->right, at, figures).known)
      return false;
  }
  return true;
}

Decimal allowed_difference(const Check& check, const Template& form, const CalculatedReturn& figures) {
  const Rule& rule = *check.rule;
  const ReturnFigures world(figures, form);
  const Expression comparison = in_hand(*rule.check, check.line);
  Decimal widest;
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    if (!equation_at(check, form, p)) continue;
    const Position at{check.organisation, check.line, check.scenario, p};
    if (rule.tolerance == Tolerance::derived)
      widest = std::max(widest, derived_tolerance(comparison, at, world));
    if (rule.tolerance != Tolerance::stated || !rule.allowed) continue;
    const Value stated = evaluate(in_hand(*rule.allowed, check.line), at, world);
    if (stated.known) widest = std::max(widest, stated.number);
  }
  return widest;
}

}  // namespace stp
