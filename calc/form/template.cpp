#include "calc/form/template.h"

#include <bit>

namespace stp {
namespace {

template <class Of, class List, class Is>
Of position(const List& list, Is is) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (is(list[i])) return Of{static_cast<std::uint16_t>(i)};
  return {};
}

template <class Of, class List>
Of by_code(const List& list, std::string_view code) {
  return position<Of>(list, [&](const auto& item) { return item.code == code; });
}

template <class Of, class Map>
Of mapped(const Map& map, std::string_view code) {
  const auto found = map.find(code);
  return found == map.end() ? Of{} : Of{found->second};
}

}  // namespace

Decimal Unit::half_step() const {
  Decimal step = Decimal::from_units(Decimal::one_in_units / 2);
  for (int i = 0; i < decimals + (as_percent ? 2 : 0); ++i) step = Decimal::from_units(step.units() / 10);
  return step;
}

const FormulaCase* Line::formula_for(TypeIndex type, PeriodIndex period) const {
  for (const FormulaCase& one : formulas)
    if (holds(one.types, type) && holds(one.periods, period)) return &one;
  return nullptr;
}

ColumnIndex TableDefinition::column(std::string_view wanted) const {
  return by_code<ColumnIndex>(columns, wanted);
}

// A column without periods has one slot, whatever the period.
std::uint16_t TableDefinition::slot(ColumnIndex column, PeriodIndex period) const {
  const Column& of = columns[column.value];
  if (of.periods == 0 || !period) return of.first_slot;
  const PeriodSet before = of.periods & (set_of(period) - 1u);
  return static_cast<std::uint16_t>(of.first_slot + std::popcount(before));
}

LineIndex Template::line(std::string_view code) const { return mapped<LineIndex>(line_by_code, code); }
OrganisationIndex Template::organisation(std::string_view code) const {
  return mapped<OrganisationIndex>(organisation_by_code, code);
}
PlaceIndex Template::place(std::string_view code_or_slug) const {
  return position<PlaceIndex>(
      places, [&](const Place& place) { return place.code == code_or_slug || place.slug == code_or_slug; });
}
PeriodIndex Template::period(std::string_view code_or_label) const {
  return position<PeriodIndex>(periods, [&](const Period& period) {
    return period.code == code_or_label || period.label == code_or_label;
  });
}
ScenarioIndex Template::scenario(std::string_view code) const {
  return by_code<ScenarioIndex>(scenarios, code);
}
UnitIndex Template::unit(std::string_view code) const { return by_code<UnitIndex>(units, code); }
TypeIndex Template::type(std::string_view code) const { return by_code<TypeIndex>(types, code); }
ConstantIndex Template::constant(std::string_view code) const {
  return by_code<ConstantIndex>(constants, code);
}
SectionIndex Template::section(std::string_view code) const { return by_code<SectionIndex>(sections, code); }
TableIndex Template::table(std::string_view code) const { return by_code<TableIndex>(tables, code); }
CoverIndex Template::cover_field(std::string_view code) const { return by_code<CoverIndex>(cover, code); }
RuleIndex Template::rule(std::string_view id) const {
  return position<RuleIndex>(rules, [&](const Rule& rule) { return rule.id == id; });
}

PlaceIndex Template::footprint() const {
  return position<PlaceIndex>(places, [](const Place& place) { return place.footprint; });
}

OrganisationIndex Template::summary_of(PlaceIndex place) const {
  return position<OrganisationIndex>(organisations, [&](const Organisation& organisation) {
    return organisation.summary && organisation.home == place;
  });
}

const Round* Template::round(std::string_view code) const {
  for (const Round& one : rounds)
    if (one.code == code) return &one;
  return nullptr;
}

ScenarioIndex Template::resolve(LineIndex line, ScenarioIndex wanted) const {
  const ScenarioSet has = lines[line.value].scenarios;
  if (holds(has, wanted)) return wanted;
  if (!std::has_single_bit(has)) return {};
  return ScenarioIndex{static_cast<std::uint16_t>(std::countr_zero(has))};
}

}  // namespace stp
