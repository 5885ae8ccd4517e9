// The tables ("list objects") of a sheet, as far as an edit must respect them.
#pragma once

#include "xlsx/file/inner.h"

namespace stp::xlsx {

// The heading rows of the sheet's tables.
Result<std::vector<MergedRange>> table_headings(const Workbook::Inner& inner, const std::string& sheet_part);

}  // namespace stp::xlsx
