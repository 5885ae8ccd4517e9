#include "xlsx/file/sheet_places.h"

#include <algorithm>

#include "xlsx/file/trouble.h"

namespace stp::xlsx {

void SheetPlaces::restart() {
  rows.clear();
  highest.clear();
  found.clear();
  twice.clear();
  shared.clear();
  arrays.clear();
  cells_ = 0;
}

bool SheetPlaces::has_edit_in_row(std::uint32_t number) const {
  const auto first = edits_.lower_bound(Address{number, 0});
  return first != edits_.end() && first->first.row == number;
}

void SheetPlaces::row(const RawRow& raw) {
  if (rows.size() >= limits_.cells) {
    trouble = too_large(where_, "too many rows");
    return;
  }
  rows.push_back({raw, {}, {}});
  highest.push_back(std::max(raw.number, highest.empty() ? 0u : highest.back()));
  is_edited_row_ = has_edit_in_row(raw.number);
}

void SheetPlaces::cell(const RawCell& raw) {
  if (++cells_ > limits_.cells) {
    trouble = too_large(where_, "too many cells");
    return;
  }
  if (is_edited_row_) rows.back().cells.push_back({raw.at.column, raw.whole.begin});
  if (is_edited_row_ || raw.at.row != rows.back().row.number) {
    if (edits_.count(raw.at) != 0 && !found.emplace(raw.at, raw).second) twice.insert(raw.at);
  }
  if (raw.formula_kind == FormulaKind::shared) {
    const bool is_master = !raw.formula.empty() && !raw.formula_range.empty();
    shared.push_back({raw.at, raw.shared_index, is_master, raw.formula, raw.formula_element});
  }
  if (raw.formula_kind == FormulaKind::array || raw.formula_kind == FormulaKind::table) {
    const auto range = parse_range(raw.formula_range);
    const bool stands_alone = !range || (range->first == raw.at && range->last == raw.at);
    if (!stands_alone) arrays.push_back({raw.at, *range});
  }
}

}  // namespace stp::xlsx
