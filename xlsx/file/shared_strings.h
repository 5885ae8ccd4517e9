// The strings that cells refer to by number, and the spreadsheet's own way of writing control characters.
#pragma once

#include <memory>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "xlsx/file/xml.h"

namespace stp::xlsx {

struct SharedStrings {
  std::vector<std::string_view> texts;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> keeps;
};
// Rich text is joined, phonetic readings are left out, the declared counts are ignored.
std::optional<Refusal> read_shared_strings(std::string_view text, std::string where, const Limits& limits,
                                           SharedStrings& out);

std::string_view keep(std::string_view text, std::pmr::memory_resource& memory);
bool has_escape(std::string_view text);           // an _xHHHH_ inside
std::string unescaped(std::string_view text);     // "_x000D_" -> "\r", "_x005F_" -> "_"
std::string_view trimmed(std::string_view text);  // without blanks, tabs and line ends around it

}  // namespace stp::xlsx
