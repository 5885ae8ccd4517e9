// CSV for spreadsheets: numbers stay numbers, and text that a spreadsheet would run as a formula is
// neutralised.
#pragma once

#include <string>
#include <string_view>

namespace stp {

std::string csv_number(std::string_view decimal_text);  // as it is
// Quoted where needed; a text starting with = + - @, tab, return or their full-width forms gets a ' in front,
// unless the whole of it is a plain number.
std::string csv_text(std::string_view text);

}  // namespace stp
