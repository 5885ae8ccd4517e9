// Data to fill a workbook with, as people keep it: CSV files and JSON.
//   entries        organisation,line,scenario,year,value[,note]       (scenario may be blank where a line has
//   only one) cover          field,value tables         one column per column code; a column with years has
//   one per year: gross/Y2 or gross/2017/18 JSON           {"cover": {...}, "entries": [...], "<table code>":
//   [{...}, ...]}
#pragma once

#include <string>
#include <vector>

#include "calc/base/result.h"
#include "xlsx/form/form.h"

namespace stp {

Result<std::vector<FillItem>> read_csv_items(std::string_view text, const std::string& name,
                                             const Template& form);
Result<std::vector<FillItem>> read_json_items(std::string_view text, const std::string& name,
                                              const Template& form);

}  // namespace stp
