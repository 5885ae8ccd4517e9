#include "service/addin/actions/table.h"

#include <algorithm>

#include "service/files/csv.h"

namespace stp::addin {

namespace {

class Header {
 public:
  explicit Header(const CsvRow& row) : names_(row.fields) {}
  const std::string& of(const CsvRow& row, const std::string& name) const {
    static const std::string none;
    const auto at = static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    return at < row.fields.size() ? row.fields[at] : none;
  }

 private:
  std::vector<std::string> names_;
};

// The CSV keeps a spreadsheet from running a text as a formula; on a sheet it is put in as text.
std::string without_guard(const std::string& text) { return text.starts_with('\'') ? text.substr(1) : text; }

TableCell cell_of(const std::string& text) {
  const Parsed parsed = parse_decimal(text);
  if (parsed.outcome == Parse::ok && text.find_first_of("eE") == std::string::npos)
    return {text, parsed.value};
  return {without_guard(text), std::nullopt};
}

}  // namespace

Result<Table> table_of_csv(const std::string& csv, const std::string& title,
                           const std::vector<Column>& columns, const std::string& file) {
  auto rows = read_csv(csv, title);
  if (!rows) return refuse(rows.error());
  Table table{title, {}, {}, {}};
  for (const auto& column : columns) table.columns.push_back(column.heading);
  if (rows->empty()) return table;
  const Header header(rows->front());
  for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
    TableRow& shown = table.rows.emplace_back();
    for (const auto& column : columns) shown.cells.push_back(cell_of(header.of(*row, column.name)));
    const std::string& of_file = header.of(*row, "file");
    if (!of_file.empty() && without_guard(of_file) != file) continue;
    shown.sheet = without_guard(header.of(*row, "sheet"));
    shown.cell = header.of(*row, "cell");
  }
  return table;
}

}  // namespace stp::addin
