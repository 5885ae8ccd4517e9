// Many returns into one: every organisation once, the rows of all tables, files and texts numbered anew. The
// result does not depend on the order of the returns or of the files within them.
#pragma once

#include <vector>

#include "calc/consolidate.h"

namespace stp {

struct Merged {
  Return filed;                                      // total, of the footprint; not yet calculated
  std::vector<std::vector<PlaceIndex>> row_origins;  // per table and row: the place that sent the row
  std::vector<NotAdded> not_added;                   // rows left out
  std::vector<Observation> observed;
};

// `returns` as admit() leaves them. Share rows: the home place's own, else the template's default, else all
// at home.
Merged merge(std::vector<Return> returns, const std::string& round, const Template& form);

// The table's rows that say how organisations are shared out, completed with the template's defaults.
std::vector<TableRow> completed_shares(std::vector<TableRow> own, const Return& filed, const Template& form);

}  // namespace stp
