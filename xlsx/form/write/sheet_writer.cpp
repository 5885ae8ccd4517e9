#include "xlsx/form/write/sheet_writer.h"

#include <xlsxwriter.h>

#include <stdexcept>

namespace stp::xlsx {

std::string to_text(const Range& range) {
  return range.first == range.last ? to_text(range.first) : to_text(range.first) + ":" + to_text(range.last);
}

std::string absolute_text(const Range& range) {
  const auto absolute = [](Address at) {
    return "$" + column_text(at.column) + "$" + std::to_string(at.row);
  };
  return range.first == range.last ? absolute(range.first)
                                   : absolute(range.first) + ":" + absolute(range.last);
}

std::string on_sheet(std::string_view sheet, const Range& range) {
  return quoted_sheet(sheet) + "!" + absolute_text(range);
}

const std::string& SheetWriter::name() const { return inner_->name; }

void SheetWriter::text(Address at, std::string_view text, const Look& look) {
  if (text.empty()) return blank(at, look);
  must(worksheet_write_string(inner_->sheet, row_of(at), column_of(at), std::string(text).c_str(),
                              inner_->formats->of(look)),
       "text");
}

void SheetWriter::number(Address at, Decimal value, const Look& look) {
  must(worksheet_write_number(inner_->sheet, row_of(at), column_of(at), to_double(value),
                              inner_->formats->of(look)),
       "number");
}

void SheetWriter::blank(Address at, const Look& look) {
  must(worksheet_write_blank(inner_->sheet, row_of(at), column_of(at), inner_->formats->of(look)), "blank");
}

void SheetWriter::formula(Address at, std::string_view formula, Decimal cached, const Look& look) {
  must(worksheet_write_formula_num(inner_->sheet, row_of(at), column_of(at),
                                   ("=" + std::string(formula)).c_str(), inner_->formats->of(look),
                                   to_double(cached)),
       "formula");
}

void SheetWriter::formula_text(Address at, std::string_view formula, std::string_view cached,
                               const Look& look) {
  must(worksheet_write_formula_str(inner_->sheet, row_of(at), column_of(at),
                                   ("=" + std::string(formula)).c_str(), inner_->formats->of(look),
                                   std::string(cached).c_str()),
       "formula");
}

void SheetWriter::formula_blank(Address at, std::string_view formula, const Look& look) {
  formula_text(at, formula, "", look);
}

void SheetWriter::link(Address at, std::string_view sheet, std::string_view text, const Look& look) {
  const std::string target = "internal:" + quoted_sheet(sheet) + "!A1";
  must(worksheet_write_url_opt(inner_->sheet, row_of(at), column_of(at), target.c_str(),
                               inner_->formats->of(look), std::string(text).c_str(), nullptr),
       "link");
}

void SheetWriter::column_width(std::uint16_t first, std::uint16_t last, double width) {
  must(worksheet_set_column(inner_->sheet, static_cast<lxw_col_t>(first - 1),
                            static_cast<lxw_col_t>(last - 1), width, nullptr),
       "column width");
}

void SheetWriter::row_height(std::uint32_t row, double points) {
  must(worksheet_set_row(inner_->sheet, row - 1, points, nullptr), "row height");
}

void SheetWriter::freeze(Address first_moving) {
  worksheet_freeze_panes(inner_->sheet, row_of(first_moving), column_of(first_moving));
}

void SheetWriter::print(const PrintSetup& setup) {
  if (setup.landscape) worksheet_set_landscape(inner_->sheet);
  worksheet_set_paper(inner_->sheet, 9);  // A4
  worksheet_fit_to_pages(inner_->sheet, static_cast<std::uint16_t>(setup.pages_wide), 0);
  if (setup.repeat_last_column > 0)
    must(worksheet_repeat_columns(inner_->sheet, 0, static_cast<lxw_col_t>(setup.repeat_last_column - 1)),
         "repeated columns");
  worksheet_set_margins(inner_->sheet, 0.4, 0.4, 0.5, 0.6);
  if (setup.repeat_first_row > 0)
    must(worksheet_repeat_rows(inner_->sheet, static_cast<lxw_row_t>(setup.repeat_first_row - 1),
                               static_cast<lxw_row_t>(setup.repeat_last_row - 1)),
         "repeated rows");
  if (!setup.footer.empty())
    must(worksheet_set_footer(inner_->sheet, cut(setup.footer, 255).c_str()), "footer");
}

void SheetWriter::protect(bool allow_rows) {
  lxw_protection allowed = {};
  allowed.format_columns = allowed.format_rows = 1;
  if (allow_rows) allowed.insert_rows = 1;
  worksheet_protect(inner_->sheet, nullptr, &allowed);
}

void SheetWriter::tab_colour(std::uint32_t rgb) { worksheet_set_tab_color(inner_->sheet, rgb); }
void SheetWriter::hide_gridlines() { worksheet_gridlines(inner_->sheet, LXW_HIDE_ALL_GRIDLINES); }
void SheetWriter::activate() { worksheet_activate(inner_->sheet); }

void SheetWriter::ignore_number_as_text(const Range& range) {
  must(worksheet_ignore_errors(inner_->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, to_text(range).c_str()),
       "ignored warning");
}

void SheetWriter::table(const Range& range, std::string_view name, const std::vector<std::string>& headings,
                        const Look& look) {
  std::vector<lxw_table_column> columns(headings.size());
  std::vector<lxw_table_column*> pointers;
  std::vector<std::string> texts = headings;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = texts[i].data();
    columns[i].header_format = inner_->formats->of(look);
    pointers.push_back(&columns[i]);
  }
  pointers.push_back(nullptr);
  std::string table_name(name);
  lxw_table_options options = {};
  options.name = table_name.data();
  options.no_autofilter = options.no_banded_rows = 1;
  options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
  options.style_type_number = 0;  // none: our own looks
  options.columns = pointers.data();
  must(worksheet_add_table(inner_->sheet, row_of(range.first), column_of(range.first), row_of(range.last),
                           column_of(range.last), &options),
       "table");
}

}  // namespace stp::xlsx
