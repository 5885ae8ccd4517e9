// The refusals of this layer, worded in one place.
#pragma once

#include <string>
#include <string_view>

#include "calc/base/refusal.h"

namespace stp::xlsx {

Refusal damaged(std::string where, std::string_view what);    // "The file is damaged: <what>."
Refusal too_large(std::string where, std::string_view what);  // "The file asks for too much: <what>."
Refusal not_a_workbook(std::string where, std::string_view what);
std::string in_part(std::string_view file, std::string_view part);  // "book.xlsx, part xl/workbook.xml"

}  // namespace stp::xlsx
