#include "service/total/workbook/read_list.h"

#include "xlsx/form/sheets/plan.h"

namespace stp::total_pages {
namespace {

constexpr std::uint16_t widest = 40;  // our lists have fewer columns

std::size_t position_of(const xlsx::Workbook& book, const std::string& name) {
  for (std::size_t i = 0; i < book.sheets().size(); ++i)
    if (book.sheets()[i].name == name) return i;
  throw NotOurs("the sheet " + name + " is missing");
}

}  // namespace

const std::string& ReadRow::at(std::size_t column) const {
  static const std::string none;
  return column >= 1 && column <= cells.size() ? cells[column - 1] : none;
}

std::vector<ReadRow> read_list(const xlsx::Workbook& book, const std::string& sheet) {
  const auto cells = book.cells(position_of(book, sheet));
  if (!cells) throw NotOurs(cells.error().sentence);
  std::vector<ReadRow> rows;
  for (const xlsx::Cell& cell : cells->cells) {
    if (cell.at.row < grid::first_row || cell.at.column > widest || cell.value.empty()) continue;
    if (rows.empty() || rows.back().row != cell.at.row) rows.push_back({cell.at.row, {}});
    auto& texts = rows.back().cells;
    if (texts.size() < cell.at.column) texts.resize(cell.at.column);
    texts[cell.at.column - 1u] = std::string(cell.value);
  }
  return rows;
}

std::string property_of(const xlsx::Workbook& book, const std::string& name) {
  for (const xlsx::Property& property : book.custom_properties())
    if (property.name == name) return property.value;
  return "";
}

}  // namespace stp::total_pages
