// What a detector looks at, and how it walks over what a rule selects. Detectors know no rule and no line: a
// rule names kinds of observation, the selector says where, and `with` says how strictly.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calc/form/template.h"
#include "calc/return_figures.h"

namespace stp::detect {

using Observations = std::vector<Observation>;

struct Ground {
  const CalculatedReturn& calculated;
  const Template& form;
  const ReturnFigures& figures;
  std::vector<std::string> markers;  // lower case: what stands for "no number" (see unreadable.h)
  std::vector<CellPlace>
      without_formula;  // sorted: calculated cells a reader found to lack the form's formula
};
bool lacks_formula(const Ground& ground, const CellPlace& at);

// One line of one organisation in one scenario, with the years the rule looks at.
struct Series {
  const OrganisationReturn& part;
  const FigureGrid& figures;
  const Line& line;
  Position at;  // its period is set by the caller
  PeriodSet periods = 0;
  const Entry& entry(PeriodIndex period) const { return part.entries.at(at.line, at.scenario, period); }
  const Figure& figure(PeriodIndex period) const { return figures.at(at.line, at.scenario, period); }
};

template <class Visit>
void each_line(const Ground& ground, const Selector& selector, Visit visit) {
  if (!selector.lines.empty()) {
    for (const LineIndex line : selector.lines) visit(line);
    return;
  }
  for (LineIndex line{0}; line.value < ground.form.lines.size(); ++line.value) visit(line);
}

// Every series the selector names of what arrived, organisation by organisation.
template <class Visit>
void each_series(const Ground& ground, const Selector& selector, Visit visit) {
  const auto& parts = ground.calculated.filed.organisations;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const TypeIndex type = ground.form.organisations[parts[i].organisation.value].type;
    if (selector.types != 0 && !holds(selector.types, type)) continue;
    each_line(ground, selector, [&](LineIndex index) {
      const Line& line = ground.form.lines[index.value];
      if (!holds(line.types, type) || !holds(parts[i].sections, line.section)) return;
      const PeriodSet periods = selector.periods ? line.periods & selector.periods : line.periods;
      const ScenarioSet scenarios = selector.scenarios ? line.scenarios & selector.scenarios : line.scenarios;
      for (ScenarioIndex s{0}; s.value < ground.form.scenarios.size(); ++s.value)
        if (holds(scenarios, s))
          visit(Series{
              parts[i], ground.calculated.figures[i], line, {parts[i].organisation, index, s, {}}, periods});
    });
  }
}

template <class Visit>
void each_period(PeriodSet periods, Visit visit) {
  for (PeriodIndex p{0}; periods != 0; ++p.value, periods >>= 1)
    if (periods & 1u) visit(p);
}

// Parameters a rule gives with `with:`.
const std::vector<std::string>* parameters(const Rule& rule, std::string_view name);
Decimal parameter(const Rule& rule, std::string_view name, Decimal otherwise);  // "0.01%" is 0.0001
std::string parameter_text(const Rule& rule, std::string_view name);
bool named(const std::vector<std::string>* list, std::string_view text);

// An observation at one entry.
Observation at_entry(std::string_view kind, const Series& series, PeriodIndex period);
// The figure as shown with its unit; all its decimals where the unit's are too few.
std::string exactly_shown(Decimal value, const Unit& unit);
const Unit& unit_of(const Ground& ground, const Line& line);
std::string years(const Template& form, PeriodSet periods);  // "2015/16, 2017/18 to 2020/21"

}  // namespace stp::detect
