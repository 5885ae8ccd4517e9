// One database behind one narrow surface: SQLite in a file of ours, or PostgreSQL (and what speaks its
// protocol). SQL is written once, in what both understand: `?` for values, TEXT and BIGINT columns, ON
// CONFLICT. No session state, no LISTEN. Every table of ours has the footprint's key as its first column.
// Text is kept as UTF-8: see well_formed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "calc/base/result.h"

namespace stp {

using DbValue = std::variant<std::nullptr_t, std::int64_t, std::string>;
struct DbRow {
  std::vector<std::optional<std::string>> cells;
  const std::string& text(std::size_t column) const;  // "" where null
  std::int64_t number(std::size_t column) const;      // 0 where null
  bool null(std::size_t column) const { return !cells[column]; }
};
using DbRows = std::vector<DbRow>;
using TakeRow = std::function<void(const DbRow&)>;

// `text` as it can be stored: what is no UTF-8, and the byte zero, become U+FFFD. Applied to every value that
// is written; whoever compares or hashes what is stored applies it first.
std::string well_formed(std::string_view text);

struct DbTable {
  struct Column {
    std::string name;
    bool number = false;  // BIGINT; else TEXT
  };
  std::string name;
  std::vector<Column> columns;
};

// The database cannot be reached or broke off. Caught once per door: HTTP 503, exit code 75.
struct StoreUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class DbSession {
 public:
  virtual ~DbSession() = default;
  virtual DbRows rows(const std::string& sql, const std::vector<DbValue>& values = {}) = 0;
  // The same rows one after another, some hundreds in memory at a time; `take` asks the session for nothing.
  virtual void each(const std::string& sql, const std::vector<DbValue>& values, const TakeRow& take) = 0;
  virtual std::size_t run(const std::string& sql,
                          const std::vector<DbValue>& values = {}) = 0;  // rows changed
  // " FOR UPDATE" or " FOR UPDATE SKIP LOCKED" where rows can be locked; "" where there is one writer anyway.
  virtual std::string for_update(bool skip_locked = false) const = 0;
  virtual std::vector<DbTable> tables() = 0;  // ours, by name
};

// service: the running service; takes the schema to the newest version, and with SQLite it is the only one on
// its file. beside: a command that may run while the service does; changes no schema, and refuses to write
// under an older one.
enum class Opening { service, beside };

class Database {
 public:
  // "sqlite:FILE" or "postgresql://user@host:port/name". Refuses a schema newer than the program.
  static Result<std::unique_ptr<Database>> open(const std::string& url, Opening opening = Opening::service);
  virtual ~Database() = default;

  // All or nothing. `work` may be run again when the database asks for it (busy, serialization, deadlock), so
  // it must only change what the session and its own locals hold. Durable when it returns. A row read to
  // decide on is read with for_update(): others write at the same time.
  virtual void write(const std::function<void(DbSession&)>& work) = 0;
  virtual void read(const std::function<void(DbSession&)>& work) = 0;  // one consistent state throughout
  virtual bool embedded() const = 0;                                   // SQLite: this process is the only one
  virtual std::string url_shown() const = 0;                           // without its password
  // What keeps it from being read or written, for anybody to read; "" nothing. The last write that failed
  // counts until one succeeds; while there is such a trouble, asking for it tries to write.
  virtual std::string trouble() = 0;
};

}  // namespace stp
