// CSV as rows of fields (RFC 4180, by libcsv), with the line each row began on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"

namespace stp {

struct CsvRow {
  std::size_t line = 0;  // 1-based
  std::vector<std::string> fields;
};
// A byte order mark is passed over. Refuses quotes that do not close, NUL bytes and more than a million rows.
Result<std::vector<CsvRow>> read_csv(std::string_view text, const std::string& name);

}  // namespace stp
