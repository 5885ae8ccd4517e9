// What the two engines' connections have in common, for the databases above them. For one thread at a time.
#pragma once

#include "service/store/database.h"
#include "service/store/write_trouble.h"

namespace stp {

class Connection : public DbSession {
 public:
  virtual void command(const std::string& sql) = 0;  // BEGIN, COMMIT, ...
};

// The database asks for the whole transaction again: busy, serialization failure, deadlock.
struct TryAgain : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// The connection broke; another may do better.
struct ConnectionLost : StoreUnavailable {
  using StoreUnavailable::StoreUnavailable;
};

// One more column of the last table, or of a new one.
void add_column(std::vector<DbTable>& tables, const std::string& table, const DbTable::Column& column);

using Work = std::function<void(DbSession&)>;
// From `begin` to COMMIT; rolled back when anything throws. `committing`: so far had it come.
void in_transaction(Connection& connection, const char* begin, const Work& work, bool& committing);

// One write, with its outcome noted. While the last one failed, each also changes a row: a transaction that
// changes nothing succeeds on a full disk too.
void noting_trouble(WriteTrouble& noted, const Work& work, const std::function<void(const Work&)>& write);
// For Database::trouble.
std::string trouble_of(Database& database, const WriteTrouble& noted);

// A thread that is at work on a database and asks for another piece of work would wait for itself, or read
// what it has not yet written: that is a defect of the caller, and said at once.
class NotNested {
 public:
  NotNested();
  ~NotNested();
  NotNested(const NotNested&) = delete;
  NotNested& operator=(const NotNested&) = delete;
};

}  // namespace stp
