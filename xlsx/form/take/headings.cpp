#include <algorithm>

#include "xlsx/form/sheets/words.h"
#include "xlsx/form/slots.h"
#include "xlsx/form/take/identify.h"

namespace stp {

namespace {

constexpr std::uint32_t heading_rows = 40;

// The headings of one row; code 0 where it has none of that name.
Headings headings_in(const RowCells& row, const Words& words) {
  Headings found;
  found.row = row.row;
  found.periods.resize(words.form.periods.size());
  const std::pair<const char*, std::uint16_t Headings::*> fixed[] = {{words::code, &Headings::code},
                                                                     {words::line, &Headings::line},
                                                                     {words::scenario, &Headings::scenario},
                                                                     {words::unit, &Headings::unit},
                                                                     {words::note, &Headings::note}};
  for (const xlsx::Cell& cell : row) {
    if (is_empty(cell)) continue;
    const std::string_view text = shown(cell);
    for (const auto& [word, member] : fixed)
      if (text == word && found.*member == 0) found.*member = cell.at.column;
    const auto period = words.periods.find(std::string(text));
    if (period != words.periods.end() && found.periods[period->second.value] == 0)
      found.periods[period->second.value] = cell.at.column;
    found.last = cell.at.column;
  }
  return found;
}

bool has_years(const Headings& headings) {
  return std::any_of(headings.periods.begin(), headings.periods.end(),
                     [](std::uint16_t c) { return c != 0; });
}

// Its heading gone, the code column is the one with most codes below the headings.
std::uint16_t column_of_codes(const xlsx::SheetCells& cells, const Words& words, std::uint32_t below) {
  std::vector<std::size_t> votes(64);
  for (const xlsx::Cell& cell : cells.cells)
    if (cell.at.row > below && cell.at.column < votes.size() && cell.type == xlsx::CellType::text &&
        words.lines.count(shown(cell)) != 0)
      ++votes[cell.at.column];
  const auto most = std::max_element(votes.begin(), votes.end());
  return *most < 3 ? std::uint16_t{0} : static_cast<std::uint16_t>(most - votes.begin());
}

template <class Each>
void each_row_until(const xlsx::SheetCells& cells, std::uint32_t last, Each&& each) {
  for (std::size_t i = 0; i < cells.cells.size() && cells.cells[i].at.row <= last;) {
    RowCells row{cells.cells[i].at.row, &cells.cells[i], &cells.cells[i]};
    while (i < cells.cells.size() && cells.cells[i].at.row == row.row) ++i;
    row.last = cells.cells.data() + i;
    if (each(row)) return;
  }
}

}  // namespace

Headings find_headings(const xlsx::SheetCells& cells, const Words& words) {
  Headings best;
  best.periods.resize(words.form.periods.size());
  each_row_until(cells, heading_rows, [&](const RowCells& row) {
    const Headings found = headings_in(row, words);
    if (!has_years(found)) return false;
    if (best.row == 0 || found.code != 0) best = found;
    return found.code != 0;
  });
  if (best.row != 0 && best.code == 0) best.code = column_of_codes(cells, words, best.row);
  return best;
}

namespace {

// Keys such as "gross/Y2", or where they are gone the headings themselves.
TableColumns columns_in(const RowCells& row, const std::vector<std::string>& names) {
  TableColumns found;
  found.key_row = row.row;
  found.slots.resize(names.size());
  for (const xlsx::Cell& cell : row) {
    if (cell.type != xlsx::CellType::text) continue;
    const auto name = std::find(names.begin(), names.end(), shown(cell));
    if (name != names.end() && found.slots[static_cast<std::size_t>(name - names.begin())] == 0)
      found.slots[static_cast<std::size_t>(name - names.begin())] = cell.at.column;
  }
  return found;
}

std::size_t known(const TableColumns& columns) {
  return static_cast<std::size_t>(
      std::count_if(columns.slots.begin(), columns.slots.end(), [](auto c) { return c != 0; }));
}

// Rows ready for typing end where the last cell stands that may be typed in; where protection was taken from
// every cell, with the last cell of the table.
std::uint32_t last_table_row(const xlsx::SheetCells& cells, const TableColumns& columns) {
  std::uint32_t last_open = 0, last_any = 0;
  std::vector<bool> in_table(xlsx::Address::last_column + 1u);
  for (const std::uint16_t column : columns.slots) in_table[column] = column != 0;
  for (const xlsx::Cell& cell : cells.cells) {
    if (cell.at.row < columns.first_row || !in_table[cell.at.column]) continue;
    last_any = cell.at.row;
    if (!cell.locked) last_open = cell.at.row;
  }
  return last_open != 0 ? last_open : last_any;
}

}  // namespace

TableColumns find_table_columns(const xlsx::SheetCells& cells, const Template& form,
                                const TableDefinition& table) {
  std::vector<std::string> keys, labels;
  for (const Slot& slot : slots_of(table)) {
    keys.push_back(slot_key(form, table.columns[slot.column.value], slot.period));
    labels.push_back(slot_heading(form, table.columns[slot.column.value], slot.period));
  }
  TableColumns by_key, by_label;
  by_key.slots.resize(keys.size());
  by_label.slots.resize(keys.size());
  each_row_until(cells, heading_rows, [&](const RowCells& row) {
    TableColumns found = columns_in(row, keys);
    if (known(found) > known(by_key)) by_key = std::move(found);
    found = columns_in(row, labels);
    if (known(found) > known(by_label)) by_label = std::move(found);
    return false;
  });
  TableColumns best = known(by_key) >= known(by_label) ? by_key : by_label;
  best.first_row = std::max(by_key.key_row, by_label.key_row) + 1;
  best.last_row = last_table_row(cells, best);
  return best;
}

}  // namespace stp
