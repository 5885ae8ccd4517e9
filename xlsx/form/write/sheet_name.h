// Names a sheet may have: at most 31 characters, none of []:*?/\, no apostrophe at an end.
#pragma once

#include <string>
#include <string_view>

namespace stp::xlsx {

std::string sheet_name(std::string_view wanted, std::string_view ending = "");  // cut to fit with its ending
bool same_name(std::string_view a, std::string_view b);  // without regard to ASCII case

}  // namespace stp::xlsx
