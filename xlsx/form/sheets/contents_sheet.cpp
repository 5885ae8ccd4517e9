#include "xlsx/form/sheets/front_sheets.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

ContentsRow row_of(const Template& form, const SheetPlan& sheet) {
  const Organisation& organisation = form.organisations[sheet.organisation.value];
  if (!sheet.section)
    return {sheet.name, "The place as a whole, worked out from the sheets before it", "nobody: calculated"};
  return {sheet.name,
          organisation.name + " (" + organisation.code + "): " + form.sections[sheet.section.value].label,
          form.types[organisation.type.value].label + " finance lead"};
}

}  // namespace

std::vector<ContentsRow> contents_of(const BookPlan& plan) {
  const Template& form = plan.form();
  std::vector<ContentsRow> rows = {
      {BookPlan::cover_sheet, "What this workbook is, its version and who answers for it",
       "whoever sends it"},
      {sheet_title::contents, "This list", "nobody"},
      {sheet_title::guide, "What to type where, signs, units, blank and nil", "nobody: to read"}};
  for (const SheetPlan& sheet : plan.sheets())
    if (sheet.section) rows.push_back(row_of(form, sheet));
  for (const TablePlan& table : plan.tables())
    rows.push_back({table.name, form.tables[table.table.value].label, "place finance lead"});
  for (const SheetPlan& sheet : plan.sheets())
    if (!sheet.section) rows.push_back(row_of(form, sheet));
  rows.push_back({sheet_title::checks, "Whether it adds up and what is still blank", "nobody: calculated"});
  rows.push_back({sheet_title::reference, "National values that formulas use", "nobody: programme office"});
  rows.push_back({sheet_title::codes, "The codes behind the drop-down lists", "nobody: to look up"});
  return rows;
}

void write_contents(xlsx::SheetWriter& sheet, const BookPlan& plan, const std::vector<ContentsRow>& rows,
                    const BookText& text) {
  const Template& form = plan.form();
  write_head(
      sheet, form,
      {sheet_title::contents, sheet_kind::contents, "", "Choose a name to go to its sheet.", text.notice});
  const std::uint32_t last = grid::heading_row + static_cast<std::uint32_t>(rows.size());
  sheet.table({{grid::heading_row, 1}, {last, 3}}, "table_contents",
              {"Sheet", "What stands in it", "Who fills it in"}, looks::heading());
  std::uint32_t row = grid::heading_row;
  for (const ContentsRow& entry : rows) {
    ++row;
    sheet.link({row, 1}, entry.sheet, entry.sheet, looks::link());
    sheet.text({row, 2}, entry.holds, looks::label());
    sheet.text({row, 3}, entry.who, looks::label());
  }
  sheet.column_width(1, 1, 34);
  sheet.column_width(2, 2, 78);
  sheet.column_width(3, 3, 34);
  sheet.row_height(grid::heading_row, 20);
  sheet.freeze({grid::first_row, 1});
  sheet.tab_colour(0x003087);
  sheet.protect();
  print_table(sheet, form);
}

}  // namespace stp
