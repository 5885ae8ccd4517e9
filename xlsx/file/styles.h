// Only two questions about a cell's style: does its number format show a date, and is the cell locked.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "xlsx/file/xml.h"

namespace stp::xlsx {

struct CellStyle {
  bool is_date = false, locked = true;
};
struct Styles {
  std::vector<CellStyle> cell;
  CellStyle of(std::uint32_t style) const { return style < cell.size() ? cell[style] : CellStyle{}; }
};
std::optional<Refusal> read_styles(std::string_view text, std::string where, const Limits& limits,
                                   Styles& out);

bool shows_date(std::string_view format_code);  // "dd/mm/yyyy": yes; "0 \"days\"": no

}  // namespace stp::xlsx
