// Whether two readings of a sheet are the same, down to every byte; "" or where they differ first.
#pragma once

#include <string>

#include "xlsx/file/workbook.h"

namespace stp::test {

inline std::string difference(const xlsx::SheetCells& a, const xlsx::SheetCells& b) {
  if (a.cells.size() != b.cells.size()) return "number of cells";
  for (std::size_t i = 0; i < a.cells.size(); ++i) {
    const xlsx::Cell &x = a.cells[i], &y = b.cells[i];
    if (x.at != y.at || x.type != y.type || x.has_formula != y.has_formula || x.as_date != y.as_date ||
        x.locked != y.locked || x.style != y.style || x.value != y.value || x.formula != y.formula) {
      return "cell " + to_text(x.at);
    }
  }
  if (a.hidden_rows != b.hidden_rows || a.hidden_columns != b.hidden_columns) return "what is hidden";
  if (a.is_protected != b.is_protected || a.merged.size() != b.merged.size()) return "the frame";
  return "";
}

}  // namespace stp::test
