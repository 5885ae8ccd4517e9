// The edits of one sheet, worked into its text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

using EditsByCell = std::map<Address, const CellEdit*>;

struct EditedSheet {
  std::string text;
  std::vector<Address> without_formula;  // edited cells that hold no formula now
  std::vector<Address> with_new_formula;
};
// `headings`: the heading rows of the sheet's tables, which name the columns and must not be written to.
Result<EditedSheet> edit_sheet(std::string_view text, const std::string& where, const EditsByCell& edits,
                               const std::vector<MergedRange>& headings, const EditOptions& options,
                               const Limits& limits);

}  // namespace stp::xlsx
