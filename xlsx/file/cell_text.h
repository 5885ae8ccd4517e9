// A cell as text for the sheet: new, or an old one with another content.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calc/base/refusal.h"
#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

// Whether this edit's value can be written at all: a number that is one, text that fits and is valid.
std::optional<Refusal> check_value(const CellEdit& edit, const std::string& where, const Limits& limits);

std::string new_cell(const CellEdit& edit, std::string_view prefix, std::uint32_t style);
// `old` in `text` with the edit's content; everything else about the cell stays as it is written.
std::string changed_cell(std::string_view text, const RawCell& old, const CellEdit& edit);

bool is_cached(CellEdit::Kind kind);
std::string escaped_xml(std::string_view text);   // & < >
std::string escaped_text(std::string_view text);  // also control characters as _xHHHH_

}  // namespace stp::xlsx
