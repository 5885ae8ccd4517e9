// fill_workbook: items into their cells, reference values where blank, cached results renewed; all of it or
// nothing.
#include <map>

#include "xlsx/form/fill/filling.h"

namespace stp {

namespace {

void place(Filling& filling, const FillItem& item) {
  switch (item.kind) {
    case FillItem::Kind::entry:
      return place_entry(filling, item);
    case FillItem::Kind::note:
      return place_note(filling, item);
    case FillItem::Kind::cover:
      return place_cover(filling, item);
    case FillItem::Kind::row:
      return place_row(filling, item);
  }
}

bool only_a_result(const xlsx::CellEdit& edit) {
  return edit.kind == xlsx::CellEdit::Kind::cached_number || edit.kind == xlsx::CellEdit::Kind::cached_text;
}

// An item may speak of a cell twice: what it holds in the end is what was written last.
std::vector<WrittenCell> cells_written(const xlsx::Workbook& workbook,
                                       const std::vector<xlsx::CellEdit>& edits) {
  std::map<std::pair<std::size_t, xlsx::Address>, const xlsx::CellEdit*> last;
  for (const xlsx::CellEdit& edit : edits)
    if (!only_a_result(edit)) last[{edit.sheet, edit.at}] = &edit;
  std::vector<WrittenCell> cells;
  for (const auto& [at, edit] : last) cells.push_back({workbook.sheets()[edit->sheet].name, *edit});
  return cells;
}

// A formula that a figure has replaced keeps no cached result.
xlsx::EditOptions how_to_edit(const Filling& filling) {
  xlsx::EditOptions how;
  how.recalculate_on_load = filling.unknown_results;
  how.overwrite_formulas = filling.options.overwrite;
  return how;
}

}  // namespace

Result<Filled> fill_workbook(const NamedWorkbook& file, const Template& form,
                             const std::vector<FillItem>& items, const FillOptions& options) {
  auto taken = take_file(file, form);
  if (!taken) return refuse(taken.error());
  Filling filling(form, *taken, options);
  for (TableIndex t{0}; t.value < filling.filed.tables.size(); ++t.value)
    for (const TableRow& row : filling.filed.tables[t.value]) filling.used_rows.insert({t, row.at.row});
  for (const FillItem& item : items) place(filling, item);
  if (!filling.result.unplaced.empty()) return std::move(filling.result);
  fill_references(filling);
  renew_results(filling);
  auto bytes = file.workbook.edited(filling.edits, how_to_edit(filling));
  if (!bytes) return refuse(bytes.error());
  filling.result.bytes = std::move(*bytes);
  filling.result.cells = cells_written(file.workbook, filling.edits);
  return std::move(filling.result);
}

}  // namespace stp
