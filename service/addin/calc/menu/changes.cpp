#include "service/addin/calc/menu/changes.h"

#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/document/XUndoManagerSupplier.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCell.hpp>
#include <com/sun/star/text/XTextRange.hpp>

#include "service/addin/calc/numbers.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

using namespace office::uno;
using office::sheet::XSpreadsheet;
using office::sheet::XSpreadsheetDocument;

OneUndo::OneUndo(const Reference<office::frame::XModel>& model, const std::string& title) {
  const Reference<office::document::XUndoManagerSupplier> supplier(model, UNO_QUERY);
  if (!supplier.is()) return;
  const auto manager = supplier->getUndoManager();
  manager->enterUndoContext(office_text("STP: " + title));
  manager_ = manager;
}

OneUndo::~OneUndo() {
  try {
    const Reference<office::document::XUndoManager> manager(manager_, UNO_QUERY);
    if (manager.is()) manager->leaveUndoContext();
  } catch (const office::uno::Exception&) {  // the document went away meanwhile
  }
}

void write_cells(const Window& window, const std::vector<CellWrite>& writes) {
  const Reference<XSpreadsheetDocument> book(window.model(), UNO_QUERY_THROW);
  const Reference<office::container::XNameAccess> sheets(book->getSheets(), UNO_QUERY_THROW);
  for (const CellWrite& write : writes) {
    const Reference<XSpreadsheet> sheet(sheets->getByName(office_text(write.sheet)), UNO_QUERY_THROW);
    const auto cell = sheet->getCellRangeByName(office_text(write.cell))->getCellByPosition(0, 0);
    if (write.value.number)
      cell->setValue(to_double(*write.value.number));
    else
      Reference<office::text::XTextRange>(cell, UNO_QUERY_THROW)->setString(office_text(write.value.text));
  }
}

}  // namespace stp::addin
