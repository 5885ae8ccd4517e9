#include "service/store/log_of_returns.h"

#include <algorithm>

namespace stp {

namespace {

using Words = LogTable::Words;
const Words checked_columns{"files", "errors", "warnings", "notes", "checked_at"};

std::vector<LogTable::Column> columns_of_returns() {
  std::vector<LogTable::Column> columns;
  for (const auto& [column, field] : decided_columns) columns.push_back({column});
  for (const auto& column : checked_columns) columns.push_back({column});
  return columns;
}

// A return is there from its first file on: nobody has decided anything yet.
std::optional<LogTable::Row> undecided(const Words&) {
  LogTable::Row row;
  row.values.assign(decided_columns.size(), "");
  row.values.resize(decided_columns.size() + checked_columns.size());
  return row;
}

}  // namespace

Words place_and_round(const std::string& subject) {
  const auto space = subject.find(' ');
  if (space == std::string::npos) return {subject, ""};
  return {subject.substr(0, space), subject.substr(space + 1)};
}

LogOfReturns::LogOfReturns()
    : acceptances_("acceptances", {"place", "round", "finding"}, {{"rule"}, {"reason"}, {"who"}, {"at"}}),
      rounds_("rounds", {"code"}, {{"open"}, {"opened_at"}, {"soft_deadline"}, {"hard_deadline"}}),
      returns_("returns", {"place", "round"}, columns_of_returns(), undecided) {}

void LogOfReturns::take(const LogRecord& record, const LogDetails& details) {
  if (record.kind == "accepted") take_acceptance(record, details);
  if (record.kind == "round") take_round(record, details);
  if (record.kind == "return-checked") take_check(record, details);
  if (decides(record)) take_decision(record);
}

void LogOfReturns::take_acceptance(const LogRecord& record, const LogDetails& details) {
  Words key = place_and_round(record.subject);
  key.push_back(details.text("finding"));
  acceptances_.row(key, record).values = {details.text("rule"), details.text("reason"), record.who,
                                          record.at};
}

void LogOfReturns::take_round(const LogRecord& record, const LogDetails& details) {
  rounds_.row({record.subject}, record).values = {details.text("open") == "yes" ? "1" : "0",
                                                  details.said("opened_at"), details.text("soft"),
                                                  details.text("hard")};
}

void LogOfReturns::take_decision(const LogRecord& record) {
  const Words key = place_and_round(record.subject);
  auto& decided = decided_[key];
  decided = after(decided, record);
  auto& row = returns_.row(key, record);
  for (const auto& [column, field] : decided_columns) returns_.value(row, column) = decided.*field;
}

void LogOfReturns::take_check(const LogRecord& record, const LogDetails& details) {
  const Words key = place_and_round(record.subject);
  const Decided& decided = decided_[key];
  auto& row = returns_.row(key, record);
  for (const auto& [column, field] : decided_columns) returns_.value(row, column) = decided.*field;
  for (const auto& column : checked_columns) returns_.value(row, column) = details.said(column);
  warnings_[key] = {record.sequence, details.text("warnings_mark")};
}

std::vector<std::string> LogOfReturns::warnings_differ(DbSession& session,
                                                       const std::string& footprint) const {
  std::map<Words, std::map<std::string, std::string>> stand;
  session.each("SELECT place, round, finding, rule FROM return_warnings WHERE footprint = ?", {footprint},
               [&](const DbRow& row) {
                 stand[{row.text(0), row.text(1)}][row.text(2)] = row.text(3);
               });
  std::vector<std::string> troubles;
  for (const auto& [key, said] : warnings_)
    if (const auto mark = mark_of(stand[key]); mark != said.text)
      troubles.push_back("the rows " + key.at(0) + " " + key.at(1) +
                         " of return_warnings are of the mark \"" + mark + "\", the log says \"" + said.text +
                         "\" (record " + std::to_string(said.record) + ")");
  return troubles;
}

std::vector<std::string> LogOfReturns::differences(DbSession& session, const std::string& footprint,
                                                   const std::vector<DbTable>& tables) const {
  std::vector<std::string> all;
  const auto add = [&](const std::vector<std::string>& some) {
    all.insert(all.end(), some.begin(), some.end());
  };
  for (const auto* table : {&acceptances_, &rounds_, &returns_})
    add(table->differences(session, footprint, tables));
  if (!warnings_.empty()) add(warnings_differ(session, footprint));
  return all;
}

}  // namespace stp
