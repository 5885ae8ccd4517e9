// One connection to PostgreSQL through libpq: a statement and its values go in one message and leave nothing
// behind in the session, so a pooler or a distributed engine may stand between.
#pragma once

#include <memory>

#include "service/store/connection.h"

namespace stp {

struct PostgresParameters {
  std::vector<std::string> names,
      values;         // as libpq knows them; time limits are added where the URL has none
  std::string shown;  // the URL without what is secret
};
Result<PostgresParameters> postgres_parameters(const std::string& url);

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(const PostgresParameters& parameters);  // throws ConnectionLost
  ~PostgresConnection() override;

  DbRows rows(const std::string& sql, const std::vector<DbValue>& values = {}) override;
  void each(const std::string& sql, const std::vector<DbValue>& values, const TakeRow& take) override;
  std::size_t run(const std::string& sql, const std::vector<DbValue>& values = {}) override;
  std::string for_update(bool skip_locked) const override;
  std::vector<DbTable> tables() override;
  void command(const std::string& sql) override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// `?` outside quotation marks and comments become $1, $2, ...
std::string numbered(const std::string& sql);

}  // namespace stp
