// items_of: a return as the items that would fill a blank workbook to the same return.
#include "calc/base/decimal.h"
#include "xlsx/file/address.h"
#include "xlsx/form/form.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/slots.h"

namespace stp {

namespace {

std::string where(const Return& filed, const CellPlace& at) {
  if (!at || at.file >= filed.files.size()) return {};
  const SourceFile& file = filed.files[at.file];
  const std::string sheet =
      at.sheet < file.sheets.size() ? xlsx::quoted_sheet(file.sheets[at.sheet]) + "!" : std::string();
  return file.name + " " + sheet + xlsx::to_text(xlsx::Address{at.row, at.column});
}

struct Listing {
  const Return& filed;
  const Template& form;
  std::vector<FillItem> items;
};

FillItem line_item(const Listing& listing, FillItem::Kind kind, const OrganisationReturn& part,
                   LineIndex line, ScenarioIndex scenario) {
  FillItem item;
  item.kind = kind;
  item.organisation = listing.form.organisations[part.organisation.value].code;
  item.line = listing.form.lines[line.value].code;
  item.scenario = listing.form.scenarios[scenario.value].code;
  return item;
}

void list_line(Listing& listing, const OrganisationReturn& part, LineIndex line, ScenarioIndex scenario) {
  const Template& form = listing.form;
  const TypeIndex type = form.organisations[part.organisation.value].type;
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    const CellRole role = role_of(form.lines[line.value], type, scenario, p);
    const Entry& entry = part.entries.at(line, scenario, p);
    if ((role != CellRole::input && role != CellRole::reference) || entry.kind == EntryKind::blank) continue;
    FillItem item = line_item(listing, FillItem::Kind::entry, part, line, scenario);
    item.year = form.periods[p.value].label;
    item.value = entry.kind == EntryKind::value ? to_text(entry.value) : listing.filed.texts.at(entry.text);
    item.at = where(listing.filed, entry.at);
    listing.items.push_back(std::move(item));
  }
  const std::size_t position = note_position(form, line, scenario);
  if (position >= part.notes.size() || part.notes[position].empty()) return;
  FillItem note = line_item(listing, FillItem::Kind::note, part, line, scenario);
  note.value = part.notes[position];
  if (position < part.note_places.size()) note.at = where(listing.filed, part.note_places[position]);
  listing.items.push_back(std::move(note));
}

void list_cover(Listing& listing) {
  for (std::size_t i = 0; i < listing.filed.cover.size() && i < listing.form.cover.size(); ++i) {
    if (listing.form.cover[i].prefilled || listing.filed.cover[i].text.empty()) continue;
    FillItem item;
    item.kind = FillItem::Kind::cover;
    item.field = listing.form.cover[i].code;
    item.value = listing.filed.cover[i].text;
    item.at = where(listing.filed, listing.filed.cover[i].at);
    listing.items.push_back(std::move(item));
  }
}

void list_row(Listing& listing, const TableDefinition& table, const TableRow& row) {
  FillItem item;
  item.kind = FillItem::Kind::row;
  item.table = table.code;
  item.at = where(listing.filed, row.at);
  for (const Slot& slot : slots_of(table)) {
    if (slot.position >= row.cells.size()) continue;
    const TableCell& cell = row.cells[slot.position];
    if (cell.kind == EntryKind::blank) continue;
    const Column& column = table.columns[slot.column.value];
    const bool number = column.type == ColumnType::amount && cell.kind == EntryKind::value;
    item.columns.emplace_back(slot_key(listing.form, column, slot.period),
                              number ? to_text(cell.value) : cell.text);
  }
  if (!item.columns.empty()) listing.items.push_back(std::move(item));
}

}  // namespace

std::vector<FillItem> items_of(const Return& filed, const Template& form) {
  Listing listing{filed, form, {}};
  list_cover(listing);
  for (const OrganisationReturn& part : filed.organisations)
    for (LineIndex l{0}; l.value < form.lines.size(); ++l.value)
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value) list_line(listing, part, l, s);
  for (std::size_t t = 0; t < filed.tables.size() && t < form.tables.size(); ++t)
    for (const TableRow& row : filed.tables[t]) list_row(listing, form.tables[t], row);
  return std::move(listing.items);
}

}  // namespace stp
