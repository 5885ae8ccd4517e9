// A table as a file with lines of JSON, an object for each row, and back.
#pragma once

#include <string>

#include "service/store/database.h"

namespace stp {

struct TableText {
  std::int64_t rows = 0;
  std::string sha256;
};
// Writes the table into a file that is there whole or not at all; a few hundred rows are in memory at a time.
Result<TableText> keep_table(DbSession& session, const DbTable& table, const std::string& path);
// Refuses what is no such line, or names a column the table lacks. The rows added.
Result<std::int64_t> add_rows(DbSession& session, const DbTable& table, const std::string& path);

}  // namespace stp
