#include "tests/service/store/engines.h"

#include "tests/support/postgres.h"

namespace store_tests {

Fresh::Fresh(const std::string& engine)
    : url_(engine == "sqlite" ? "sqlite:" + folder_.file("stp.db")
                              : test_postgres::shared_server().new_database()) {}

std::unique_ptr<stp::Database> Fresh::open(stp::Opening opening) const {
  auto database = stp::Database::open(url_, opening);
  if (!database) FAIL(to_text(database.error()));
  return std::move(*database);
}

std::string minutes_after_noon(int minutes) {
  const std::string text = std::to_string(minutes);
  return "2026-11-25T12:" + std::string(2 - text.size(), '0') + text + ":00.000Z";
}

stp::DbRows rows(stp::Database& database, const std::string& sql, const std::vector<stp::DbValue>& values) {
  stp::DbRows found;
  database.read([&](stp::DbSession& session) { found = session.rows(sql, values); });
  return found;
}

void run(stp::Database& database, const std::string& sql, const std::vector<stp::DbValue>& values) {
  database.write([&](stp::DbSession& session) { session.run(sql, values); });
}

}  // namespace store_tests
