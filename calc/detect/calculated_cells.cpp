// What stands in calculated cells against what the form's formula gives. Under an intact formula the stored
// result is out of date; without it somebody typed a figure. A cell that agrees with the cells it reads only
// passes on what is wrong with them, and is left alone.
#include <algorithm>

#include "calc/detect/detectors.h"
#include "calc/detect/stated_figures.h"

namespace stp::detect {
namespace {

struct Allowed {
  bool derived = false;
  Decimal half_steps, relative;
};

Allowed allowed_by(const Rule& rule) {
  return {rule.tolerance == Tolerance::derived && !parameters(rule, "half_steps"),
          parameter(rule, "half_steps", Decimal()), parameter(rule, "relative", Decimal())};
}

Decimal allowance(const Allowed& allowed, const Expression& formula, const Position& at,
                  const StatedFigures& stated, const Ground& ground, Decimal expected) {
  if (!allowed.derived)
    return std::max(ground.figures.half_step(at.line) * allowed.half_steps,
                    absolute(expected) * allowed.relative);
  Expression equation;
  equation.op = Operator::equal;
  Expression line;
  line.op = Operator::line;
  line.line = at.line;
  equation.operands = {line, formula};
  return derived_tolerance(equation, at, stated);
}

bool same_rule_says(const Rule& other, const Rule& rule) {
  return &other != &rule && other.status == "active" && !other.on_total;
}

// Lines that the rules named in `except_lines_of` look after.
std::vector<char> left_to_others(const Ground& ground, const Rule& rule) {
  std::vector<char> left(ground.form.lines.size(), 0);
  const auto* others = parameters(rule, "except_lines_of");
  for (const auto& other : ground.form.rules)
    if (same_rule_says(other, rule) && named(others, other.id))
      for (const auto line : other.selector.lines) left[line.value] = 1;
  return left;
}

struct Differing {
  Decimal expected, difference, allowed;
};

// The cell against its formula; nothing when they agree, when either is unknown, or when it only follows
// another.
std::optional<Differing> differing(const Ground& ground, const StatedFigures& stated, const Allowed& allowed,
                                   const Series& series, PeriodIndex period) try {
  const Entry& entry = series.entry(period);
  const Figure& figure = series.figure(period);
  if (entry.kind != EntryKind::value || figure.state != FigureState::known || entry.value == figure.value)
    return {};
  const TypeIndex type = ground.form.organisations[series.at.organisation.value].type;
  const FormulaCase* formula = series.line.formula_for(type, period);
  if (!formula) return {};
  Position at = series.at;
  at.period = period;
  const Value by_cells = evaluate(formula->formula, at, stated);
  if (!by_cells.known) return {};
  const Decimal most = allowance(allowed, formula->formula, at, stated, ground, figure.value);
  if (absolute(entry.value - figure.value) <= most || absolute(entry.value - by_cells.number) <= most)
    return {};
  return Differing{figure.value, entry.value - figure.value, most};
} catch (const DecimalOverflow&) {
  return {};
} catch (const DivisionByZero&) {
  return {};
}

void compare_cells(const Ground& ground, const Rule& rule, bool intact, std::string_view kind,
                   Observations& out) {
  const StatedFigures stated(ground.figures, ground.form);
  const Allowed allowed = allowed_by(rule);
  const std::vector<char> left = left_to_others(ground, rule);
  each_series(ground, rule.selector, [&](const Series& series) {
    if (series.line.kind != LineKind::calculated || left[series.at.line.value]) return;
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      const bool is_intact = entry.from_formula && !lacks_formula(ground, entry.at);
      if (entry.kind != EntryKind::value || is_intact != intact) return;
      const auto differs = differing(ground, stated, allowed, series, period);
      if (!differs) return;
      Observation noticed = at_entry(kind, series, period);
      const Unit& unit = unit_of(ground, series.line);
      noticed.found = exactly_shown(entry.value, unit);
      noticed.expected = exactly_shown(differs->expected, unit);
      noticed.difference = differs->difference;
      noticed.allowed = differs->allowed;
      out.push_back(std::move(noticed));
    });
  });
}

}  // namespace

void stale_results(const Ground& ground, const Rule& rule, Observations& out) {
  compare_cells(ground, rule, true, "stale-cache", out);
}

void replaced_results(const Ground& ground, const Rule& rule, Observations& out) {
  compare_cells(ground, rule, false, "recalculated-differs", out);
}

}  // namespace stp::detect
