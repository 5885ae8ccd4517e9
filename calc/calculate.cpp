#include "calc/calculate.h"

#include <algorithm>
#include <stdexcept>

#include "calc/calculation.h"

namespace stp {
namespace {

std::size_t grid_size(const Template& form) {
  return form.lines.size() * form.scenarios.size() * form.periods.size();
}

// The summary organisation carries the summary lines of every section the return brought.
void add_summary(Return& filed, const Template& form) {
  const OrganisationIndex summary = form.summary_of(filed.place);
  if (!summary) return;
  for (auto& part : filed.organisations)
    if (part.organisation == summary) {
      part.sections |= filed.sections;
      return;
    }
  filed.organisations.push_back(blank_part(summary, filed.sections, form));
}

void put_organisations_in_order(Return& filed, const Template& form) {
  std::stable_sort(filed.organisations.begin(), filed.organisations.end(),
                   [](const auto& a, const auto& b) { return a.organisation < b.organisation; });
  for (const auto& part : filed.organisations)
    if (part.entries.size() != grid_size(form) || part.organisation.value >= form.organisations.size())
      throw std::logic_error("a return was calculated with the template of another edition");
}

FigureGrid entered_figures(const OrganisationReturn& part, const Template& form,
                           const References& references) {
  FigureGrid grid(form.lines.size(), form.scenarios.size(), form.periods.size());
  const TypeIndex type = form.organisations[part.organisation.value].type;
  for (LineIndex line{0}; line.value < form.lines.size(); ++line.value) {
    const Line& definition = form.lines[line.value];
    if (definition.kind == LineKind::calculated) continue;
    if (!holds(definition.types, type) || !holds(part.sections, definition.section)) continue;
    for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
      for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
        if (!holds(definition.scenarios, s) || !holds(definition.periods, p)) continue;
        const Decimal* reference = references.find(line, part.organisation, p);
        grid.at(line, s, p) = entered_figure(part.entries.at(line, s, p), definition, reference);
      }
  }
  return grid;
}

// A total that still holds the places' own summary organisations leaves them be: its sums are the
// footprint's.
bool calculates(const Template& form, const Return& filed, const OrganisationReturn& part, const Line& line) {
  const Organisation& organisation = form.organisations[part.organisation.value];
  if (organisation.summary && part.organisation != form.summary_of(filed.place)) return false;
  return holds(line.types, organisation.type) && holds(part.sections, line.section);
}

}  // namespace

const Figure* CalculatedReturn::find(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario,
                                     PeriodIndex period) const {
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (filed.organisations[i].organisation == organisation) return &figures[i].at(line, scenario, period);
  return nullptr;
}

CalculatedReturn calculate(Return filed, const Template& form) {
  CalculatedReturn result;
  result.filed = std::move(filed);
  add_summary(result.filed, form);
  put_organisations_in_order(result.filed, form);
  const References references(form);
  for (const auto& part : result.filed.organisations)
    result.figures.push_back(entered_figures(part, form, references));

  const ReturnFigures world(result, form);
  for (PeriodIndex period{0}; period.value < form.periods.size(); ++period.value)
    for (const auto& step : form.order) {
      const Line& line = form.lines[step.line.value];
      if (!holds(line.periods, period)) continue;
      for (std::size_t i = 0; i < result.figures.size(); ++i) {
        const auto& part = result.filed.organisations[i];
        if (!calculates(form, result.filed, part, line)) continue;
        result.figures[i].at(step.line, step.scenario, period) =
            calculated_figure(form, world, {part.organisation, step.line, step.scenario, period});
      }
    }
  return result;
}

}  // namespace stp
