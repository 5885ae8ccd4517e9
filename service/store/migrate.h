// The numbered steps of service/store/schema, which are in the program. Each runs once, in a transaction of
// its own, and is recorded in `schema_versions`; several processes may do this at once. A number is never
// used twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/store/database.h"

namespace stp {

struct Migration {
  int number = 0;
  std::string_view name, sql;
};
const std::vector<Migration>& migrations();  // in order

// Runs those that are missing. Refuses a database that knows a step this program does not.
Result<void> migrate(Database& database, const std::vector<Migration>& steps = migrations());
// Opens it and leaves the schema as it is.
Result<std::unique_ptr<Database>> connect_database(const std::string& url, Opening opening);
// Numbers that have been run, in order; none in an empty database.
std::vector<int> schema_versions(DbSession& session);
// Nothing when the program knows every step of the database.
Result<void> check_schema(DbSession& session, const std::vector<Migration>& steps = migrations());
// The statements of a text, which end with semicolons.
std::vector<std::string> statements(std::string_view sql);

}  // namespace stp
