#include "xlsx/form/take/read_tables.h"

#include <algorithm>

#include "xlsx/form/sheets/words.h"
#include "xlsx/form/slots.h"

namespace stp {

namespace {

TableCell cell_of(const xlsx::Cell& cell, const Column& column, CellPlace at) {
  TableCell taken;
  taken.at = at;
  if (is_empty(cell)) return taken;
  taken.kind = EntryKind::value;
  taken.text = shown(cell);
  if (column.type != ColumnType::amount) return taken;
  const Parsed parsed = cell.type == xlsx::CellType::number ? number_in(cell) : Parsed{};
  taken.value = parsed.value;
  if (parsed.outcome == Parse::ok)
    taken.text.clear();
  else
    taken.kind = EntryKind::unreadable;
  return taken;
}

void notice_formula(const xlsx::Cell& cell, Noticed& noticed) {
  const bool outside = cell.formula.find('[') != std::string_view::npos;
  const bool other_sheet = cell.formula.find('!') != std::string_view::npos;
  noticed.add(outside       ? "external-formula"
              : other_sheet ? "formula-outside-sheet"
                            : "formula-in-input",
              cell.at, "=" + std::string(cell.formula), "a typed entry", "");
}

}  // namespace

void read_table(const FoundSheet& sheet, const Words& words, std::vector<TableRow>& rows, Noticed& noticed) {
  const TableDefinition& table = words.form.tables[sheet.table.value];
  const std::vector<Slot> slots = slots_of(table);
  std::vector<const Slot*> by_column(1);
  for (const Slot& slot : slots) {
    const std::uint16_t column = sheet.columns.slots[slot.position];
    if (column == 0) continue;
    if (by_column.size() <= column) by_column.resize(column + 1u);
    by_column[column] = &slot;
  }
  each_row(sheet.cells, [&](const RowCells& row) {
    if (row.row < sheet.columns.first_row) return;
    TableRow taken;
    taken.cells.resize(table.slots);
    bool any = false;
    for (const xlsx::Cell& cell : row) {
      if (is_empty(cell) && !cell.has_formula) continue;
      const Slot* slot = cell.at.column < by_column.size() ? by_column[cell.at.column] : nullptr;
      if (!slot || row.row > sheet.columns.last_row) {
        noticed.add("stray-cell", cell.at, shown(cell), "", "");
        continue;
      }
      if (cell.has_formula) notice_formula(cell, noticed);
      taken.cells[slot->position] = cell_of(cell, table.columns[slot->column.value], noticed.place(cell.at));
      any = any || taken.cells[slot->position].kind != EntryKind::blank;
    }
    if (!any) return;
    taken.at = noticed.place({row.row, sheet.columns.slots.empty()
                                           ? std::uint16_t{1}
                                           : std::max<std::uint16_t>(1, sheet.columns.slots[0])});
    rows.push_back(std::move(taken));
  });
}

CoverPlaces cover_places(const FoundSheet& sheet, const Template& form) {
  CoverPlaces places;
  places.rows.resize(form.cover.size());
  std::uint16_t field_column = 0;
  each_row(sheet.cells, [&](const RowCells& row) {
    if (field_column == 0 || places.entry_column == 0) {
      for (const xlsx::Cell& cell : row) {
        if (shown(cell) == words::field) field_column = cell.at.column;
        if (shown(cell) == words::entry) places.entry_column = cell.at.column;
      }
      return;
    }
    const xlsx::Cell* field = row.at(field_column);
    if (!field || field->type != xlsx::CellType::text) return;
    if (const CoverIndex index = form.cover_field(shown(*field)); index && places.rows[index.value] == 0)
      places.rows[index.value] = row.row;
  });
  return places;
}

std::vector<CoverEntry> read_cover(const FoundSheet& sheet, const Words& words, const Noticed& noticed) {
  const CoverPlaces places = cover_places(sheet, words.form);
  std::vector<CoverEntry> entries(words.form.cover.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (places.rows[i] == 0) continue;
    const xlsx::Address at{places.rows[i], places.entry_column};
    entries[i].at = noticed.place(at);
    if (const xlsx::Cell* cell = sheet.cells.find(at)) entries[i].text = shown(*cell);
  }
  return entries;
}

}  // namespace stp
