// The log of receipts and decisions: numbered without gaps, each record chained to the one before by SHA-256,
// so that an edited, removed or added row shows. Appended inside the transaction of what it records.
#pragma once

#include <string>
#include <vector>

#include "service/store/database.h"

namespace stp {

struct LogEntry {
  std::string at;   // UTC, 2026-11-25T15:20:00.123Z
  std::string who;  // user, key or "folder leeds"
  std::string
      kind;  // receipt, sighting, checked, accepted, submitted, approved, locked, reopened, round, user, ...
  std::string subject;  // what it is about: a hash, "LE 2016-09-16", a user's name
  std::string details;  // JSON object, keys sorted; never secrets
};
struct LogRecord : LogEntry {
  std::int64_t sequence = 0;
  std::string previous, hash;
};

LogRecord append_log(DbSession& session, const std::string& footprint, const LogEntry& entry);
// Newest first, below `before` (0: from the newest), at most `most`; kind and subject "" for all.
std::vector<LogRecord> read_log(DbSession& session, const std::string& footprint, std::int64_t before,
                                std::size_t most, const std::string& kind = "",
                                const std::string& subject = "");

// Rows of another table that records of the log vouch for: those of `kind`, found by the row's column
// `sequence`. Each of `columns` must say what the record's details say under the same key, or where they do
// not, the record itself: its time (at), who, and its subject (sha256).
struct Vouched {
  std::string kind, table;
  std::vector<std::string> columns;
};
const std::vector<Vouched>& vouched_rows();

struct LogVerdict {
  std::int64_t records = 0;
  std::string last_hash;              // to be noted elsewhere: who edits the database cannot edit that
  std::vector<std::string> troubles;  // in words: "record 17 was changed after it was written"
};
// The chain, its last record, that each row vouched for still says what the log says of it, and that
// submissions, versions, returns, totals, their documents, rounds, users and keys are what the records lead
// to (service/store/log_replay.h). Call it in a read.
LogVerdict verify_log(DbSession& session, const std::string& footprint,
                      const std::vector<Vouched>& vouched = vouched_rows());
// Those any row belongs to, in order: also where no record of the log is left.
std::vector<std::string> log_footprints(DbSession& session);

}  // namespace stp
