// What may be typed in a line's cells, derived from the rules that bound an entry by plain numbers, and the
// validation that says so beside the cell.
#pragma once

#include "calc/form/template.h"
#include "xlsx/form/write/book.h"

namespace stp {

struct EntryLimits {
  Decimal least, most;
};
EntryLimits limits_of(const Template& form, LineIndex line);
xlsx::Validation validation_of(const Template& form, LineIndex line);
std::string with_unit(const Unit& unit, Decimal value);  // "0", "-50%"

}  // namespace stp
