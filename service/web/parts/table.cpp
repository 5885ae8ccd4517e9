#include "service/web/parts/parts.h"
#include "service/web/parts/table_part.h"

namespace stp {

namespace {

void add_row(PageValues& values, const ShownTable& table, const ShownRow& row) {
  auto& line = values.section("ROW");
  if (row.strong) line.show("STRONG");
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (i == 0) {
      line.set_html("FIRST_HTML", row.cells[0]);
      continue;
    }
    auto& cell = line.section("CELL");
    cell.set_html("CELL_HTML", row.cells[i]);
    if (i < table.columns.size() && table.columns[i].number) cell.show("NUMBER");
  }
}

}  // namespace

Html table(const ShownTable& table) {
  PageValues values;
  values.set("CAPTION", table.caption);
  if (table.caption_hidden) values.show("CAPTION_HIDDEN");
  for (const auto& column : table.columns) {
    auto& one = values.section("COLUMN");
    one.set("HEADING", column.heading);
    if (column.number) one.show("NUMBER");
  }
  for (const auto& row : table.rows) add_row(values, table, row);
  if (table.rows.empty()) {
    auto& empty = values.section("EMPTY");
    empty.set("COUNT", std::to_string(table.columns.size()));
    empty.set("WORDS", table.when_empty);
  }
  return fill_html("table_part", table_part, values);
}

}  // namespace stp
