#include "tests/support/seeded_returns.h"

#include "calc/model/tables.h"

namespace stp::test {
namespace {

Decimal amount_for(const Line& line, const Template& form, Chance& chance) {
  const Unit& unit = form.units[line.unit.value];
  if (unit.as_percent) return Decimal::ratio(static_cast<std::int64_t>(chance.below(800)) - 200, 10'000);
  const auto whole = static_cast<std::int64_t>(chance.below(400'000));
  return Decimal::of(line.sign == Sign::magnitude ? whole : whole - 200'000);
}

Entry typed(Decimal value, std::size_t line, std::size_t period) {
  Entry entry;
  entry.kind = EntryKind::value;
  entry.value = value;
  entry.at = {0, 0, static_cast<std::uint32_t>(line + 10), static_cast<std::uint16_t>(period + 4)};
  return entry;
}

template <class Visit>
void each_input(Return& filed, const Template& form, Visit visit) {
  for (auto& part : filed.organisations)
    for (LineIndex line{0}; line.value < form.lines.size(); ++line.value) {
      const Line& definition = form.lines[line.value];
      if (definition.kind != LineKind::input) continue;
      if (!holds(definition.types, form.organisations[part.organisation.value].type)) continue;
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value)
          if (holds(definition.scenarios, s) && holds(definition.periods, p))
            visit(part.entries.at(line, s, p), definition, line, p);
    }
}

std::string any_organisation(const Return& filed, const Template& form, Chance& chance) {
  const auto& part = filed.organisations[chance.below(filed.organisations.size())];
  return form.organisations[part.organisation.value].code;
}

std::string any_theme(const Template& form, Chance& chance) {
  std::vector<std::string> themes;
  for (const auto& line : form.lines)
    if (line.statement == "F6" && line.kind == LineKind::calculated) themes.push_back(line.code);
  return themes[chance.below(themes.size())];
}

void add_row(Return& filed, const Template& form, Chance& chance) {
  const TableDefinition& table = form.tables[form.table(tables::registered).value];
  TableRow row{std::vector<TableCell>(table.slots), {}};
  const auto put = [&](const char* column, const std::string& text) {
    TableCell& cell = row.cells[table.columns[table.column(column).value].first_slot];
    cell.kind = EntryKind::value;
    cell.text = text;
  };
  put(tables::solution, "XX-" + std::to_string(chance.below(50)));
  put(tables::beneficiary, any_organisation(filed, form, chance));
  put(tables::counterparty, any_organisation(filed, form, chance));
  put("theme", any_theme(form, chance));
  for (const auto& column : table.columns)
    if (column.type == ColumnType::amount && column.periods != 0)
      for (std::size_t slot = column.first_slot; slot < column.first_slot + 5u; ++slot)
        if (!chance.one_in(3)) {
          row.cells[slot].kind = EntryKind::value;
          row.cells[slot].value = Decimal::of(static_cast<std::int64_t>(chance.below(9'000)));
        }
  filed.tables[form.table(tables::registered).value].push_back(std::move(row));
}

}  // namespace

Return random_return(const Template& form, const std::string& place, Chance& chance) {
  Return filed = Typed(form, place).take();
  each_input(filed, form, [&](Entry& entry, const Line& definition, LineIndex line, PeriodIndex period) {
    if (!chance.one_in(8)) entry = typed(amount_for(definition, form, chance), line.value, period.value);
  });
  for (std::size_t row = chance.below(30); row > 0; --row) add_row(filed, form, chance);
  return filed;
}

Return changed_at_random(Return filed, const Template& form, Chance& chance) {
  each_input(filed, form, [&](Entry& entry, const Line& definition, LineIndex line, PeriodIndex period) {
    if (!chance.one_in(100)) return;
    entry =
        chance.one_in(4) ? Entry{} : typed(amount_for(definition, form, chance), line.value, period.value);
  });
  auto& rows = filed.tables[form.table(tables::registered).value];
  for (std::size_t times = chance.below(4); times > 0 && !rows.empty(); --times)
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(chance.below(rows.size())));
  for (std::size_t times = chance.below(4); times > 0; --times) add_row(filed, form, chance);
  return filed;
}

}  // namespace stp::test
