#include <algorithm>
#include <array>

#include "calc/model/tables.h"
#include "xlsx/form/fill/filling.h"
#include "xlsx/form/slots.h"

namespace stp {

namespace {

// What a row is about; rows of the same key are the same row.
constexpr std::array key_columns{tables::solution, tables::beneficiary, tables::payer,
                                 tables::payee,    tables::nature,      tables::organisation,
                                 tables::measure,  tables::destination};

struct Wanted {  // a value for a slot
  const Slot* slot = nullptr;
  const Column* column = nullptr;
  TableCell cell;
};

struct Target {
  TableIndex table;
  const TableDefinition* definition = nullptr;
  const FoundSheet* sheet = nullptr;
  std::vector<Slot> slots;
};

const Slot* slot_named(const Target& target, const Template& form, const std::string& name) {
  for (const Slot& slot : target.slots) {
    const Column& column = target.definition->columns[slot.column.value];
    if (slot_key(form, column, slot.period) == name) return &slot;
    if (slot.period && column.code + "/" + form.periods[slot.period.value].label == name) return &slot;
  }
  return nullptr;
}

std::optional<Target> target_of(Filling& filling, const FillItem& item) {
  Target target;
  target.table = filling.form.table(item.table);
  if (!target.table) {
    filling.unplaced(item, "There is no table \"" + item.table + "\".", "Use the table's code.");
    return std::nullopt;
  }
  target.definition = &filling.form.tables[target.table.value];
  target.slots = slots_of(*target.definition);
  for (const FoundSheet& sheet : filling.found.sheets)
    if (sheet.role == SheetRole::table && sheet.table == target.table && !sheet.repeated)
      target.sheet = &sheet;
  if (target.sheet) return target;
  filling.unplaced(item, "This workbook has no sheet " + target.definition->sheet + ".",
                   "Fill the workbook of the section that has it.");
  return std::nullopt;
}

std::optional<std::vector<Wanted>> wanted_cells(Filling& filling, const FillItem& item,
                                                const Target& target) {
  std::vector<Wanted> wanted;
  for (const auto& [name, text] : item.columns) {
    if (trimmed(text).empty()) continue;
    const Slot* slot = slot_named(target, filling.form, name);
    if (!slot || target.sheet->columns.slots[slot->position] == 0) {
      filling.unplaced(item, "The table " + item.table + " has no column \"" + name + "\".",
                       "Use the small grey key above the column's heading.");
      return std::nullopt;
    }
    Wanted one{slot,
               &target.definition->columns[slot->column.value],
               {EntryKind::value, {}, std::string(trimmed(text)), {}}};
    if (one.column->type == ColumnType::amount) {
      const auto number = number_in(text);
      if (!number) {
        filling.unplaced(item, "\"" + text + "\" in \"" + name + "\" is not a number.",
                         "Give a plain number without separators.");
        return std::nullopt;
      }
      one.cell = {EntryKind::value, *number, "", {}};
    }
    wanted.push_back(std::move(one));
  }
  return wanted;
}

bool same(const TableCell& a, const TableCell& b) {
  return a.kind == b.kind && a.value == b.value && a.text == b.text;
}

std::string key_text(const TableDefinition& table, const std::vector<TableCell>& cells) {
  std::string key;
  for (const char* code : key_columns)
    if (const ColumnIndex column = table.column(code))
      key += cells[table.columns[column.value].first_slot].text + '\x1f';
  return key;
}

std::vector<TableCell> cells_of(const Target& target, const std::vector<Wanted>& wanted) {
  std::vector<TableCell> cells(target.definition->slots);
  for (const Wanted& one : wanted) cells[one.slot->position] = one.cell;
  return cells;
}

// A row with the same key that no other item spoke of: one that agrees in everything if there is one, else
// the first.
TableRow* matching_row(Filling& filling, const Target& target, const std::vector<Wanted>& wanted) {
  const std::string key = key_text(*target.definition, cells_of(target, wanted));
  TableRow* first = nullptr;
  for (TableRow& row : filling.filed.tables[target.table.value]) {
    if (filling.matched_rows.count({target.table, row.at.row}) != 0 ||
        key_text(*target.definition, row.cells) != key)
      continue;
    const bool agrees = std::all_of(wanted.begin(), wanted.end(), [&](const Wanted& one) {
      return same(row.cells[one.slot->position], one.cell);
    });
    if (agrees) return &row;
    if (!first) first = &row;
  }
  return first;
}

std::uint32_t free_row(const Filling& filling, const Target& target) {
  for (std::uint32_t row = target.sheet->columns.first_row; row <= target.sheet->columns.last_row; ++row)
    if (filling.used_rows.count({target.table, row}) == 0) return row;
  return 0;
}

void write_cell(Filling& filling, const Target& target, TableRow& row, const Wanted& one) {
  const std::uint16_t column = target.sheet->columns.slots[one.slot->position];
  row.cells[one.slot->position] = one.cell;
  row.cells[one.slot->position].at = {filling.found.file, static_cast<std::uint16_t>(target.sheet->position),
                                      row.at.row, column};
  const bool number = one.column->type == ColumnType::amount;
  filling.edits.push_back({target.sheet->position,
                           {row.at.row, column},
                           number ? xlsx::CellEdit::Kind::number : xlsx::CellEdit::Kind::text,
                           number ? to_text(one.cell.value) : one.cell.text});
}

void complete_row(Filling& filling, const FillItem& item, const Target& target, TableRow& row,
                  const std::vector<Wanted>& wanted) {
  std::vector<const Wanted*> missing;
  for (const Wanted& one : wanted) {
    const TableCell& held = row.cells[one.slot->position];
    if (same(held, one.cell)) continue;
    if (held.kind != EntryKind::blank && !filling.options.overwrite)
      return filling.unplaced(item,
                              "Row " + std::to_string(row.at.row) +
                                  " is the same row and holds something else in \"" +
                                  slot_key(filling.form, *one.column, one.slot->period) + "\".",
                              "Correct one of the two, or fill with overwriting.");
    missing.push_back(&one);
  }
  for (const Wanted* one : missing) write_cell(filling, target, row, *one);
  ++(missing.empty() ? filling.result.already : filling.result.written);
}

}  // namespace

void place_row(Filling& filling, const FillItem& item) {
  const auto target = target_of(filling, item);
  if (!target) return;
  const auto wanted = wanted_cells(filling, item, *target);
  if (!wanted) return;
  if (wanted->empty()) return void(++filling.result.already);
  if (TableRow* row = matching_row(filling, *target, *wanted)) {
    filling.matched_rows.insert({target->table, row->at.row});
    return complete_row(filling, item, *target, *row, *wanted);
  }
  const std::uint32_t free = free_row(filling, *target);
  if (free == 0)
    return filling.unplaced(
        item, "The table " + target->definition->label + " is full.",
        "Insert rows above its last row, so that its formulas reach them, and fill again.");
  TableRow row;
  row.cells.resize(target->definition->slots);
  row.at = {filling.found.file, static_cast<std::uint16_t>(target->sheet->position), free, 1};
  for (const Wanted& one : *wanted) write_cell(filling, *target, row, one);
  filling.used_rows.insert({target->table, free});
  filling.matched_rows.insert({target->table, free});
  filling.filed.tables[target->table.value].push_back(std::move(row));
  ++filling.result.written;
}

}  // namespace stp
