// What a sheet turned out to be, and where on it things stand. Filled in by identify, find_headings and
// read_lines; plain data.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "calc/form/template.h"
#include "calc/model/return.h"
#include "xlsx/file/workbook.h"
#include "xlsx/form/stamp.h"

namespace stp {

enum class SheetRole {
  unknown,
  organisation,
  summary,
  table,
  cover,
  reference,
  other
};  // other: ours, holds no figures

// Columns by their headings; 0: not there.
struct Headings {
  std::uint32_t row = 0;
  std::uint16_t code = 0, line = 0, scenario = 0, unit = 0, note = 0;
  std::vector<std::uint16_t> periods;  // per PeriodIndex
  std::uint16_t last = 0;              // the last column with a heading
};

struct TableColumns {
  std::uint32_t key_row = 0, first_row = 0, last_row = 0;  // of the rows of the table
  std::vector<std::uint16_t> slots;                        // column per slot; 0: not there
};

struct FoundSheet {
  std::size_t position = 0;  // in the workbook
  std::string name;
  xlsx::SheetCells cells;
  SheetRole role = SheetRole::unknown;
  std::optional<Stamp> stamp;
  xlsx::Address stamp_at;
  OrganisationIndex organisation;
  SectionIndex section;  // organisation sheets
  TableIndex table;
  Headings headings;
  TableColumns columns;
  std::vector<std::uint32_t> rows;  // per line x scenario (note_position): its row, 0 none
  bool repeated = false;            // another sheet is the same one; this is not read
};

struct FoundFile {
  std::uint16_t file = 0;          // position in Return::files
  std::vector<FoundSheet> sheets;  // worksheets, in workbook order
  const FoundSheet* sheet(OrganisationIndex organisation, SectionIndex section) const;
  const FoundSheet* with_role(SheetRole role) const;
};

// Look-ups that a whole return's reading shares.
struct Words {
  explicit Words(const Template& form);
  const Template& form;
  std::unordered_map<std::string_view, LineIndex> lines;
  std::unordered_map<std::string, PeriodIndex> periods;      // by label
  std::unordered_map<std::string, ScenarioIndex> scenarios;  // by label and by code, lower case
};

std::string_view trimmed(std::string_view text);
std::string lower(std::string_view text);
// Text as people see it: of text and number cells alike; "" for blanks.
std::string_view shown(const xlsx::Cell& cell);
inline bool is_empty(const xlsx::Cell& cell) {
  return cell.type == xlsx::CellType::blank ||
         (cell.type == xlsx::CellType::text && trimmed(cell.value).empty());
}

// A typed number, as people mean it: spreadsheets hold 15 significant digits, and programs that save 16 or 17
// add the noise of binary fractions (69447.4 becomes 69447.399999999994), which is taken off. A formula's
// result is left alone.
Parsed number_in(const xlsx::Cell& cell);

// The cells of one row.
struct RowCells {
  std::uint32_t row = 0;
  const xlsx::Cell* first = nullptr;
  const xlsx::Cell* last = nullptr;  // one past
  const xlsx::Cell* at(std::uint16_t column) const {
    for (const xlsx::Cell* cell = first; cell != last; ++cell)
      if (cell->at.column == column) return cell;
    return nullptr;
  }
  const xlsx::Cell* begin() const { return first; }
  const xlsx::Cell* end() const { return last; }
};
template <class Do>
void each_row(const xlsx::SheetCells& sheet, Do&& on_row) {
  const xlsx::Cell* cell = sheet.cells.data();
  const xlsx::Cell* const end = cell + sheet.cells.size();
  while (cell != end) {
    RowCells row{cell->at.row, cell, cell};
    while (row.last != end && row.last->at.row == row.row) ++row.last;
    cell = row.last;
    on_row(row);
  }
}

}  // namespace stp
