// What an action has to show: a table for a sheet of the open workbook.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calc/base/decimal.h"
#include "calc/base/result.h"

namespace stp::addin {

struct TableCell {
  std::string text;
  std::optional<Decimal> number;  // shown as a number, so that people can add it up
};
struct TableRow {
  std::vector<TableCell> cells;
  std::string sheet, cell;  // of the open workbook; "": the row leads nowhere
};
struct Table {
  std::string title;
  std::vector<std::string> notes;  // lines below the title
  std::vector<std::string> columns;
  std::vector<TableRow> rows;
};

struct Column {
  std::string name, heading;  // in the CSV, on the sheet
};
// The rows of a report in CSV, of these columns. Where it has columns "sheet" and "cell", a row leads there
// when its "file" is `file` or it has none.
Result<Table> table_of_csv(const std::string& csv, const std::string& title,
                           const std::vector<Column>& columns, const std::string& file);

}  // namespace stp::addin
