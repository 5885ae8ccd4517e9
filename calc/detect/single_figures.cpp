// What can be wrong with one figure beside its unit, its neighbours, its note and the whole it is a part of.
#include <algorithm>
#include <cstdio>

#include "calc/detect/detectors.h"

namespace stp::detect {
namespace {

// Day `serial` as spreadsheets count them: 1 is 1900-01-01, and there was a 1900-02-29.
std::string date_text(std::int64_t serial) {
  std::int64_t days = serial + 693'899;  // since 0000-03-01
  const std::int64_t era = days / 146'097;
  days -= era * 146'097;
  const std::int64_t year_of_era = (days - days / 1460 + days / 36'524 - days / 146'096) / 365;
  const std::int64_t day_of_year = days - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  const auto calendar_month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  const auto year = static_cast<int>(year_of_era + era * 400 + (calendar_month <= 2 ? 1 : 0));
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, calendar_month, day);
  return text;
}

bool is_whole(Decimal value) { return rounded(value, 0) == value; }

struct Band {
  Decimal from, to, factor;
};

// In the band of recent dates while no other year of the line is within a factor of it.
bool stands_apart(const Series& series, PeriodIndex period, const Band& band) {
  const Decimal value = series.entry(period).value;
  if (!is_whole(value) || value < band.from || value > band.to) return false;
  bool others = false, near = false;
  each_period(series.periods, [&](PeriodIndex other) {
    const Entry& entry = series.entry(other);
    if (other == period || entry.kind != EntryKind::value || entry.value.is_zero()) return;
    others = true;
    const Decimal size = absolute(entry.value);
    near = near || (size * band.factor >= value && size <= value * band.factor);
  });
  return others && !near;
}

Decimal decimals_allowed(const Unit& unit, Decimal part) {
  Decimal last = Decimal::of(1);
  for (int i = 0; i < unit.decimals + (unit.as_percent ? 2 : 0); ++i)
    last = Decimal::from_units(last.units() / 10);
  return part * last;
}

bool within_size(Decimal value) { return absolute(value) <= Decimal::of(1'000'000'000'000); }

}  // namespace

void decimals_beyond_unit(const Ground& ground, const Rule& rule, Observations& out) {
  const Decimal part = parameter(rule, "of_last_decimal", Decimal());
  each_series(ground, rule.selector, [&](const Series& series) {
    const Unit& unit = unit_of(ground, series.line);
    const Decimal allowed = decimals_allowed(unit, part);
    const int decimals = unit.decimals + (unit.as_percent ? 2 : 0);
    PeriodSet beyond = 0;
    PeriodIndex first;
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      if (entry.kind != EntryKind::value || absolute(entry.value - rounded(entry.value, decimals)) <= allowed)
        return;
      if (!first) first = period;
      beyond |= set_of(period);
    });
    if (!first) return;
    Observation noticed = at_entry("too-precise", series, first);
    const Decimal value = series.entry(first).value;
    noticed.found = exactly_shown(value, unit);
    noticed.expected = exactly_shown(rounded(value, decimals), unit);
    noticed.difference = value - rounded(value, decimals);
    noticed.allowed = allowed;
    noticed.detail = years(ground.form, beyond);
    out.push_back(std::move(noticed));
  });
}

void dates_among_figures(const Ground& ground, const Rule& rule, Observations& out) {
  const Band band{parameter(rule, "from", Decimal::of(40'000)), parameter(rule, "to", Decimal::of(45'000)),
                  parameter(rule, "factor", Decimal::of(4))};
  each_series(ground, rule.selector, [&](const Series& series) {
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      if (entry.kind != EntryKind::value || !within_size(entry.value)) return;
      if (!entry.as_date && !stands_apart(series, period, band)) return;
      Observation noticed = at_entry("date-for-number", series, period);
      noticed.found = exactly_shown(entry.value, unit_of(ground, series.line));
      const auto serial = static_cast<std::int64_t>(entry.value.units() / Decimal::one_in_units);
      if (serial > 60 && serial < 2'958'466) noticed.detail = date_text(serial);
      out.push_back(std::move(noticed));
    });
  });
}

void missing_notes(const Ground& ground, const Rule& rule, Observations& out) {
  LineIndex last_line;
  OrganisationIndex last_organisation;
  each_series(ground, rule.selector, [&](const Series& series) {
    if (!series.line.note_required) return;
    if (series.at.line == last_line && series.at.organisation == last_organisation) return;
    const std::size_t scenarios = ground.form.scenarios.size(), first = series.at.line.value * scenarios;
    for (std::size_t s = 0; s < scenarios; ++s)  // a note in one scenario is enough
      if (first + s < series.part.notes.size() && !series.part.notes[first + s].empty()) return;
    PeriodIndex filled;
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      if (!filled && entry.kind == EntryKind::value && !entry.value.is_zero()) filled = period;
    });
    if (!filled) return;
    last_line = series.at.line;
    last_organisation = series.at.organisation;
    Observation noticed = at_entry("note-missing", series, filled);
    noticed.period = {};
    const std::size_t place = first + series.at.scenario.value;
    if (place < series.part.note_places.size() && series.part.note_places[place])
      noticed.at = series.part.note_places[place];
    out.push_back(std::move(noticed));
  });
}

// A part against the whole it is counted in.
void parts_above_whole(const Ground& ground, const Rule& rule, Observations& out) {
  const auto* subsets = parameters(rule, "subsets");
  each_series(ground, rule.selector, [&](const Series& series) {
    if (!subsets) return;
    for (const auto& text : *subsets) {
      const auto split = text.find(" of ");
      if (split == std::string::npos || text.compare(0, split, series.line.code) != 0) continue;
      const LineIndex whole = ground.form.line(std::string_view(text).substr(split + 4));
      if (!whole) continue;
      each_period(series.periods, [&](PeriodIndex period) {
        Position at = series.at;
        at.period = period;
        const Figure& part = series.figure(period);
        const Value of = ground.figures.line(whole, at);
        if (part.state != FigureState::known || !of.known || !ground.figures.figure(whole, at) ||
            ground.figures.figure(whole, at)->state != FigureState::known || part.value <= of.number)
          return;
        Observation noticed = at_entry("subset-above-set", series, period);
        const Unit& unit = unit_of(ground, series.line);
        noticed.found = exactly_shown(part.value, unit);
        noticed.expected = exactly_shown(of.number, unit);
        noticed.difference = part.value - of.number;
        noticed.allowed = Decimal();
        out.push_back(std::move(noticed));
      });
    }
  });
}

}  // namespace stp::detect
