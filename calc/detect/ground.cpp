#include "calc/detect/ground.h"

#include <algorithm>
#include <tuple>

namespace stp::detect {
namespace {

auto key(const CellPlace& at) { return std::tuple(at.file, at.sheet, at.row, at.column); }

}  // namespace

bool lacks_formula(const Ground& ground, const CellPlace& at) {
  return at && std::binary_search(ground.without_formula.begin(), ground.without_formula.end(), at,
                                  [](const auto& a, const auto& b) { return key(a) < key(b); });
}

const std::vector<std::string>* parameters(const Rule& rule, std::string_view name) {
  const auto found = rule.with.find(std::string(name));
  return found == rule.with.end() ? nullptr : &found->second;
}

std::string parameter_text(const Rule& rule, std::string_view name) {
  const auto* values = parameters(rule, name);
  return values && !values->empty() ? values->front() : std::string();
}

Decimal parameter(const Rule& rule, std::string_view name, Decimal otherwise) {
  std::string text = parameter_text(rule, name);
  const bool percent = text.ends_with('%');
  if (percent) text.pop_back();
  const Parsed parsed = parse_decimal(text);
  if (parsed.outcome != Parse::ok) return otherwise;
  return percent ? parsed.value / Decimal::of(100) : parsed.value;
}

bool named(const std::vector<std::string>* list, std::string_view text) {
  return list && std::find(list->begin(), list->end(), text) != list->end();
}

Observation at_entry(std::string_view kind, const Series& series, PeriodIndex period) {
  Observation noticed;
  noticed.kind = kind;
  noticed.at = series.entry(period).at;
  noticed.organisation = series.at.organisation;
  noticed.line = series.at.line;
  noticed.scenario = series.at.scenario;
  noticed.period = period;
  return noticed;
}

const Unit& unit_of(const Ground& ground, const Line& line) { return ground.form.units[line.unit.value]; }

std::string exactly_shown(Decimal value, const Unit& unit) try {
  const Decimal as_typed = unit.as_percent ? value * Decimal::of(100) : value;
  int decimals = unit.decimals;
  while (decimals < Decimal::places && rounded(as_typed, decimals) != as_typed) ++decimals;
  return to_grouped_text(as_typed, decimals) + (unit.as_percent ? "%" : "");
} catch (const DecimalOverflow&) {
  return to_text(value);
}

std::string years(const Template& form, PeriodSet periods) {
  std::string text;
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    if (!holds(periods, p)) continue;
    const PeriodIndex first = p;
    while (p.value + 1u < form.periods.size() &&
           holds(periods, PeriodIndex{static_cast<std::uint16_t>(p.value + 1)}))
      ++p.value;
    text += (text.empty() ? "" : ", ") + form.periods[first.value].label;
    if (p != first) text += (p.value == first.value + 1 ? ", " : " to ") + form.periods[p.value].label;
  }
  return text;
}

}  // namespace stp::detect
