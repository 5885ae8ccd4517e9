// One database behind one narrow surface: SQLite in a file of ours, or PostgreSQL (and what speaks its protocol).
// SQL is written once, in what both understand: `?` for values, TEXT and BIGINT columns, ON CONFLICT. No session
// state, no LISTEN. Every table of ours has the footprint's key as its first column.
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

// The database cannot be reached or broke off. Caught once per door: HTTP 503, exit code 2.
struct StoreUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class DbSession {
 public:
  virtual ~DbSession() = default;
  virtual DbRows rows(const std::string& sql, const std::vector<DbValue>& values = {}) = 0;
  virtual std::size_t run(const std::string& sql, const std::vector<DbValue>& values = {}) = 0;  // rows changed
  // " FOR UPDATE" or " FOR UPDATE SKIP LOCKED" where rows can be locked; "" where there is one writer anyway.
  virtual std::string for_update(bool skip_locked = false) const = 0;
};

class Database {
 public:
  // "sqlite:FILE" or "postgresql://user@host:port/name". Opens, takes the schema to the newest version (migrate), and
  // refuses a schema newer than the program.
  static Result<std::unique_ptr<Database>> open(const std::string& url);
  virtual ~Database() = default;

  // All or nothing. `work` may be run again when the database asks for it (busy, serialization, deadlock), so it must
  // only change what the session and its own locals hold. Durable when it returns.
  virtual void write(const std::function<void(DbSession&)>& work) = 0;
  virtual void read(const std::function<void(DbSession&)>& work) = 0;
  virtual bool embedded() const = 0;  // SQLite: this process is the only one
  virtual std::string url_shown() const = 0;  // without its password
  virtual bool alive() = 0;
};

// Numbered steps of service/store/schema, in order. `to` 0: the newest.
int newest_schema();
int schema_version(Database& database);

}  // namespace stp
