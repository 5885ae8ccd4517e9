// Takes the entries of an organisation's (or summary) sheet by their codes, wherever the rows and columns
// lie, and notices every departure from the form on the way. Formulas are compared later, by
// check_formulas.h.
#pragma once

#include "xlsx/form/take/noticed.h"

namespace stp {

struct LinesTaken {
  OrganisationReturn& part;
  std::vector<std::string>& texts;  // of unreadable entries
  std::size_t formulas = 0, without_result = 0;
};
void read_lines(FoundSheet& sheet, const Words& words, LinesTaken& taken, Noticed& noticed);

// What stands in a cell as an entry; unreadable text is added to `texts`.
Entry entry_in(const xlsx::Cell& cell, CellPlace at, std::vector<std::string>& texts);
void put_place(CellPlace& place, const Noticed& noticed, xlsx::Address at);

}  // namespace stp
