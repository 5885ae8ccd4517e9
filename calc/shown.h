// Figures, years and cells as people read them.
#pragma once

#include <string>

#include "calc/calculate.h"

namespace stp {

std::string shown(Decimal value, const Unit& unit);         // "-12,345", "2.10%", "118.5"
std::string shown(const Figure& figure, const Unit& unit);  // also "blank", "unknown", "not asked"

struct CellText {
  std::string file, sha256, sheet, cell;  // all empty when nothing stands in a file
};
CellText describe(const Return& filed, const CellPlace& at);
std::string cell_name(std::uint16_t column, std::uint32_t row);  // "E12"

}  // namespace stp
