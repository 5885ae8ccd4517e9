#include "service/store/log_table.h"

#include <algorithm>
#include <set>

namespace stp {

namespace {

std::string joined(const LogTable::Words& words, const char* between) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : between) + word;
  return all;
}

std::string in_words(const LogTable::Column& column, const std::string& value) {
  return (column.secret ? "of the mark \"" : "\"") + value + "\"";
}

std::string by_record(const LogTable::Row& row) {
  return row.record == 0 ? "" : " (record " + std::to_string(row.record) + ")";
}

}  // namespace

LogTable::LogTable(std::string name, Words key, std::vector<Column> columns, Unrecorded unrecorded)
    : name_(std::move(name)),
      key_(std::move(key)),
      columns_(std::move(columns)),
      unrecorded_(std::move(unrecorded)) {}

LogTable::Row* LogTable::find(const Words& key) {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : &found->second;
}

LogTable::Row& LogTable::row(const Words& key, const LogRecord& record) {
  Row& row = rows_[key];
  row.record = record.sequence;
  row.values.resize(columns_.size());
  return row;
}

Said& LogTable::value(Row& row, const std::string& column) const {
  const auto found =
      std::find_if(columns_.begin(), columns_.end(), [&](const auto& one) { return one.name == column; });
  if (found == columns_.end()) throw std::logic_error("the log vouches for no column " + column);
  return row.values.at(static_cast<std::size_t>(found - columns_.begin()));
}

void LogTable::forget(const std::function<bool(const Words& key)>& which) {
  std::erase_if(rows_, [&](const auto& row) { return which(row.first); });
}

std::string LogTable::query() const {
  Words all = key_;
  for (const auto& column : columns_) all.push_back(column.name);
  return "SELECT " + joined(all, ", ") + " FROM " + name_ + " WHERE footprint = ? ORDER BY " +
         joined(key_, ", ");
}

std::string LogTable::named(const Words& key) const {
  return "the row " + joined(key, " ") + " of " + name_ + " ";
}

void LogTable::compare(const Words& key, const DbRow& stands, std::vector<std::string>& troubles) const {
  const auto found = rows_.find(key);
  std::optional<Row> said;
  if (found != rows_.end())
    said = found->second;
  else if (unrecorded_)
    said = unrecorded_(key);
  if (!said) return troubles.push_back(named(key) + "was made by no record of the log");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& column = columns_[i];
    const std::string text = stands.text(key_.size() + i);
    const std::string value = column.secret ? mark_of(text) : text;
    if (!said->values[i] || *said->values[i] == value) continue;
    troubles.push_back(named(key) + "says " + column.name + " " + in_words(column, value) +
                       ", the log says " + in_words(column, *said->values[i]) + by_record(*said));
  }
}

std::vector<std::string> LogTable::differences(DbSession& session, const std::string& footprint,
                                               const std::vector<DbTable>& tables) const {
  if (std::none_of(tables.begin(), tables.end(), [&](const auto& one) { return one.name == name_; }))
    return {};
  std::vector<std::string> troubles;
  std::set<Words> there;
  session.each(query(), {footprint}, [&](const DbRow& row) {
    Words key;
    for (std::size_t i = 0; i < key_.size(); ++i) key.push_back(row.text(i));
    compare(key, row, troubles);
    there.insert(std::move(key));
  });
  for (const auto& [key, row] : rows_)
    if (there.count(key) == 0)
      troubles.push_back(named(key) + "is gone; record " + std::to_string(row.record) + " made it");
  return troubles;
}

}  // namespace stp
