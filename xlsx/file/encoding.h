// Text encodings: whatever a part is written in becomes UTF-8 before anything looks at it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calc/base/result.h"

namespace stp::xlsx {

// None when the part is UTF-8 (or ASCII) already; else its text in UTF-8 with the XML declaration amended.
Result<std::optional<std::string>> to_utf8(std::string_view part, std::string_view where);

bool is_valid_xml_text(std::string_view text);   // valid UTF-8, and no character that XML 1.0 forbids
std::size_t utf16_units(std::string_view text);  // the length as spreadsheets count it
void put_utf8(std::string& out, char32_t character);

}  // namespace stp::xlsx
