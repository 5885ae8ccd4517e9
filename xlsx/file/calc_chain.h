// The calculation chain (which cells hold formulas) and the wish to recalculate, kept consistent with the
// edits.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "xlsx/file/inner.h"

namespace stp::xlsx {

struct SheetAddress {
  std::uint32_t sheet_id = 0;
  Address at;
  auto operator<=>(const SheetAddress&) const = default;
};

struct NewPart {
  std::string part, text;
  bool drop = false;
};
// Adds the parts that must change so that the chain names no cell of `without` and every cell of `added`.
std::optional<Refusal> mend_calc_chain(const Workbook::Inner& inner, const std::set<SheetAddress>& without,
                                       const std::set<SheetAddress>& added, std::vector<NewPart>& out);

// Adds workbook.xml with fullCalcOnLoad set.
std::optional<Refusal> ask_for_recalculation(const Workbook::Inner& inner, std::vector<NewPart>& out);

}  // namespace stp::xlsx
