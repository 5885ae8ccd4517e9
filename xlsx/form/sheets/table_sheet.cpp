#include <algorithm>

#include "calc/model/tables.h"
#include "xlsx/form/sheets/back_sheets.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/slots.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

struct Page {
  xlsx::SheetWriter& sheet;
  const BookPlan& plan;
  const TablePlan& layout;
  const TableDefinition& table;
  const CodeLists& lists;
  bool open = true;
};

bool is_amount(const Column& column) { return column.type == ColumnType::amount; }

xlsx::Look look_of(const Page& page, const Column& column) {
  xlsx::Look look = is_amount(column) && column.unit
                        ? looks::input(page.plan.form().units[column.unit.value].number_format)
                        : looks::input_text();
  look.locked = !page.open;
  return look;
}

void write_cell(const Page& page, const Column& column, xlsx::Address at, const TableCell* cell) {
  const xlsx::Look look = look_of(page, column);
  if (!cell || cell->kind == EntryKind::blank) return page.sheet.blank(at, look);
  if (is_amount(column) && cell->kind == EntryKind::value) return page.sheet.number(at, cell->value, look);
  page.sheet.text(at, cell->text, look);
}

void limit_amount(const Template& form, const Column& column, xlsx::Validation& validation) {
  const bool percent = column.unit && form.units[column.unit.value].as_percent;
  validation.kind = xlsx::Validation::Kind::decimal;
  validation.most = percent ? Decimal::of(1) : Decimal::of(1'000'000'000);
  validation.least = percent ? Decimal() : -validation.most;
  validation.error_message =
      percent ? "Type a percentage between 0% and 100%." : "Type a number without text.";
}

xlsx::Validation validation_of(const Page& page, ColumnIndex index) {
  const Column& column = page.table.columns[index.value];
  xlsx::Validation validation;
  validation.input_title = column.label;
  validation.input_message = column.guidance + (column.required ? " Required." : "");
  validation.error_title = column.label;
  validation.error_message = "Choose a code from the list; the sheet Codes says what each means.";
  if (is_amount(column)) {
    limit_amount(page.plan.form(), column, validation);
  } else if (const CodeList* list = page.lists.of(page.layout.table, index)) {
    validation.kind = xlsx::Validation::Kind::list_range;
    validation.range = xlsx::on_sheet(sheet_title::codes, list->codes_at);
  } else if (!column.choices.empty()) {
    validation.kind = xlsx::Validation::Kind::list;
    validation.choices = column.choices;
  } else {
    validation.kind = xlsx::Validation::Kind::length;
    validation.most = Decimal::of(2'000);
    validation.error_message = "At most 2,000 characters.";
  }
  return validation;
}

double width_of(const Column& column) {
  switch (column.type) {
    case ColumnType::amount:
      return 12;
    case ColumnType::text:
      return 24;
    default:
      return 15;
  }
}

void write_headings(const Page& page) {
  std::vector<std::string> headings;
  for (const Slot& slot : slots_of(page.table)) {
    const Column& column = page.table.columns[slot.column.value];
    page.sheet.text({grid::key_row, page.layout.slot_column[slot.position]},
                    slot_key(page.plan.form(), column, slot.period), looks::key());
    headings.push_back(slot_heading(page.plan.form(), column, slot.period));
  }
  const std::uint32_t last = std::max(page.layout.last_row, grid::first_row);
  page.sheet.table({{grid::heading_row, 1}, {last, static_cast<std::uint16_t>(headings.size())}},
                   name_from("table_" + page.table.code), headings, looks::heading());
  for (const Slot& slot : slots_of(page.table))
    if (is_amount(page.table.columns[slot.column.value]))
      page.sheet.text({grid::heading_row, page.layout.slot_column[slot.position]}, headings[slot.position],
                      looks::heading(true));
}

void write_columns(const Page& page) {
  std::size_t done = page.table.columns.size();  // validated columns
  for (const Slot& slot : slots_of(page.table)) {
    const Column& column = page.table.columns[slot.column.value];
    const std::uint16_t at = page.layout.slot_column[slot.position];
    page.sheet.column_width(at, at, width_of(column));
    if (!page.open || slot.column.value == done) continue;
    done = slot.column.value;
    const std::uint16_t last =
        static_cast<std::uint16_t>(at + std::max<std::size_t>(1, periods_in(column).size()) - 1);
    page.sheet.validate({{grid::first_row, at}, {page.layout.last_row, last}},
                        validation_of(page, slot.column));
  }
}

void write_rows(const Page& page, const std::vector<TableRow>& rows) {
  const std::vector<Slot> slots = slots_of(page.table);
  for (std::uint32_t row = grid::first_row; row <= page.layout.last_row; ++row) {
    const std::size_t position = row - grid::first_row;
    for (const Slot& slot : slots) {
      const bool held = position < rows.size() && slot.position < rows[position].cells.size();
      write_cell(page, page.table.columns[slot.column.value], {row, page.layout.slot_column[slot.position]},
                 held ? &rows[position].cells[slot.position] : nullptr);
    }
  }
}

}  // namespace

void write_table(xlsx::SheetWriter& sheet, const BookPlan& plan, const TablePlan& layout,
                 const std::vector<TableRow>& rows, const CodeLists& lists, const BookText& text,
                 bool open_for_typing) {
  const Template& form = plan.form();
  const TableDefinition& table = form.tables[layout.table.value];
  const Page page{sheet, plan, layout, table, lists, open_for_typing};
  write_head(sheet, form, {table.label, sheet_kind::table, table.code, "", text.notice});
  sheet.text({grid::about_row, 1}, table.guidance, looks::note());
  write_headings(page);
  write_rows(page, rows);
  write_columns(page);
  sheet.row_height(grid::heading_row, 42);
  sheet.freeze({grid::first_row, 3});
  sheet.tab_colour(0xFFB81C);
  sheet.protect(true);
  print_table(sheet, form, table.slots > 20 ? 3 : 1);
}

std::vector<TableRow> default_shares(const Template& form,
                                     const std::vector<OrganisationIndex>& organisations) {
  std::vector<TableRow> rows;
  const TableIndex index = form.table(tables::shares);
  if (!index) return rows;
  const TableDefinition& table = form.tables[index.value];
  const auto shared = [&](OrganisationIndex o) {
    return std::any_of(form.shares.begin(), form.shares.end(), [&](const Share& s) {
      return s.organisation == o && s.share != Decimal::of(1) && !s.share.is_zero();
    });
  };
  for (const Share& share : form.shares) {
    if (std::find(organisations.begin(), organisations.end(), share.organisation) == organisations.end())
      continue;
    if (!shared(share.organisation)) continue;
    TableRow row;
    row.cells.resize(table.slots);
    const auto put = [&](const char* code, const std::string& text) {
      if (const ColumnIndex column = table.column(code))
        row.cells[table.slot(column, PeriodIndex{0})] = {EntryKind::value, {}, text, {}};
    };
    put(tables::organisation, form.organisations[share.organisation.value].code);
    put(tables::measure, share.measure);
    put(tables::destination, share.outside ? "OUT" : form.places[share.place.value].code);
    if (const ColumnIndex column = table.column(tables::share))
      for (const PeriodIndex period : periods_in(table.columns[column.value]))
        row.cells[table.slot(column, period)] = {EntryKind::value, share.share, {}, {}};
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace stp
