#include "calc/replay.h"

#include <algorithm>

namespace stp {
namespace {

bool overlaps(const std::vector<LineIndex>& lines, const std::vector<char>& set) {
  return std::any_of(lines.begin(), lines.end(), [&](LineIndex line) { return set[line.value] != 0; });
}

bool same(const Figure& a, const Figure& b) { return a.state == b.state && a.value == b.value; }

}  // namespace

bool adds_up(const Template& form, LineIndex line) {
  const Unit& unit = form.units[form.lines[line.value].unit.value];
  return !unit.as_percent && (unit.money != 0 || unit.count != 0 || unit.wte != 0);
}

Value headline_of(const CalculatedReturn& figures, const Template& form, const ReturnFigures& world,
                  LineIndex line, PeriodIndex period) try {
  const Line& definition = form.lines[line.value];
  const OrganisationIndex summary = form.summary_of(figures.filed.place);
  if (summary && holds(definition.types, form.organisations[summary.value].type))
    return world.line(line, {summary, line, {}, period});
  if (!adds_up(form, line)) return Value::unknown();
  Decimal sum;
  for (const auto& part : figures.filed.organisations) {
    if (!holds(definition.types, form.organisations[part.organisation.value].type)) continue;
    if (!holds(part.sections, definition.section)) continue;
    const Value value = world.line(line, {part.organisation, line, {}, period});
    if (!value.known) return Value::unknown();
    sum += value.number;
  }
  return {sum, true};
} catch (const DecimalOverflow&) {
  return Value::unknown();
}

Replay::Replay(Return start, const Template& form, LineIndex headline, PeriodIndex period)
    : form_(form),
      headline_(headline),
      period_(period),
      state_(calculate(std::move(start), form)),
      references_(form),
      world_(std::make_unique<ReturnFigures>(state_, form)) {
  for (const auto& step : form.order) needs_.push_back(needs_of(form.lines[step.line.value]));
}

Replay::Needs Replay::needs_of(const Line& line) const {
  Needs needs;
  for (const auto& formula : line.formulas) collect(formula.formula, false, needs);
  return needs;
}

void Replay::collect(const Expression& expression, bool across, Needs& needs) const {
  if (expression.op == Operator::line) (across ? needs.across : needs.lines).push_back(expression.line);
  if (expression.op == Operator::rows) needs.tables.push_back(expression.table);
  if (expression.op == Operator::cover) needs.cover = true;
  for (const auto& operand : expression.operands)
    collect(operand, across || expression.op == Operator::organisations, needs);
}

std::size_t Replay::position(OrganisationIndex organisation) const {
  const auto& parts = state_.filed.organisations;
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const auto& part) { return part.organisation == organisation; });
  return static_cast<std::size_t>(found - parts.begin());
}

Value Replay::headline() const { return headline_of(state_, form_, *world_, headline_, period_); }

void Replay::nothing_touched() {
  touched_.assign(state_.figures.size(), LineSet(form_.lines.size()));
  touched_anywhere_.assign(form_.lines.size(), 0);
}

void Replay::set_entry(const Position& at, const Entry& entry) {
  const std::size_t organisation = position(at.organisation);
  const Line& line = form_.lines[at.line.value];
  state_.filed.organisations[organisation].entries.at(at.line, at.scenario, at.period) = entry;
  const Decimal* reference = references_.find(at.line, at.organisation, at.period);
  Figure& figure = state_.figures[organisation].at(at.line, at.scenario, at.period);
  if (figure.state == FigureState::not_asked) return;
  figure = entered_figure(entry, line, reference);

  nothing_touched();
  touched_[organisation][at.line.value] = touched_anywhere_[at.line.value] = 1;
  calculate_from(at.period, {});
}

TableCell& Replay::room_for(const CellEdit& edit) {
  auto& tables = state_.filed.tables;
  if (edit.table.value >= tables.size()) tables.resize(edit.table.value + std::size_t{1});
  auto& rows = tables[edit.table.value];
  if (edit.row >= rows.size()) rows.resize(edit.row + 1);
  auto& cells = rows[edit.row].cells;
  if (edit.slot >= cells.size()) cells.resize(form_.tables[edit.table.value].slots);
  return cells[edit.slot];
}

void Replay::set_cells(const std::vector<CellEdit>& edits) {
  Needs changed;
  nothing_touched();
  for (const auto& edit : edits) {
    TableCell& cell = room_for(edit);
    if (cell.text != edit.cell.text) world_->row_index().forget(edit.table);
    cell = edit.cell;
    changed.tables.push_back(edit.table);
  }
  calculate_from(PeriodIndex{0}, changed);
}

void Replay::set_cover(CoverIndex field, const CoverEntry& entry) {
  state_.filed.cover[field.value] = entry;
  Needs changed;
  changed.cover = true;
  nothing_touched();
  calculate_from(PeriodIndex{0}, changed);
}

bool Replay::is_touched(const Needs& needs, const Needs& changed, std::size_t organisation) const {
  if (needs.cover && changed.cover) return true;
  for (const auto table : needs.tables)
    if (std::find(changed.tables.begin(), changed.tables.end(), table) != changed.tables.end()) return true;
  return overlaps(needs.across, touched_anywhere_) || overlaps(needs.lines, touched_[organisation]);
}

// Nothing reads a later year, so years before the change and after the headline's need no calculation.
void Replay::calculate_from(PeriodIndex first, const Needs& changed) {
  for (PeriodIndex period = first; period <= period_; ++period.value)
    for (std::size_t step = 0; step < form_.order.size(); ++step)
      for (std::size_t organisation = 0; organisation < state_.figures.size(); ++organisation)
        if (is_touched(needs_[step], changed, organisation))
          calculate_step(form_.order[step], organisation, period);
}

void Replay::calculate_step(const Template::Step& step, std::size_t organisation, PeriodIndex period) {
  Figure& figure = state_.figures[organisation].at(step.line, step.scenario, period);
  if (figure.state == FigureState::not_asked) return;
  const OrganisationIndex who = state_.filed.organisations[organisation].organisation;
  const Figure now = calculated_figure(form_, *world_, {who, step.line, step.scenario, period});
  if (same(now, figure)) return;
  figure = now;
  touched_[organisation][step.line.value] = touched_anywhere_[step.line.value] = 1;
}

}  // namespace stp
