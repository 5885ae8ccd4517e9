// A sheet with one table: head, headings, rows from the first row down, widths, protection, print set-up.
#pragma once

#include <string>
#include <vector>

#include "service/total/workbook/pages.h"
#include "xlsx/form/sheets/looks.h"

namespace stp::total_pages {

struct ListColumn {
  std::string heading;
  double width = 12;
  bool right = false;
};

class ListSheet {
 public:
  ListSheet(const Pages& pages, const char* name, const std::string& about, std::vector<ListColumn> columns);
  void finish();  // after the last row

  std::uint32_t next() { return ++row_; }  // starts a row
  std::uint32_t row() const { return row_; }
  void text(std::uint16_t column, const std::string& text) { text_in(column, text, looks::label()); }
  void text_in(std::uint16_t column, const std::string& text, const xlsx::Look& look) {
    sheet_.text({row_, column}, text, look);
  }
  void number(std::uint16_t column, Decimal value, const std::string& format) {
    sheet_.number({row_, column}, value, looks::calculated(format));
  }
  void formula(std::uint16_t column, const std::string& formula, Decimal cached, const std::string& format) {
    sheet_.formula({row_, column}, formula, cached, looks::calculated(format));
  }
  void formula_text(std::uint16_t column, const std::string& formula, const std::string& cached) {
    sheet_.formula_text({row_, column}, formula, cached, looks::label());
  }
  void not_known(std::uint16_t column);  // instead of a formula: one over what is missing would give a figure
  void greyed(std::uint16_t column) { sheet_.blank({row_, column}, looks::not_applicable()); }
  void blank(std::uint16_t column) { sheet_.blank({row_, column}, looks::label()); }
  void sub_heading(const std::string& text);
  xlsx::SheetWriter& sheet() { return sheet_; }

  // Columns 1 to 4, the years in the columns of every other sheet, and what follows them.
  static std::vector<ListColumn> with_years(const Pages& pages, std::vector<ListColumn> before,
                                            std::vector<ListColumn> after);

 private:
  const Pages& pages_;
  xlsx::SheetWriter sheet_;
  std::vector<ListColumn> columns_;
  std::string table_;
  std::uint32_t row_;
};

std::string cell(const std::string& sheet, std::uint32_t row, std::uint16_t column);  // "'A sheet'!E7"
std::string cell(std::uint32_t row, std::uint16_t column);                            // "E7"
std::string number_format_of(const Template& form, LineIndex line);

}  // namespace stp::total_pages
