// What an action changes in the open workbook. Everything of one action is taken back by one undo.
#pragma once

#include "service/addin/actions/actions.h"
#include "service/addin/calc/menu/window.h"

namespace stp::addin {

class OneUndo {
 public:
  OneUndo(const office::uno::Reference<office::frame::XModel>& model, const std::string& title);
  ~OneUndo();
  OneUndo(const OneUndo&) = delete;
  OneUndo& operator=(const OneUndo&) = delete;

 private:
  office::uno::Reference<office::uno::XInterface> manager_;
};

// Onto a sheet of the table's title, which replaces the one of the action before. Where the workbook's
// structure is protected, into a new workbook instead.
void show_table(const Window& window, const Table& table);
void write_cells(const Window& window, const std::vector<CellWrite>& writes);

}  // namespace stp::addin
