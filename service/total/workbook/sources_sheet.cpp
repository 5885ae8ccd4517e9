#include <map>
#include <tuple>

#include "service/total/workbook/list_sheet.h"
#include "xlsx/form/roles.h"

namespace stp::total_pages {
namespace {

std::string address(CellPlace at) { return xlsx::to_text(xlsx::Address{at.row, at.column}); }

using FileAndSheet = std::pair<std::uint16_t, std::uint16_t>;

void name_file(const Pages& pages, ListSheet& list, std::uint16_t column, FileAndSheet where) {
  const SourceFile& file = pages.total.merged.filed.files[where.first];
  list.text(column, file.name);
  list.text(static_cast<std::uint16_t>(column + 1), file.sheets[where.second]);
}

// One line of one organisation: a row for each file and sheet its figures stand in, nearly always one.
void write_line(const Pages& pages, ListSheet& list, const OrganisationReturn& part, LineIndex l,
                ScenarioIndex s) {
  const Template& form = pages.form;
  std::map<FileAndSheet, std::map<std::uint16_t, std::string>> cells;  // by sheet column
  for (std::uint16_t p = 0; p < form.periods.size(); ++p)
    if (const CellPlace at = part.entries.at(l, s, PeriodIndex{p}).at)
      cells[{at.file, at.sheet}][pages.plan.year_column(PeriodIndex{p})] = address(at);
  const std::size_t note = note_position(form, l, s);
  if (note < part.note_places.size() && part.note_places[note] && !part.notes[note].empty())
    cells[{part.note_places[note].file, part.note_places[note].sheet}][pages.plan.note_column()] =
        address(part.note_places[note]);
  for (const auto& [where, columns] : cells) {
    list.next();
    list.text(1, form.organisations[part.organisation.value].code);
    list.text(2, form.lines[l.value].code);
    list.text(3, form.scenarios[s.value].code);
    list.number(4, Decimal::of(where.first + 1), "0");
    for (const auto& [column, text] : columns) list.text(column, text);
    name_file(pages, list, static_cast<std::uint16_t>(pages.plan.note_column() + 1), where);
  }
}

void write_row(const Pages& pages, ListSheet& list, std::size_t table, std::size_t position) {
  const TableRow& row = pages.total.merged.filed.tables[table][position];
  CellPlace where = row.at;
  std::string cells;
  for (const TableCell& cell : row.cells) {
    if (!where && cell.at) where = cell.at;
    cells += (cells.empty() ? "" : " ") + (cell.at ? address(cell.at) : "-");
  }
  list.next();
  list.text(1, pages.form.tables[table].code);
  list.number(2, Decimal::of(static_cast<std::int64_t>(grid::first_row + position)), "0");
  list.text(3, pages.form.places[pages.total.row_origins[table][position].value].code);
  if (!where) return list.text(6, "from the template's own shares");
  list.number(4, Decimal::of(where.file + 1), "0");
  list.text(5, row.at ? address(row.at) : "-");
  list.text(6, cells);
  name_file(pages, list, 7, {where.file, where.sheet});
}

}  // namespace

void write_sources(const Pages& pages) {
  ListSheet list(pages, name::sources,
                 "Where each figure came from: file, sheet and cell. Files are numbered on Returns.",
                 ListSheet::with_years(
                     pages, {{"Organisation", 13}, {"Line", 10}, {"Scenario", 10}, {"File number", 9, true}},
                     {{"Note", 9}, {"File", 40}, {"Sheet", 32}}));
  for (const OrganisationReturn& part : pages.total.merged.filed.organisations) {
    if (pages.form.organisations[part.organisation.value].summary) continue;
    list.next();
    list.text(1, pages.form.organisations[part.organisation.value].code);
    list.text(2, sections_row);
    list.text(static_cast<std::uint16_t>(pages.plan.note_column() + 1),
              sections_text(pages.form, part.sections));
    for (std::uint16_t l = 0; l < pages.form.lines.size(); ++l)
      for (std::uint16_t s = 0; s < pages.form.scenarios.size(); ++s)
        write_line(pages, list, part, LineIndex{l}, ScenarioIndex{s});
  }
  list.finish();
}

void write_row_sources(const Pages& pages) {
  ListSheet list(
      pages, name::row_sources,
      "Where each row of the merged tables came from: file, sheet, and its cells from left to right.",
      {{"Table", 16},
       {"Row here", 10, true},
       {"From", 8},
       {"File number", 9, true},
       {"First cell", 10},
       {"Cells", 80},
       {"File", 40},
       {"Sheet", 32}});
  const auto& tables = pages.total.merged.filed.tables;
  for (std::size_t t = 0; t < tables.size(); ++t)
    for (std::size_t r = 0; r < tables[t].size(); ++r) write_row(pages, list, t, r);
  list.finish();
}

}  // namespace stp::total_pages
