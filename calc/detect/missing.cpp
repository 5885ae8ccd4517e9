// Questions that are not answered, each cause once: a section that did not come, a line left blank, a single
// year. What a reader already reported as a missing sheet, line or column is not reported again.
#include <algorithm>

#include "calc/detect/detectors.h"

namespace stp::detect {
namespace {

struct Blank {
  LineIndex line;
  ScenarioIndex scenario;
  PeriodSet asked = 0, blank = 0;
};

bool noticed_before(const Ground& ground, std::string_view kind, OrganisationIndex organisation,
                    LineIndex line, ScenarioIndex scenario) {
  const auto& seen = ground.calculated.filed.observations;
  return std::any_of(seen.begin(), seen.end(), [&](const Observation& one) {
    return one.kind == kind && one.organisation == organisation && one.line == line &&
           one.scenario == scenario;
  });
}

PeriodSet asked_periods(const Line& line) {
  if (line.kind == LineKind::input) return line.periods;
  return line.kind == LineKind::reference ? line.periods & line.input_periods : 0;
}

PeriodSet columns_missing(const Ground& ground, OrganisationIndex organisation) {
  PeriodSet missing = 0;
  for (const auto& one : ground.calculated.filed.observations)
    if (one.kind == "column-missing" && one.period && (!one.organisation || one.organisation == organisation))
      missing |= set_of(one.period);
  return missing;
}

Blank blank_years(const Series& series, PeriodSet leave_out) {
  Blank blank{series.at.line, series.at.scenario, asked_periods(series.line) & series.periods & ~leave_out,
              0};
  each_period(blank.asked, [&](PeriodIndex period) {
    if (series.figure(period).state == FigureState::blank) blank.blank |= set_of(period);
  });
  return blank;
}

Observation observation(const Ground& ground, std::string_view kind, OrganisationIndex organisation,
                        PeriodSet periods) {
  Observation noticed;
  noticed.kind = kind;
  noticed.organisation = organisation;
  noticed.expected = years(ground.form, periods);
  return noticed;
}

void missing_section(const Ground& ground, OrganisationIndex organisation, const Section& section,
                     Observations& out) {
  if (organisation && noticed_before(ground, "sheet-missing", organisation, {}, {})) return;
  Observation noticed = observation(ground, "missing-section", organisation, ~PeriodSet{0});
  noticed.label = section.label;
  out.push_back(std::move(noticed));
}

// One line in one scenario: the whole of it as one finding, single years each.
void missing_in_line(const Ground& ground, const OrganisationReturn& part, const Blank& of,
                     Observations& out) {
  const auto put = [&](std::string_view kind, PeriodSet periods, PeriodIndex at) {
    Observation noticed = observation(ground, kind, part.organisation, periods);
    noticed.line = of.line;
    noticed.scenario = of.scenario;
    noticed.at = part.entries.at(of.line, of.scenario, at).at;
    if (kind == "missing-input") noticed.period = at;
    out.push_back(std::move(noticed));
  };
  if (of.blank == of.asked && (of.blank & (of.blank - 1)) != 0) {
    PeriodIndex first{0};
    while (!holds(of.blank, first)) ++first.value;
    put("missing-line", of.blank, first);
    return;
  }
  each_period(of.blank, [&](PeriodIndex period) { put("missing-input", set_of(period), period); });
}

bool asked_of(const Ground& ground, OrganisationIndex organisation, SectionIndex section) {
  const TypeIndex type = ground.form.organisations[organisation.value].type;
  return std::any_of(ground.form.lines.begin(), ground.form.lines.end(), [&](const Line& line) {
    return line.section == section && holds(line.types, type) && asked_periods(line) != 0;
  });
}

void in_section(const Ground& ground, const Rule& rule, OrganisationIndex organisation, SectionIndex section,
                Observations& out) {
  const OrganisationReturn* part = ground.calculated.filed.find(organisation);
  if (!part || !holds(part->sections, section)) {
    missing_section(ground, organisation, ground.form.sections[section.value], out);
    return;
  }
  const PeriodSet leave_out = columns_missing(ground, organisation);
  std::vector<Blank> lines;
  bool something = false;
  each_series(ground, rule.selector, [&](const Series& series) {
    if (&series.part != part || series.line.section != section) return;
    const Blank blank = blank_years(series, leave_out);
    something = something || blank.blank != blank.asked;
    if (blank.blank != 0) lines.push_back(blank);
  });
  if (!something && !lines.empty()) {
    missing_section(ground, organisation, ground.form.sections[section.value], out);
    return;
  }
  for (const auto& line : lines)
    if (!noticed_before(ground, "code-missing", organisation, line.line, line.scenario))
      missing_in_line(ground, *part, line, out);
}

bool returns_here(const Ground& ground, const Organisation& organisation) {
  return organisation.home == ground.calculated.filed.place && organisation.returned && !organisation.summary;
}

}  // namespace

void missing_inputs(const Ground& ground, const Rule& rule, Observations& out) {
  const auto& organisations = ground.form.organisations;
  for (SectionIndex section{0}; section.value < ground.form.sections.size(); ++section.value) {
    std::vector<OrganisationIndex> asked;
    for (OrganisationIndex o{0}; o.value < organisations.size(); ++o.value)
      if (returns_here(ground, organisations[o.value]) && asked_of(ground, o, section)) asked.push_back(o);
    if (asked.empty()) continue;
    if (!holds(ground.calculated.filed.sections, section))
      missing_section(ground, {}, ground.form.sections[section.value], out);
    else
      for (const auto& organisation : asked) in_section(ground, rule, organisation, section, out);
  }
}

}  // namespace stp::detect
