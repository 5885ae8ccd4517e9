#include "service/store/backup_table.h"

#include <nlohmann/json.hpp>

#include "calc/base/sha256.h"
#include "service/store/durable_file.h"

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

std::string line_of(const DbTable& table, const DbRow& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    object[table.columns[i].name] = cell(row, i, table.columns[i].number);
  return object.dump() + "\n";
}

constexpr std::size_t written_at_once = 1u << 20, longest_line = 64u << 20;

tl::unexpected<Refusal> damaged(const std::string& path, const std::string& what) {
  return refuse({"backup-damaged", what, path, "Use another backup."});
}

// Puts rows into a table as their lines come in, whatever parts they come in.
class Adding {
 public:
  Adding(DbSession& session, const DbTable& table)
      : session_(session),
        table_(table),
        insert_("INSERT INTO " + table.name + " (" + named(table, "names") + ") VALUES (" +
                named(table, "?") + ")") {}

  bool take(std::string_view part) {
    while (!part.empty()) {
      const auto end = part.find('\n');
      line_ += part.substr(0, end);
      if (end == part.npos) return line_.size() <= longest_line;
      part.remove_prefix(end + 1);
      if (!add_line()) return false;
    }
    return true;
  }
  bool finished() const { return line_.empty(); }  // the last line has its end
  std::int64_t rows() const { return rows_; }

 private:
  bool add_line() {
    const auto values = values_of(table_, Json::parse(line_, nullptr, false));
    if (!values) return false;
    session_.run(insert_, *values);
    ++rows_;
    line_.clear();
    return true;
  }

  DbSession& session_;
  const DbTable& table_;
  const std::string insert_;
  std::string line_;
  std::int64_t rows_ = 0;
};

}  // namespace

Result<TableText> keep_table(DbSession& session, const DbTable& table, const std::string& path) {
  DurableFile file(path);
  Sha256 hash;
  TableText text;
  std::string lines;
  Result<void> kept;
  const auto write = [&] {
    hash.add(lines);
    if (kept) kept = file.add(lines);
    lines.clear();
  };
  session.each("SELECT " + named(table, "names") + " FROM " + table.name + " ORDER BY 1, 2", {},
               [&](const DbRow& row) {
                 lines += line_of(table, row);
                 ++text.rows;
                 if (lines.size() >= written_at_once) write();
               });
  write();
  if (kept) kept = file.finish();
  if (!kept) return refuse(kept.error());
  text.sha256 = hash.text();
  return text;
}

Result<std::int64_t> add_rows(DbSession& session, const DbTable& table, const std::string& path) {
  Adding adding(session, table);
  bool fits = true;
  if (!each_part(path, [&](std::string_view part) { return fits = adding.take(part); }))
    return damaged(path, "A table of this backup cannot be read.");
  if (fits && adding.finished()) return adding.rows();
  return damaged(path + ", line " + std::to_string(adding.rows() + 1),
                 "This line is no row of the table " + table.name + ".");
}

}  // namespace stp
