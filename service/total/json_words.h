// What writing and reading the JSON of a total share: key words, and places in files as [file, sheet, cell].
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stdexcept>

#include "calc/base/decimal.h"
#include "calc/model/entry.h"

namespace stp::total_words {

using Json = nlohmann::ordered_json;

inline constexpr const char* kind = "stp footprint total";
inline constexpr int version = 1;

struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Json place_json(CellPlace at);
// These throw Malformed, or the library's own exception, on what is no place or amount.
CellPlace cell_place(const Json& file, const Json& sheet, const Json& cell);
CellPlace cell_place(const Json& at);
Decimal decimal(const Json& text);

}  // namespace stp::total_words
