// Names of parts: which are allowed, when two are the same, and where a relative one leads.
#pragma once

#include <string>
#include <string_view>

namespace stp::xlsx {

bool is_safe_name(std::string_view name);      // no "..", no leading "/", no ":", no control characters
std::string folded(std::string_view name);     // lower case, "\" as "/": two parts may not have the same
std::string printable(std::string_view name);  // for messages: control and broken characters as "?"
// "xl/workbook.xml" + "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml" -> "xl/worksheets/sheet1.xml".
std::string resolved(std::string_view from_part, std::string_view target);
std::string relationships_of(std::string_view part);  // "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels"

}  // namespace stp::xlsx
