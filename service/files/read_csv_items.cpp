#include <algorithm>

#include "service/files/csv.h"
#include "service/files/read_data.h"

namespace stp {

namespace {

using Header = std::vector<std::string>;

std::size_t column(const Header& header, std::string_view name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}
bool has(const Header& header, std::string_view name) { return column(header, name) < header.size(); }

std::string field(const CsvRow& row, const Header& header, std::string_view name) {
  const auto at = column(header, name);
  return at < row.fields.size() && at < header.size() ? row.fields[at] : "";
}

std::string where(const std::string& name, const CsvRow& row) {
  return name + " line " + std::to_string(row.line);
}

FillItem blank_item(FillItem::Kind kind, const std::string& at) {
  FillItem item;
  item.kind = kind;
  item.at = at;
  return item;
}

void add_entry(std::vector<FillItem>& items, const CsvRow& row, const Header& header, const std::string& at) {
  auto item = blank_item(FillItem::Kind::entry, at);
  item.organisation = field(row, header, "organisation");
  item.line = field(row, header, "line");
  item.scenario = field(row, header, "scenario");
  item.year = field(row, header, "year");
  item.value = field(row, header, "value");
  const auto note = field(row, header, "note");
  if (!note.empty()) {
    auto noted = item;
    noted.kind = FillItem::Kind::note;
    noted.value = note;
    items.push_back(std::move(noted));
  }
  if (!item.year.empty() || !item.value.empty()) items.push_back(std::move(item));
}

void add_cover(std::vector<FillItem>& items, const CsvRow& row, const Header& header, const std::string& at) {
  auto item = blank_item(FillItem::Kind::cover, at);
  item.field = field(row, header, "field");
  item.value = field(row, header, "value");
  items.push_back(std::move(item));
}

void add_row(std::vector<FillItem>& items, const CsvRow& row, const Header& header, const std::string& table,
             const std::string& at) {
  auto item = blank_item(FillItem::Kind::row, at);
  item.table = table;
  for (std::size_t i = 0; i < header.size() && i < row.fields.size(); ++i)
    if (!row.fields[i].empty()) item.columns.emplace_back(header[i], row.fields[i]);
  items.push_back(std::move(item));
}

// The table all of whose named columns it has; "" when none or more than one.
std::string table_of(const Header& header, const Template& form) {
  std::string found;
  for (const auto& table : form.tables) {
    const bool all = std::all_of(header.begin(), header.end(), [&](const std::string& name) {
      return static_cast<bool>(table.column(name.substr(0, name.find('/'))));
    });
    if (!all) continue;
    if (!found.empty()) return "";
    found = table.code;
  }
  return found;
}

Refusal unknown_heading(const Header& header, const Template& form, const std::string& at) {
  const auto joined = [](const auto& names) {
    std::string all;
    for (const auto& one : names) all += (all.empty() ? "" : ",") + one;
    return all;
  };
  std::string tables;
  for (const auto& table : form.tables) {
    std::vector<std::string> codes;
    for (const auto& one : table.columns) codes.push_back(one.code);
    tables += (tables.empty() ? "" : "; ") + table.label + ": " + joined(codes);
  }
  return {"data-unknown",
          "The heading of this file is neither that of entries, of a cover nor of a table. Found: " +
              joined(header).substr(0, 200) + ".",
          at,
          "Entries need organisation,line,scenario,year,value; a cover needs field,value; a table needs "
          "columns of "
          "its own (an amount of a year as code/year). " +
              tables + "."};
}

Result<void> rows_fit(const std::vector<CsvRow>& rows, const std::string& name) {
  for (const auto& row : rows)
    if (row.fields.size() > rows.front().fields.size())
      return refuse({"csv-row-too-long", "This row has more fields than the heading.", where(name, row),
                     "Put quotes around a field that holds a comma."});
  return {};
}

}  // namespace

Result<std::vector<FillItem>> read_csv_items(std::string_view text, const std::string& name,
                                             const Template& form) {
  auto rows = read_csv(text, name);
  if (!rows) return refuse(rows.error());
  if (rows->empty())
    return refuse({"data-empty", "This file holds no rows.", name, "Give it a heading and rows."});
  if (auto fit = rows_fit(*rows, name); !fit) return refuse(fit.error());
  const Header header = rows->front().fields;
  const bool entries = has(header, "organisation") && has(header, "line") && has(header, "year");
  const bool cover = has(header, "field") && has(header, "value");
  const std::string table = entries || cover ? "" : table_of(header, form);
  if (!entries && !cover && table.empty())
    return refuse(unknown_heading(header, form, where(name, rows->front())));
  std::vector<FillItem> items;
  for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
    const auto at = where(name, *row);
    if (entries)
      add_entry(items, *row, header, at);
    else if (cover)
      add_cover(items, *row, header, at);
    else
      add_row(items, *row, header, table, at);
  }
  return items;
}

}  // namespace stp
