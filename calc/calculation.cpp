#include "calc/calculation.h"

namespace stp {

References::References(const Template& form) : by_line_(form.lines.size()) {
  for (const auto& reference : form.references) by_line_[reference.line.value].push_back(&reference);
}

const Decimal* References::find(LineIndex line, OrganisationIndex organisation, PeriodIndex period) const {
  const Decimal* general = nullptr;
  for (const auto* reference : by_line_[line.value]) {
    if (reference->period != period) continue;
    if (reference->organisation == organisation) return &reference->value;
    if (!reference->organisation) general = &reference->value;
  }
  return general;
}

Figure entered_figure(const Entry& entry, const Line& line, const Decimal* reference) {
  if (entry.kind == EntryKind::unreadable) return {Decimal(), FigureState::unknown};
  if (entry.kind == EntryKind::value) return {entry.value, FigureState::known};
  if (line.kind == LineKind::reference && reference) return {*reference, FigureState::known};
  return {Decimal(), FigureState::blank};
}

Figure calculated_figure(const Template& form, const ReturnFigures& world, const Position& at) {
  const Line& line = form.lines[at.line.value];
  const FormulaCase* formula = line.formula_for(form.organisations[at.organisation.value].type, at.period);
  if (!formula) return {};
  try {
    const Value value = evaluate(formula->formula, at, world);
    if (value.known) return {value.number, FigureState::known};
  } catch (const DecimalOverflow&) {
  } catch (const DivisionByZero&) {
  }
  return {Decimal(), FigureState::unknown};
}

OrganisationReturn blank_part(OrganisationIndex organisation, std::uint32_t sections, const Template& form) {
  OrganisationReturn part;
  part.organisation = organisation;
  part.sections = sections;
  part.entries = EntryGrid(form.lines.size(), form.scenarios.size(), form.periods.size());
  part.notes.resize(form.lines.size() * form.scenarios.size());
  part.note_places.resize(part.notes.size());
  return part;
}

}  // namespace stp
