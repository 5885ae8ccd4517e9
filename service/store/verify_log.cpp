#include <algorithm>

#include "service/store/log.h"
#include "service/store/log_hash.h"
#include "service/store/log_replay.h"

namespace stp {

const std::vector<Vouched>& vouched_rows() {
  static const std::vector<Vouched> all{
      {"receipt", "submissions", {"sha256", "at", "name", "place", "via", "who", "size"}},
      {"sighting", "sightings", {"sha256", "at", "name", "place", "via", "who"}}};
  return all;
}

namespace {

constexpr std::int64_t page = 1000;  // records held at a time
constexpr std::size_t most_troubles = 100;

struct Verification {
  DbSession& session;
  const std::string& footprint;
  std::vector<const Vouched*> vouched{};  // those whose table there is
  LogVerdict verdict{};
  std::int64_t last = 0;
  std::string last_hash = before_the_first;
  LogReplay replay{};

  void trouble(const std::string& words) {
    if (verdict.troubles.size() < most_troubles) verdict.troubles.push_back(words);
  }
};

std::string named(const LogRecord& record) {
  return "record " + std::to_string(record.sequence) + " (" + record.kind + " " + record.subject + ")";
}

void check_place_in_chain(Verification& check, const LogRecord& record) {
  if (record.sequence != check.last + 1) {
    const bool one = record.sequence == check.last + 2;
    check.trouble((one ? "record " : "records ") + std::to_string(check.last + 1) +
                  (one ? " is missing" : " to " + std::to_string(record.sequence - 1) + " are missing"));
  } else if (record.previous != check.last_hash) {
    check.trouble(named(record) +
                  " does not follow the record before it: one of the two was changed or put in later");
  }
}

// What its details do not say, the record itself may.
std::string said_of(const std::string& column, const LogDetails& details, const LogRecord& record) {
  if (const auto said = details.said(column)) return *said;
  if (column == "sha256") return record.subject;
  if (column == "at") return record.at;
  return column == "who" ? record.who : "";
}

// The row a record vouches for must still say what the record says.
void check_row(Verification& check, const Vouched& vouched, const LogRecord& record) {
  std::string columns;
  for (const auto& column : vouched.columns) columns += (columns.empty() ? "" : ", ") + column;
  const auto rows = check.session.rows(
      "SELECT " + columns + " FROM " + vouched.table + " WHERE footprint = ? AND sequence = ?",
      {check.footprint, record.sequence});
  if (rows.size() != 1)
    return check.trouble(named(record) + ": its row in " + vouched.table +
                         (rows.empty() ? " is gone" : " is there twice"));
  const LogDetails details(record.details);
  for (std::size_t i = 0; i < vouched.columns.size(); ++i) {
    const auto& column = vouched.columns[i];
    const std::string said = said_of(column, details, record);
    if (said != rows[0].text(i))
      check.trouble(named(record) + ": its row in " + vouched.table + " says " + column + " \"" +
                    rows[0].text(i) + "\", the log says \"" + said + "\"");
  }
}

void check_record(Verification& check, const LogRecord& record) {
  ++check.verdict.records;
  check_place_in_chain(check, record);
  if (log_hash(check.footprint, record) != record.hash)
    check.trouble(named(record) + " was changed after it was written");
  for (const Vouched* vouched : check.vouched)
    if (vouched->kind == record.kind) check_row(check, *vouched, record);
  check.replay.take(record);
  check.last = record.sequence;
  check.last_hash = record.hash;
}

void check_head(Verification& check) {
  const auto head =
      check.session.rows("SELECT sequence, hash FROM log_head WHERE footprint = ?", {check.footprint});
  if (head.empty()) {
    if (check.verdict.records > 0) check.trouble("the note of the last record is gone");
    return;
  }
  const auto noted = head[0].number(0);
  if (noted > check.last)
    check.trouble("records " + std::to_string(check.last + 1) + " to " + std::to_string(noted) +
                  " are missing from the end");
  else if (noted < check.last)
    check.trouble("the last record is noted as " + std::to_string(noted) + ", and records up to " +
                  std::to_string(check.last) + " are there");
  else if (head[0].text(1) != check.last_hash)
    check.trouble("the last record is not the one noted as the last: it or the note was changed");
}

// Rows no record vouches for.
void check_unvouched(Verification& check, const Vouched& vouched) {
  const auto rows = check.session.rows("SELECT r.sequence FROM " + vouched.table +
                                           " r WHERE r.footprint = ? AND NOT EXISTS (SELECT 1 FROM log l "
                                           "WHERE l.footprint = r.footprint AND l.sequence "
                                           "= r.sequence AND l.kind = ?) ORDER BY r.sequence LIMIT 100",
                                       {check.footprint, vouched.kind});
  for (const auto& row : rows)
    check.trouble("a row of " + vouched.table + " names record " + row.text(0) + ", which is no " +
                  vouched.kind + " of the log");
}

void check_records(Verification& check) {
  for (;;) {
    const auto rows =
        check.session.rows(std::string("SELECT ") + log_columns +
                               " FROM log WHERE footprint = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                           {check.footprint, check.last, page});
    for (const auto& row : rows) check_record(check, log_record(row));
    if (rows.size() < static_cast<std::size_t>(page)) return;
  }
}

}  // namespace

LogVerdict verify_log(DbSession& session, const std::string& footprint, const std::vector<Vouched>& vouched) {
  Verification check{session, footprint};
  const auto tables = session.tables();
  for (const auto& one : vouched)
    if (std::any_of(tables.begin(), tables.end(), [&](const auto& table) { return table.name == one.table; }))
      check.vouched.push_back(&one);
  check_records(check);
  check_head(check);
  for (const Vouched* one : check.vouched) check_unvouched(check, *one);
  for (const auto& words : check.replay.differences(session, footprint)) check.trouble(words);
  check.verdict.last_hash = check.last_hash;
  return check.verdict;
}

// From every table that has one: with all records and the note of the last one gone, the rows they vouched
// for are what shows it.
std::vector<std::string> log_footprints(DbSession& session) {
  std::string each;
  for (const auto& table : session.tables())
    if (table.columns.front().name == "footprint")
      each += (each.empty() ? "SELECT footprint FROM " : " UNION SELECT footprint FROM ") + table.name;
  std::vector<std::string> found;
  if (each.empty()) return found;
  for (const auto& row : session.rows(each + " ORDER BY 1")) found.push_back(row.text(0));
  return found;
}

}  // namespace stp
