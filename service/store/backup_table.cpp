#include "service/store/backup_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

Json cell(const DbRow& row, std::size_t column, bool number) {
  if (row.null(column)) return nullptr;
  return number ? Json(row.number(column)) : Json(row.text(column));
}

std::string named(const DbTable& table, const char* what) {
  std::string list;
  for (const auto& column : table.columns)
    list += (list.empty() ? "" : ", ") + (*what == '?' ? std::string("?") : column.name);
  return list;
}

DbValue value_of(const Json& json) {
  if (json.is_null()) return nullptr;
  if (json.is_number_integer()) return json.get<std::int64_t>();
  return json.get<std::string>();
}

// The row's values in the table's order; nothing when it is no row of it.
std::optional<std::vector<DbValue>> values_of(const DbTable& table, const Json& row) {
  if (!row.is_object() || row.size() != table.columns.size()) return std::nullopt;
  std::vector<DbValue> values;
  for (const auto& column : table.columns) {
    const auto found = row.find(column.name);
    if (found == row.end()) return std::nullopt;
    const bool fits = found->is_null() || (column.number ? found->is_number_integer() : found->is_string());
    if (!fits) return std::nullopt;
    values.push_back(value_of(*found));
  }
  return values;
}

}  // namespace

TableText table_text(DbSession& session, const DbTable& table) {
  TableText text;
  for (const auto& row :
       session.rows("SELECT " + named(table, "names") + " FROM " + table.name + " ORDER BY 1, 2")) {
    Json object = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      object[table.columns[i].name] = cell(row, i, table.columns[i].number);
    text.lines += object.dump() + "\n";
    ++text.rows;
  }
  return text;
}

Result<std::int64_t> add_rows(DbSession& session, const DbTable& table, std::string_view lines) {
  const std::string insert =
      "INSERT INTO " + table.name + " (" + named(table, "names") + ") VALUES (" + named(table, "?") + ")";
  std::int64_t count = 0;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto values = values_of(table, Json::parse(lines.substr(0, end), nullptr, false));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    ++count;
    if (!values)
      return refuse({"backup-damaged", "This line is no row of the table " + table.name + ".",
                     "tables/" + table.name + ".jsonl, line " + std::to_string(count),
                     "Use another backup."});
    session.run(insert, *values);
  }
  return count;
}

}  // namespace stp
