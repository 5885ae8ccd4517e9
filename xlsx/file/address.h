// Cell addresses: 1-based row and column, "A1" text both ways, and the grid's limits.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stp::xlsx {

struct Address {
  static constexpr std::uint32_t last_row = 1'048'576;
  static constexpr std::uint16_t last_column = 16'384;
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  auto operator<=>(const Address&) const = default;  // row first
};

std::optional<Address> parse_address(std::string_view text);  // "A1", "$B$2"; none when outside the grid
std::string to_text(Address at);                              // "A1"
std::string column_text(std::uint16_t column);                // "A"
std::string quoted_sheet(std::string_view name);              // "'O''Brien'": always quoted

}  // namespace stp::xlsx
