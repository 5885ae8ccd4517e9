#include "calc/return_figures.h"

#include "calc/consolidate/place_view.h"
#include "calc/formula/vocabulary.h"

namespace stp {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

Value known(Decimal number) { return {number, true}; }

}  // namespace

ReturnFigures::ReturnFigures(const CalculatedReturn& figures, const Template& form,
                             const CalculatedReturn* earlier)
    : figures_(figures),
      form_(form),
      earlier_(earlier && earlier->filed.edition == figures.filed.edition ? earlier : nullptr),
      rows_(figures.filed, form),
      position_of_(form.organisations.size(), nowhere) {
  const auto& parts = figures.filed.organisations;
  for (std::size_t i = 0; i < parts.size(); ++i) position_of_[parts[i].organisation.value] = i;
}

std::size_t ReturnFigures::position(OrganisationIndex organisation) const {
  return organisation.value < position_of_.size() ? position_of_[organisation.value] : nowhere;
}

ScenarioIndex ReturnFigures::scenario_of(LineIndex line, ScenarioIndex in_hand) const {
  return scenario_read(form_.lines[line.value].scenarios, in_hand);
}

const Figure* ReturnFigures::figure(LineIndex line, const Position& at) const {
  const std::size_t organisation = position(at.organisation);
  const ScenarioIndex scenario = scenario_of(line, at.scenario);
  if (organisation >= figures_.figures.size() || !scenario || at.period.value >= form_.periods.size())
    return nullptr;
  return &figures_.figures[organisation].at(line, scenario, at.period);
}

const Entry* ReturnFigures::entry(LineIndex line, const Position& at) const {
  const std::size_t organisation = position(at.organisation);
  const ScenarioIndex scenario = scenario_of(line, at.scenario);
  if (organisation == nowhere || !scenario || at.period.value >= form_.periods.size()) return nullptr;
  return &figures_.filed.organisations[organisation].entries.at(line, scenario, at.period);
}

bool ReturnFigures::section_missing(LineIndex line, OrganisationIndex organisation) const {
  const std::size_t i = position(organisation);
  return i == nowhere || !holds(figures_.filed.organisations[i].sections, form_.lines[line.value].section);
}

// The line in hand does not belong to the organisation being read: only a sum over organisations does that.
bool ReturnFigures::within_sum_over_organisations(const Position& at) const {
  return at.line && !holds(form_.lines[at.line.value].types, form_.organisations[at.organisation.value].type);
}

Value ReturnFigures::line(LineIndex line, const Position& at) const {
  const Figure* found = figure(line, at);
  if (!found) return Value::unknown();
  if (found->state == FigureState::known || found->state == FigureState::blank) return known(found->value);
  if (found->state == FigureState::unknown) return Value::unknown();
  if (asked(line, at) && section_missing(line, at.organisation) && !within_sum_over_organisations(at))
    return Value::unknown();
  return known(Decimal());
}

Value ReturnFigures::stated(LineIndex line, const Position& at) const {
  const Entry* found = entry(line, at);
  if (!found) return Value::unknown();
  if (found->kind == EntryKind::value) return known(found->value);
  const bool filled_in =
      form_.lines[line.value].kind == LineKind::input && !section_missing(line, at.organisation);
  return found->kind == EntryKind::blank && filled_in ? known(Decimal()) : Value::unknown();
}

Value ReturnFigures::earlier(LineIndex line, const Position& at) const {
  const ScenarioIndex scenario = scenario_of(line, at.scenario);
  if (!earlier_ || !scenario || at.period.value >= form_.periods.size()) return Value::unknown();
  const Figure* found = earlier_->find(at.organisation, line, scenario, at.period);
  const bool readable = found && (found->state == FigureState::known || found->state == FigureState::blank);
  return readable ? known(found->value) : Value::unknown();
}

Value ReturnFigures::constant(ConstantIndex constant, PeriodIndex period) const {
  const auto& values = form_.constants[constant.value].by_period;
  const std::size_t i = values.size() == 1 ? 0 : period.value;  // one value holds for every year
  return i < values.size() && values[i] ? known(*values[i]) : Value::unknown();
}

Value ReturnFigures::cover(CoverIndex field) const {
  const Parsed parsed = parse_decimal(cover_text(field));
  return parsed.outcome == Parse::ok ? known(parsed.value) : Value::unknown();
}

std::string ReturnFigures::cover_text(CoverIndex field) const {
  return field.value < figures_.filed.cover.size() ? figures_.filed.cover[field.value].text : std::string();
}

bool ReturnFigures::answered(LineIndex line, const Position& at) const {
  const Figure* found = figure(line, at);
  return found && found->state == FigureState::known;
}

Value ReturnFigures::rows(const Expression& rows, const Position& at) const try {
  return rows_.sum(rows, at);
} catch (const DecimalOverflow&) {
  return Value::unknown();
}

std::vector<OrganisationIndex> ReturnFigures::organisations(TypeSet types) const {
  std::vector<OrganisationIndex> of_types;
  for (const auto& part : figures_.filed.organisations)
    if (holds(types, form_.organisations[part.organisation.value].type))
      of_types.push_back(part.organisation);
  return of_types;
}

Value ReturnFigures::places(const Expression& operand, const Position& at, bool outside) const {
  if (!figures_.filed.total) return Value::unknown();
  if (!place_values_) place_values_ = std::make_shared<const PlaceValues>(figures_, form_);
  return outside ? place_values_->outside(operand, at) : place_values_->over_places(operand, at);
}

Decimal ReturnFigures::half_step(LineIndex line) const {
  return form_.units[form_.lines[line.value].unit.value].half_step();
}

bool ReturnFigures::asked(LineIndex line, const Position& at) const {
  const auto& definition = form_.lines[line.value];
  return at.organisation && holds(definition.types, form_.organisations[at.organisation.value].type) &&
         holds(definition.periods, at.period);
}

}  // namespace stp
