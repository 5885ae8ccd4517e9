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
  choose_steps();
  touched_.assign(state_.figures.size(), LineSet(form.lines.size()));
  touched_at_all_.assign(state_.figures.size(), 0);
  touched_anywhere_.assign(form.lines.size(), 0);
}

// Lines the headline depends on, in any year: previous() may lead back up the order, so until nothing is
// added.
void Replay::choose_steps() {
  std::vector<Needs> needs;
  for (const auto& step : form_.order) needs.push_back(needs_of(form_.lines[step.line.value]));
  matters_.assign(form_.lines.size(), 0);
  matters_[headline_.value] = 1;
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = form_.order.size(); i-- > 0;) {
      if (!matters_[form_.order[i].line.value]) continue;
      for (const auto* lines : {&needs[i].lines, &needs[i].across})
        for (const auto line : *lines) {
          grows = grows || !matters_[line.value];
          matters_[line.value] = 1;
        }
    }
  }
  for (std::size_t i = 0; i < form_.order.size(); ++i)
    if (matters_[form_.order[i].line.value]) steps_.push_back({form_.order[i], std::move(needs[i])});
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
  for (std::size_t i = 0; i < touched_.size(); ++i)
    if (touched_at_all_[i]) std::fill(touched_[i].begin(), touched_[i].end(), char{0});
  std::fill(touched_at_all_.begin(), touched_at_all_.end(), char{0});
  std::fill(touched_anywhere_.begin(), touched_anywhere_.end(), char{0});
}

void Replay::touch(std::size_t organisation, LineIndex line) {
  touched_[organisation][line.value] = touched_anywhere_[line.value] = touched_at_all_[organisation] = 1;
}

void Replay::set_entry(const Position& at, const Entry& entry) {
  const std::size_t organisation = position(at.organisation);
  const Line& line = form_.lines[at.line.value];
  state_.filed.organisations[organisation].entries.at(at.line, at.scenario, at.period) = entry;
  const Decimal* reference = references_.find(at.line, at.organisation, at.period);
  Figure& figure = state_.figures[organisation].at(at.line, at.scenario, at.period);
  if (figure.state == FigureState::not_asked) return;
  figure = entered_figure(entry, line, reference);
  if (!matters_[at.line.value]) return;
  nothing_touched();
  touch(organisation, at.line);
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

void Replay::set_cells(const std::vector<CellEdit>& edits, PeriodIndex only_in) {
  Changed changed;
  changed.only_in = only_in;
  nothing_touched();
  for (const auto& edit : edits) {
    TableCell& cell = room_for(edit);
    if (cell.text != edit.cell.text) world_->row_index().forget(edit.table);
    cell = edit.cell;
    changed.tables.push_back(edit.table);
  }
  calculate_from(only_in ? only_in : PeriodIndex{0}, changed);
}

void Replay::set_cover(CoverIndex field, const CoverEntry& entry) {
  state_.filed.cover[field.value] = entry;
  Changed changed;
  changed.cover = true;
  nothing_touched();
  calculate_from(PeriodIndex{0}, changed);
}

bool Replay::reads_changed(const Needs& needs, const Changed& changed, PeriodIndex period) const {
  if (changed.only_in && period != changed.only_in) return false;
  if (needs.cover && changed.cover) return true;
  return std::any_of(needs.tables.begin(), needs.tables.end(), [&](TableIndex table) {
    return std::find(changed.tables.begin(), changed.tables.end(), table) != changed.tables.end();
  });
}

// Nothing reads a later year, so years before the change and after the headline's need no calculation.
void Replay::calculate_from(PeriodIndex first, const Changed& changed) {
  for (PeriodIndex period = first; period <= period_; ++period.value)
    for (const auto& [step, needs] : steps_) {
      const bool everywhere =
          reads_changed(needs, changed, period) || overlaps(needs.across, touched_anywhere_);
      for (std::size_t i = 0; i < state_.figures.size(); ++i)
        if (everywhere || (touched_at_all_[i] && overlaps(needs.lines, touched_[i])))
          calculate_step(step, i, period);
    }
}

void Replay::calculate_step(const Template::Step& step, std::size_t organisation, PeriodIndex period) {
  Figure& figure = state_.figures[organisation].at(step.line, step.scenario, period);
  if (figure.state == FigureState::not_asked) return;
  const OrganisationIndex who = state_.filed.organisations[organisation].organisation;
  const Figure now = calculated_figure(form_, *world_, {who, step.line, step.scenario, period});
  if (same(now, figure)) return;
  figure = now;
  touch(organisation, step.line);
}

}  // namespace stp
