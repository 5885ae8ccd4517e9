// A table's columns laid flat: a column with years has one slot per year.
#pragma once

#include <vector>

#include "calc/form/template.h"

namespace stp {

struct Slot {
  std::uint16_t position = 0;  // in TableRow::cells
  ColumnIndex column;
  PeriodIndex period;  // nothing: a column without years
};
std::vector<Slot> slots_of(const TableDefinition& table);
std::vector<PeriodIndex> periods_in(const Column& column);

// "gross/Y2", the key above a slot's heading; and the heading itself.
std::string slot_key(const Template& form, const Column& column, PeriodIndex period);
std::string slot_heading(const Template& form, const Column& column, PeriodIndex period);

}  // namespace stp
