// Reading a sheet with a chosen scan; for tests and fuzzing, which compare the two.
#pragma once

#include "xlsx/file/inner.h"
#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

Result<SheetCells> read_cells(std::shared_ptr<const Workbook::Inner> inner, std::size_t sheet, ScanWith with);

}  // namespace stp::xlsx
