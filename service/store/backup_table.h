// A table as lines of JSON, an object for each row, and back.
#pragma once

#include <string>
#include <string_view>

#include "service/store/database.h"

namespace stp {

struct TableText {
  std::string lines;
  std::int64_t rows = 0;
};
TableText table_text(DbSession& session, const DbTable& table);
// Refuses what is no such line, or names a column the table lacks.
Result<std::int64_t> add_rows(DbSession& session, const DbTable& table, std::string_view lines);

}  // namespace stp
