// One connection to a file of SQLite through Poco::Data. Statements are prepared once and kept.
#pragma once

#include <memory>

#include "service/store/connection.h"

namespace stp {

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(const std::string& file);  // throws StoreUnavailable
  ~SqliteConnection() override;

  DbRows rows(const std::string& sql, const std::vector<DbValue>& values = {}) override;
  void each(const std::string& sql, const std::vector<DbValue>& values, const TakeRow& take) override;
  std::size_t run(const std::string& sql, const std::vector<DbValue>& values = {}) override;
  std::string for_update(bool) const override { return ""; }
  std::vector<DbTable> tables() override;
  void command(const std::string& sql) override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace stp
