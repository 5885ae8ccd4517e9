// One connection through Poco::Data. Statements are prepared once and kept. For one thread at a time.
#pragma once

#include <memory>

#include "service/store/database.h"

namespace stp {

class Connection final : public DbSession {
 public:
  Connection(bool embedded, const std::string& connection_string);  // throws StoreUnavailable
  ~Connection() override;

  DbRows rows(const std::string& sql, const std::vector<DbValue>& values = {}) override;
  std::size_t run(const std::string& sql, const std::vector<DbValue>& values = {}) override;
  std::string for_update(bool skip_locked = false) const override;
  std::vector<DbTable> tables() override;
  void command(const std::string& sql);  // BEGIN, COMMIT, ...

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  bool embedded_;
};

// The database asks for the whole transaction again: busy, serialization failure, deadlock.
struct TryAgain : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace stp
