#include "service/store/log.h"

#include "calc/base/sha256.h"
#include "service/store/log_hash.h"

namespace stp {

std::string log_hash(const std::string& footprint, const LogRecord& record) {
  std::string encoded;
  for (const std::string& field : {footprint, std::to_string(record.sequence), record.at, record.who,
                                   record.kind, record.subject, record.details, record.previous})
    encoded += std::to_string(field.size()) + ":" + field + ",";
  return sha256(encoded);
}

LogRecord log_record(const DbRow& row) {
  LogRecord record;
  record.sequence = row.number(0);
  record.at = row.text(1);
  record.who = row.text(2);
  record.kind = row.text(3);
  record.subject = row.text(4);
  record.details = row.text(5);
  record.previous = row.text(6);
  record.hash = row.text(7);
  return record;
}

namespace {

// The last record's number and hash, locked until the transaction ends.
DbRow locked_head(DbSession& session, const std::string& footprint) {
  const std::string sql = "SELECT sequence, hash FROM log_head WHERE footprint = ?" + session.for_update();
  auto head = session.rows(sql, {footprint});
  if (!head.empty()) return head.front();
  session.run(
      "INSERT INTO log_head (footprint, sequence, hash) VALUES (?, 0, ?) ON CONFLICT (footprint) DO NOTHING",
      {footprint, std::string(before_the_first)});
  return session.rows(sql, {footprint}).at(0);
}

LogEntry well_formed(const LogEntry& entry) {
  return {stp::well_formed(entry.at), stp::well_formed(entry.who), stp::well_formed(entry.kind),
          stp::well_formed(entry.subject), stp::well_formed(entry.details)};
}

}  // namespace

LogRecord append_log(DbSession& session, const std::string& footprint, const LogEntry& entry) {
  const DbRow head = locked_head(session, footprint);
  LogRecord record{well_formed(entry), head.number(0) + 1, head.text(1), ""};
  record.hash = log_hash(footprint, record);
  session.run(
      "INSERT INTO log (footprint, sequence, at, who, kind, subject, details, previous, hash) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {footprint, record.sequence, record.at, record.who, record.kind, record.subject, record.details,
       record.previous, record.hash});
  session.run("UPDATE log_head SET sequence = ?, hash = ? WHERE footprint = ?",
              {record.sequence, record.hash, footprint});
  return record;
}

std::vector<LogRecord> read_log(DbSession& session, const std::string& footprint, std::int64_t before,
                                std::size_t most, const std::string& kind, const std::string& subject) {
  std::string sql = std::string("SELECT ") + log_columns + " FROM log WHERE footprint = ?";
  std::vector<DbValue> values{footprint};
  const auto narrow = [&](const char* condition, const DbValue& value) {
    sql += condition;
    values.push_back(value);
  };
  if (before > 0) narrow(" AND sequence < ?", before);
  if (!kind.empty()) narrow(" AND kind = ?", kind);
  if (!subject.empty()) narrow(" AND subject = ?", subject);
  narrow(" ORDER BY sequence DESC LIMIT ?", static_cast<std::int64_t>(most));
  std::vector<LogRecord> records;
  for (const auto& row : session.rows(sql, values)) records.push_back(log_record(row));
  return records;
}

}  // namespace stp
