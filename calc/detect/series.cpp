// What shows only beside the other years and lines: figures merely copied on, lines that are copies of one
// another, and a year in another unit.
#include <algorithm>

#include "calc/detect/detectors.h"

namespace stp::detect {
namespace {

bool filled(const Entry& entry) { return entry.kind == EntryKind::value && !entry.value.is_zero(); }

void put_repeated(const Ground& ground, const Series& series, PeriodSet run, PeriodIndex first,
                  Observations& out) {
  Observation noticed = at_entry("repeated-series", series, first);
  noticed.found = exactly_shown(series.entry(first).value, unit_of(ground, series.line)) + " (" +
                  years(ground.form, run) + ")";
  out.push_back(std::move(noticed));
}

// A line with all its years, for finding its copy. Lines of one section and scenario are compared.
struct Years {
  const Line* line;
  Position at;
  std::vector<Decimal> values;
  CellPlace first_at;
};

bool same_kind(const Years& a, const Years& b) {
  return a.at.organisation == b.at.organisation && a.at.scenario == b.at.scenario &&
         a.line->section == b.line->section && a.line->unit == b.line->unit;
}

// Nothing where a year is missing or nil, or where all are alike (repeated-series says that).
bool take_years(const Series& series, std::size_t at_least, Years& taken) {
  PeriodIndex first;
  bool complete = true, alike = true;
  each_period(series.periods, [&](PeriodIndex period) {
    const Entry& entry = series.entry(period);
    if (!filled(entry)) complete = false;
    if (!first) first = period;
    taken.values.push_back(entry.value);
    alike = alike && entry.value == taken.values.front();
  });
  if (!complete || alike || taken.values.size() < at_least) return false;
  taken.line = &series.line;
  taken.at = series.at;
  taken.at.period = first;
  taken.first_at = series.entry(first).at;
  return true;
}

Decimal lower_median(std::vector<Decimal> sizes) {
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>((sizes.size() - 1) / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

struct Scale {
  Decimal factor, at_least, most;
  bool jumps(Decimal a, Decimal b) const {
    const Decimal larger = std::max(a, b), smaller = std::min(a, b);
    return !smaller.is_zero() && larger >= at_least && larger <= most && larger > smaller * factor;
  }
};

void put_jump(const Ground& ground, const Series& series, PeriodIndex period, Decimal usual,
              Observations& out) {
  Observation noticed = at_entry("scale-jump", series, period);
  noticed.found = exactly_shown(series.entry(period).value, unit_of(ground, series.line));
  noticed.expected = exactly_shown(usual, unit_of(ground, series.line));
  out.push_back(std::move(noticed));
}

// Against the middle of its own years; failing that, against the round before (once for the line).
void jumps_in(const Ground& ground, const Series& series, const Scale& scale, Observations& out) {
  std::vector<Decimal> sizes;
  each_period(series.periods, [&](PeriodIndex period) {
    if (filled(series.entry(period))) sizes.push_back(absolute(series.entry(period).value));
  });
  if (sizes.empty()) return;
  const Decimal usual = lower_median(sizes);
  bool jumped = false;
  each_period(series.periods, [&](PeriodIndex period) {
    const Entry& entry = series.entry(period);
    if (!filled(entry) || !scale.jumps(absolute(entry.value), usual)) return;
    put_jump(ground, series, period, usual, out);
    jumped = true;
  });
  each_period(series.periods, [&](PeriodIndex period) {
    const Entry& entry = series.entry(period);
    if (jumped || !filled(entry)) return;
    Position at = series.at;
    at.period = period;
    const Value before = ground.figures.earlier(series.at.line, at);
    if (!before.known || !scale.jumps(absolute(entry.value), absolute(before.number))) return;
    put_jump(ground, series, period, before.number, out);
    jumped = true;
  });
}

}  // namespace

void repeated_figures(const Ground& ground, const Rule& rule, Observations& out) {
  const auto at_least = static_cast<int>(to_double(parameter(rule, "years", Decimal::of(4))));
  each_series(ground, rule.selector, [&](const Series& series) {
    PeriodSet run = 0;
    PeriodIndex first;
    int length = 0;
    const auto finish = [&] {
      if (length >= at_least) put_repeated(ground, series, run, first, out);
    };
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      const bool goes_on = length > 0 && filled(entry) && entry.value == series.entry(first).value;
      if (!goes_on) {
        finish();
        run = 0;
        length = 0;
        first = period;
      }
      if (!filled(entry)) return;
      run |= set_of(period);
      ++length;
    });
    finish();
  });
}

void identical_lines(const Ground& ground, const Rule& rule, Observations& out) {
  const auto at_least = static_cast<std::size_t>(to_double(parameter(rule, "years", Decimal::of(4))));
  const auto* leave_out = parameters(rule, "leave_out");
  std::vector<Years> lines;
  each_series(ground, rule.selector, [&](const Series& series) {
    Years taken;
    if (!named(leave_out, series.line.code) && take_years(series, at_least, taken))
      lines.push_back(std::move(taken));
  });
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Years& a, const Years& b) { return a.values < b.values; });
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (std::size_t j = i + 1; j < lines.size() && lines[j].values == lines[i].values; ++j) {
      if (!same_kind(lines[i], lines[j])) continue;
      const Years& copy = lines[j];
      Observation noticed;
      noticed.kind = "identical-series";
      noticed.at = copy.first_at;
      noticed.organisation = copy.at.organisation;
      noticed.line = copy.at.line;
      noticed.scenario = copy.at.scenario;
      noticed.period = copy.at.period;
      noticed.found = lines[i].line->code + " " + lines[i].line->label;
      out.push_back(std::move(noticed));
      break;
    }
}

void jumps_of_scale(const Ground& ground, const Rule& rule, Observations& out) {
  const Scale scale{parameter(rule, "factor", Decimal::of(500)),
                    parameter(rule, "at_least", Decimal::of(1000)), Decimal::of(1'000'000'000'000'000)};
  each_series(ground, rule.selector, [&](const Series& series) { jumps_in(ground, series, scale, out); });
}

}  // namespace stp::detect
