// Dates written as ISO text in a cell (t="d") as the spreadsheet's day number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stp::xlsx {

// "2016-09-30", "2016-09-30T12:00:00", "12:00:00" (a part of a day); none when it is not a date in
// 1900..9999.
std::optional<std::string> day_number(std::string_view iso, bool from_1904);

}  // namespace stp::xlsx
