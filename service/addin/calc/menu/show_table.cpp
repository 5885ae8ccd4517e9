// A table on a sheet: title, notes, headings, rows, each with a link to the cell it speaks of.
#include <com/sun/star/awt/FontUnderline.hpp>
#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/frame/XComponentLoader.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/sheet/XSpreadsheets.hpp>
#include <com/sun/star/table/CellVertJustify2.hpp>
#include <com/sun/star/table/XCell.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/util/XProtectable.hpp>

#include "service/addin/calc/menu/changes.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;
using office::beans::XPropertySet;
using office::sheet::XSpreadsheet;
using office::sheet::XSpreadsheetDocument;
using rtl::OUString;

namespace {

struct Target {
  Reference<XSpreadsheetDocument> book;
  Reference<XSpreadsheet> sheet;
  std::string links_into;  // "": the book itself; else the address of the open workbook
};

bool structure_protected(const Reference<XSpreadsheetDocument>& book) {
  const Reference<office::util::XProtectable> structure(book, UNO_QUERY);
  return structure.is() && structure->isProtected();
}

Reference<XSpreadsheet> sheet_for(const Reference<XSpreadsheetDocument>& book, const std::string& title) {
  const OUString name = office_text(title);
  const auto sheets = book->getSheets();
  if (sheets->hasByName(name)) sheets->removeByName(name);
  sheets->insertNewByName(name, static_cast<sal_Int16>(sheets->getElementNames().getLength()));
  return Reference<XSpreadsheet>(sheets->getByName(name), UNO_QUERY_THROW);
}

Target target_for(const Window& window, const Table& table) {
  const Reference<XSpreadsheetDocument> open(window.model(), UNO_QUERY_THROW);
  if (!structure_protected(open)) return {open, sheet_for(open, table.title), ""};
  const Reference<office::frame::XComponentLoader> desktop(window.make("com.sun.star.frame.Desktop"),
                                                           UNO_QUERY_THROW);
  office::beans::PropertyValue hidden;
  hidden.Name = "Hidden";
  hidden.Value <<= window.quiet();
  const Reference<XSpreadsheetDocument> beside(
      desktop->loadComponentFromURL("private:factory/scalc", "_blank", 0,
                                    Sequence<office::beans::PropertyValue>(&hidden, 1)),
      UNO_QUERY_THROW);
  return {beside, sheet_for(beside, table.title), utf8(window.model()->getURL())};
}

// In a sheet's name a quotation mark is written twice, in a formula's text too.
std::string doubled(const std::string& text, char mark) {
  std::string all;
  for (const char c : text) all += c == mark ? std::string(2, mark) : std::string(1, c);
  return all;
}

std::string link(const TableRow& row, const std::string& into, bool as_excel) {
  const std::string place = "'" + doubled(row.sheet, '\'') + "'" + (as_excel ? "!" : ".") + row.cell;
  return "=HYPERLINK(\"" + doubled(into + "#" + place, '"') + "\";\"" +
         doubled(row.sheet + " " + row.cell, '"') + "\")";
}

Any value_of(const TableCell& cell) {
  return cell.number ? Any(to_double(*cell.number)) : Any(office_text(cell.text));
}

Sequence<Any> row_of(const std::vector<TableCell>& cells, std::size_t columns) {
  Sequence<Any> row(static_cast<sal_Int32>(columns));
  Any* values = row.getArray();
  for (std::size_t i = 0; i < columns; ++i)
    values[i] = i < cells.size() ? value_of(cells[i]) : Any(OUString());
  return row;
}

// Title, notes, a blank row, headings, rows. The first column is for the links.
Sequence<Sequence<Any>> lines_of(const Table& table) {
  const std::size_t columns = table.columns.size() + 1;
  std::vector<Sequence<Any>> lines{row_of({{table.title, {}}}, columns)};
  for (const auto& note : table.notes) lines.push_back(row_of({{note, {}}}, columns));
  lines.push_back(row_of({}, columns));
  std::vector<TableCell> headings{{"Go to", {}}};
  for (const auto& heading : table.columns) headings.push_back({heading, {}});
  lines.push_back(row_of(headings, columns));
  for (const auto& row : table.rows) {
    std::vector<TableCell> cells{{"", {}}};
    cells.insert(cells.end(), row.cells.begin(), row.cells.end());
    lines.push_back(row_of(cells, columns));
  }
  return Sequence<Sequence<Any>>(lines.data(), static_cast<sal_Int32>(lines.size()));
}

void set(const Reference<XInterface>& what, const char* property, const Any& value) {
  const Reference<XPropertySet> properties(what, UNO_QUERY);
  if (properties.is()) properties->setPropertyValue(OUString::createFromAscii(property), value);
}

void look_like_a_link(const Reference<office::table::XCell>& cell) {
  constexpr sal_Int32 blue = 0x005EB8;  // 6.6 to 1 on white
  set(cell, "CharColor", Any(blue));
  set(cell, "CharUnderline", Any(office::awt::FontUnderline::SINGLE));
}

// Widths in hundredths of a millimetre: long sentences are wrapped, short words stay short.
void lay_out(const Reference<XSpreadsheet>& sheet, const Table& table, sal_Int32 heading_row,
             sal_Int32 last_row) {
  const auto last = static_cast<sal_Int32>(table.columns.size());
  constexpr sal_Int32 narrow = 2600, middle = 5200, wide = 9000;
  const auto columns = Reference<office::table::XColumnRowRange>(sheet, UNO_QUERY_THROW)->getColumns();
  for (sal_Int32 i = 0; i <= last; ++i) {
    std::size_t longest = 0;
    for (const auto& row : table.rows)
      if (i > 0 && static_cast<std::size_t>(i) <= row.cells.size())
        longest = std::max(longest, row.cells[static_cast<std::size_t>(i) - 1].text.size());
    set(Reference<XInterface>(columns->getByIndex(i), UNO_QUERY), "Width",
        Any(i == 0 || (longest > 14 && longest <= 40) ? middle
            : longest > 40                            ? wide
                                                      : narrow));
  }
  set(sheet->getCellRangeByPosition(0, 0, 0, 0), "CharWeight", Any(office::awt::FontWeight::BOLD));
  set(sheet->getCellRangeByPosition(0, heading_row, last, heading_row), "CharWeight",
      Any(office::awt::FontWeight::BOLD));
  const auto rows = sheet->getCellRangeByPosition(0, heading_row, last, last_row);
  set(rows, "IsTextWrapped", Any(true));
  set(rows, "VertJustify", Any(office::table::CellVertJustify2::TOP));
}

bool saved_as_excel(const Reference<office::frame::XModel>& model) {
  const std::string url = utf8(model->getURL());
  return url.ends_with(".xlsx") || url.ends_with(".xlsm");
}

}  // namespace

void show_table(const Window& window, const Table& table) {
  const Target target = target_for(window, table);
  const auto lines = lines_of(table);
  const sal_Int32 last_row = lines.getLength() - 1,
                  heading_row = last_row - static_cast<sal_Int32>(table.rows.size());
  const auto whole =
      target.sheet->getCellRangeByPosition(0, 0, static_cast<sal_Int32>(table.columns.size()), last_row);
  Reference<office::sheet::XCellRangeData>(whole, UNO_QUERY_THROW)->setDataArray(lines);
  const bool as_excel = target.links_into.empty() && saved_as_excel(window.model());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (table.rows[i].cell.empty()) continue;
    const auto cell = target.sheet->getCellByPosition(0, heading_row + 1 + static_cast<sal_Int32>(i));
    cell->setFormula(office_text(link(table.rows[i], target.links_into, as_excel)));
    look_like_a_link(cell);
  }
  lay_out(target.sheet, table, heading_row, last_row);
  const Reference<office::sheet::XSpreadsheetView> view(window.frame()->getController(), UNO_QUERY);
  if (view.is() && target.links_into.empty()) view->setActiveSheet(target.sheet);
}

}  // namespace stp::addin
