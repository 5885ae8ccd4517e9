// Takes the rows of the register, counterparties and shares, and the entries of the cover.
#pragma once

#include "xlsx/form/take/noticed.h"

namespace stp {

void read_table(const FoundSheet& sheet, const Words& words, std::vector<TableRow>& rows, Noticed& noticed);
// Column of the entries on the cover, and the row of each field; 0: not there.
struct CoverPlaces {
  std::uint16_t entry_column = 0;
  std::vector<std::uint32_t> rows;  // per CoverIndex
};
CoverPlaces cover_places(const FoundSheet& sheet, const Template& form);
std::vector<CoverEntry> read_cover(const FoundSheet& sheet, const Words& words, const Noticed& noticed);

}  // namespace stp
