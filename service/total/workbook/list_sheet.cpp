#include "service/total/workbook/list_sheet.h"

#include <algorithm>

#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp::total_pages {

ListSheet::ListSheet(const Pages& pages, const char* name, const std::string& about,
                     std::vector<ListColumn> columns)
    : pages_(pages),
      sheet_(pages.book.add_sheet(name)),
      columns_(std::move(columns)),
      table_(name_from(std::string("total_") + name)),
      row_(grid::heading_row) {
  write_head(sheet_, pages.form,
             {pages.total.footprint_name + ": " + name, sheet_kind::total, name, "", pages.text.notice});
  sheet_.text({grid::about_row, 1}, about, looks::note());
}

void ListSheet::sub_heading(const std::string& text) {
  next();
  for (std::uint16_t column = 1; column <= columns_.size(); ++column)
    if (column == 1)
      sheet_.text({row_, column}, text, looks::sub_heading());
    else
      sheet_.blank({row_, column}, looks::sub_heading());
}

void ListSheet::not_known(std::uint16_t column) {
  xlsx::Look look = looks::label();
  look.align = xlsx::Align::right;
  sheet_.text({row_, column}, words::not_known, look);
}

void ListSheet::finish() {
  std::vector<std::string> headings;
  for (const ListColumn& column : columns_) headings.push_back(column.heading);
  const auto last = static_cast<std::uint16_t>(columns_.size());
  sheet_.table({{grid::heading_row, 1}, {std::max(row_, grid::first_row), last}}, table_, headings,
               looks::heading());
  for (std::uint16_t c = 1; c <= last; ++c) {
    sheet_.column_width(c, c, columns_[c - 1u].width);
    if (columns_[c - 1u].right)
      sheet_.text({grid::heading_row, c}, columns_[c - 1u].heading, looks::heading(true));
  }
  sheet_.row_height(grid::heading_row, 30);
  sheet_.freeze({grid::first_row, std::min<std::uint16_t>(last, 3)});
  sheet_.tab_colour(0x330072);
  sheet_.protect();
  print_table(sheet_, pages_.form, last > 14 ? 2 : 1);
}

std::vector<ListColumn> ListSheet::with_years(const Pages& pages, std::vector<ListColumn> before,
                                              std::vector<ListColumn> after) {
  for (const Period& period : pages.form.periods) before.push_back({period.label, 12.5, true});
  before.insert(before.end(), after.begin(), after.end());
  return before;
}

std::string cell(const std::string& sheet, std::uint32_t row, std::uint16_t column) {
  return xlsx::quoted_sheet(sheet) + "!" + cell(row, column);
}

std::string cell(std::uint32_t row, std::uint16_t column) {
  return xlsx::to_text(xlsx::Address{row, column});
}

std::string number_format_of(const Template& form, LineIndex line) {
  return form.units[form.lines[line.value].unit.value].number_format;
}

}  // namespace stp::total_pages
