// What stands in a number cell and is no number: a spreadsheet's error, a marker, text, or a number too large
// to hold.
#include <algorithm>
#include <array>

#include "calc/detect/detectors.h"
#include "calc/detect/meant_number.h"
#include "calc/formula/check.h"

namespace stp::detect {
namespace {

constexpr std::array<std::string_view, 14> spreadsheet_errors{
    "#n/a",    "#value!", "#div/0!", "#ref!",     "#name?",    "#num!",         "#null!",
    "#spill!", "#calc!",  "#field!", "#blocked!", "#connect!", "#getting_data", "#unknown!"};

std::string_view kind_of(const Ground& ground, std::string_view text) {
  const std::string plain = lower_case(plain_text(text));
  const auto is_error = [&](std::string_view error) { return plain == error; };
  // LibreOffice's own errors: "Err:502".
  if (std::any_of(spreadsheet_errors.begin(), spreadsheet_errors.end(), is_error) ||
      plain.starts_with("err:"))
    return "error-value";
  if (parse_decimal(plain).outcome == Parse::too_large) return "number-out-of-range";
  if (std::find(ground.markers.begin(), ground.markers.end(), plain) != ground.markers.end())
    return "marker-for-number";
  return "text-for-number";
}

void describe(const Ground& ground, std::string_view text, const Unit& unit, Observation& noticed) {
  noticed.kind = kind_of(ground, text);
  noticed.found = text;
  if (noticed.kind != "text-for-number") return;
  const auto meant = meant_number(text, unit);
  noticed.expected = meant ? exactly_shown(*meant, unit) : "a number";
}

bool reads_something_unreadable(const Ground& ground, const Series& series, PeriodIndex period) {
  const TypeIndex type = ground.form.organisations[series.at.organisation.value].type;
  const FormulaCase* formula = series.line.formula_for(type, period);
  if (!formula) return false;
  for (const auto& reference : references(formula->formula)) {
    if (reference.across_organisations) return true;  // the parts are reported on their own sheets
    Position at = series.at;
    at.period = period;
    if (reference.previous) --at.period.value;
    if (reference.scenario) at.scenario = reference.scenario;
    const Entry* entry = ground.figures.entry(reference.line, at);
    if (entry && entry->kind == EntryKind::unreadable) return true;
  }
  return false;
}

// In a calculated cell only an error of its own making is worth saying; text there is a formula overwritten.
bool follows_from_another(const Ground& ground, const Series& series, PeriodIndex period,
                          std::string_view kind) {
  if (series.line.kind != LineKind::calculated) return false;
  return kind != "error-value" || !series.entry(period).from_formula ||
         reads_something_unreadable(ground, series, period);
}

void in_entries(const Ground& ground, const Rule& rule, Observations& out) {
  each_series(ground, rule.selector, [&](const Series& series) {
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      if (entry.kind != EntryKind::unreadable || !entry.at) return;  // without a place: its line is missing
      Observation noticed = at_entry("", series, period);
      describe(ground, ground.calculated.filed.texts[entry.text], unit_of(ground, series.line), noticed);
      if (!follows_from_another(ground, series, period, noticed.kind)) out.push_back(std::move(noticed));
    });
  });
}

// Amount columns of the tables; visit(column, cell, period).
template <class Visit>
void each_amount(const Ground& ground, Visit visit) {
  const auto& tables = ground.calculated.filed.tables;
  for (std::size_t t = 0; t < tables.size() && t < ground.form.tables.size(); ++t)
    for (const auto& row : tables[t])
      for (const auto& column : ground.form.tables[t].columns) {
        if (column.type != ColumnType::amount) continue;
        std::size_t slot = column.first_slot;
        const auto see = [&](PeriodIndex period) {
          if (slot < row.cells.size()) visit(column, row.cells[slot], period);
          ++slot;
        };
        if (column.periods == 0) see({});
        each_period(column.periods, see);
      }
}

Observation at_amount(const Column& column, const TableCell& cell, PeriodIndex period) {
  Observation noticed;
  noticed.at = cell.at;
  noticed.period = period;
  noticed.label = column.label;
  return noticed;
}

void in_tables(const Ground& ground, Observations& out) {
  each_amount(ground, [&](const Column& column, const TableCell& cell, PeriodIndex period) {
    if (cell.kind != EntryKind::unreadable) return;
    Observation noticed = at_amount(column, cell, period);
    describe(ground, cell.text, ground.form.units[column.unit.value], noticed);
    out.push_back(std::move(noticed));
  });
}

}  // namespace

void entries_that_are_no_numbers(const Ground& ground, const Rule& rule, Observations& out) {
  in_entries(ground, rule, out);
  if (rule.selector.lines.empty()) in_tables(ground, out);
}

void numbers_out_of_range(const Ground& ground, const Rule& rule, Observations& out) {
  const Decimal most = parameter(rule, "most", Decimal::of(1'000'000'000));
  const std::string expected = to_grouped_text(most, 0);
  each_series(ground, rule.selector, [&](const Series& series) {
    if (series.line.kind == LineKind::calculated) return;
    each_period(series.periods, [&](PeriodIndex period) {
      const Entry& entry = series.entry(period);
      if (entry.kind != EntryKind::value || absolute(entry.value) <= most) return;
      Observation noticed = at_entry("number-out-of-range", series, period);
      noticed.found = exactly_shown(entry.value, unit_of(ground, series.line));
      noticed.expected = expected;
      out.push_back(std::move(noticed));
    });
  });
  if (rule.selector.lines.empty())
    each_amount(ground, [&](const Column& column, const TableCell& cell, PeriodIndex period) {
      if (cell.kind != EntryKind::value || absolute(cell.value) <= most) return;
      Observation noticed = at_amount(column, cell, period);
      noticed.kind = "number-out-of-range";
      noticed.found = exactly_shown(cell.value, ground.form.units[column.unit.value]);
      noticed.expected = expected;
      out.push_back(std::move(noticed));
    });
  // Numbers too large even to be held were kept as text.
  const std::size_t before = out.size();
  entries_that_are_no_numbers(ground, rule, out);
  for (std::size_t i = before; i < out.size(); ++i)
    if (out[i].kind == "number-out-of-range") out[i].expected = expected;
}

}  // namespace stp::detect
