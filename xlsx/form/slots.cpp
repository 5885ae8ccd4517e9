#include "xlsx/form/slots.h"

namespace stp {

std::vector<PeriodIndex> periods_in(const Column& column) {
  std::vector<PeriodIndex> periods;
  for (PeriodIndex p{0}; p.value < 32; ++p.value)
    if (holds(column.periods, p)) periods.push_back(p);
  return periods;
}

std::vector<Slot> slots_of(const TableDefinition& table) {
  std::vector<Slot> slots;
  for (ColumnIndex c{0}; c.value < table.columns.size(); ++c.value) {
    const Column& column = table.columns[c.value];
    std::uint16_t position = column.first_slot;
    if (column.periods == 0) slots.push_back({position, c, {}});
    for (const PeriodIndex period : periods_in(column)) slots.push_back({position++, c, period});
  }
  return slots;
}

std::string slot_key(const Template& form, const Column& column, PeriodIndex period) {
  return period ? column.code + "/" + form.periods[period.value].code : column.code;
}

std::string slot_heading(const Template& form, const Column& column, PeriodIndex period) {
  std::string heading = column.label;
  if (period) heading += " " + form.periods[period.value].label;
  if (column.unit && column.type == ColumnType::amount) heading += ", " + form.units[column.unit.value].label;
  return heading;
}

}  // namespace stp
