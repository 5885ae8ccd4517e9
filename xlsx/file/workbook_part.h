// xl/workbook.xml (sheets, names, dates, protection) and docProps/custom.xml.
#pragma once

#include "xlsx/file/inner.h"

namespace stp::xlsx {

std::optional<Refusal> read_workbook_part(Workbook::Inner& inner);
std::optional<Refusal> read_custom_properties(std::string_view text, std::string where, const Limits& limits,
                                              std::vector<Property>& out);

}  // namespace stp::xlsx
