#include "service/store/log_replay.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stp {

namespace {

using Words = LogReplay::Words;

struct Table {
  const char* name;
  Words key, columns;
  bool bare;  // a row that no record made may be there, as long as its columns are empty
};

const Table acceptances_table{
    "acceptances", {"place", "round", "finding"}, {"rule", "reason", "who", "at"}, false};
const Table rounds_table{"rounds", {"code"}, {"open", "soft_deadline", "hard_deadline"}, false};

Table returns_table() {
  Table table{"returns", {"place", "round"}, {}, true};
  for (const auto& [column, field] : decided_columns) table.columns.emplace_back(column);
  return table;
}

// Of the details of a record: what stands under a key, "" when nothing does.
std::string detail(const LogRecord& record, const char* key) {
  const auto details = nlohmann::json::parse(record.details, nullptr, false);
  const bool found = details.is_object() && details.contains(key) && details[key].is_string();
  return found ? details[key].get<std::string>() : "";
}

// "LE 2016-09-16": place and round.
Words place_and_round(const LogRecord& record) {
  const auto space = record.subject.find(' ');
  if (space == std::string::npos) return {record.subject, ""};
  return {record.subject.substr(0, space), record.subject.substr(space + 1)};
}

std::string joined(const Words& words, const char* between) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : between) + word;
  return all;
}

class Comparison {
 public:
  Comparison(const Table& table, const LogReplay::Rows& said) : table_(table), said_(said) {}

  std::vector<std::string> run(DbSession& session, const std::string& footprint) {
    Words all = table_.key;
    all.insert(all.end(), table_.columns.begin(), table_.columns.end());
    auto left = said_;
    for (const auto& row : session.rows("SELECT " + joined(all, ", ") + " FROM " + table_.name +
                                            " WHERE footprint = ? ORDER BY " + joined(table_.key, ", "),
                                        {footprint})) {
      Words key;
      for (std::size_t i = 0; i < table_.key.size(); ++i) key.push_back(row.text(i));
      compare(key, row);
      left.erase(key);
    }
    for (const auto& [key, row] : left)
      say(key, "is gone; record " + std::to_string(row.record) + " made it");
    return std::move(troubles_);
  }

 private:
  void compare(const Words& key, const DbRow& row) {
    const auto found = said_.find(key);
    if (found == said_.end() && !table_.bare) return say(key, "was made by no record of the log");
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const std::string stands = row.text(table_.key.size() + i);
      const std::string said = found == said_.end() ? "" : found->second.values[i];
      if (stands == said) continue;
      say(key, "says " + table_.columns[i] + " \"" + stands + "\", the log says \"" + said + "\"" +
                   (found == said_.end() ? "" : " (record " + std::to_string(found->second.record) + ")"));
    }
  }

  void say(const Words& key, const std::string& what) {
    troubles_.push_back("the row " + joined(key, " ") + " of " + table_.name + " " + what);
  }

  const Table& table_;
  const LogReplay::Rows& said_;
  std::vector<std::string> troubles_;
};

}  // namespace

void LogReplay::take(const LogRecord& record) {
  if (record.kind == "accepted") take_acceptance(record);
  if (record.kind == "round") take_round(record);
  if (decides(record)) take_decision(record);
}

void LogReplay::take_acceptance(const LogRecord& record) {
  Words key = place_and_round(record);
  key.push_back(detail(record, "finding"));
  acceptances_[key] = {record.sequence,
                       {detail(record, "rule"), detail(record, "reason"), record.who, record.at}};
}

void LogReplay::take_round(const LogRecord& record) {
  rounds_[{record.subject}] = {
      record.sequence,
      {detail(record, "open") == "yes" ? "1" : "0", detail(record, "soft"), detail(record, "hard")}};
}

void LogReplay::take_decision(const LogRecord& record) {
  const Words key = place_and_round(record);
  auto& row = decided_[key];
  row = after(row, record);
  Words values;
  for (const auto& [column, field] : decided_columns) values.push_back(row.*field);
  returns_[key] = {record.sequence, values};
}

std::vector<std::string> LogReplay::differences(DbSession& session, const std::string& footprint) const {
  std::vector<std::string> all;
  const auto tables = session.tables();
  const auto add = [&](const Table& table, const Rows& said) {
    const auto named = [&](const DbTable& one) { return one.name == table.name; };
    if (std::none_of(tables.begin(), tables.end(), named)) return;  // an older schema
    const auto found = Comparison(table, said).run(session, footprint);
    all.insert(all.end(), found.begin(), found.end());
  };
  add(acceptances_table, acceptances_);
  add(rounds_table, rounds_);
  add(returns_table(), returns_);
  return all;
}

}  // namespace stp
