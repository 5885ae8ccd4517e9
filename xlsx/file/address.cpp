#include "xlsx/file/address.h"

namespace stp::xlsx {

namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  std::size_t i = 0;
  auto skip_dollar = [&] {
    if (i < text.size() && text[i] == '$') ++i;
  };
  skip_dollar();
  std::uint32_t column = 0;
  for (; i < text.size() && is_letter(text[i]); ++i) {
    column = column * 26 + static_cast<std::uint32_t>((text[i] & ~0x20) - 'A' + 1);
    if (column > Address::last_column) return std::nullopt;
  }
  skip_dollar();
  std::uint32_t row = 0;
  const std::size_t first_digit = i;
  for (; i < text.size() && is_digit(text[i]); ++i) {
    row = row * 10 + static_cast<std::uint32_t>(text[i] - '0');
    if (row > Address::last_row) return std::nullopt;
  }
  if (i != text.size() || column == 0 || row == 0 || text[first_digit] == '0') return std::nullopt;
  return Address{row, static_cast<std::uint16_t>(column)};
}

std::string column_text(std::uint16_t column) {
  std::string text;
  for (unsigned rest = column; rest > 0; rest = (rest - 1) / 26) {
    text.insert(text.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return text;
}

std::string to_text(Address at) { return column_text(at.column) + std::to_string(at.row); }

std::string quoted_sheet(std::string_view name) {
  std::string text = "'";
  for (char c : name) {
    if (c == '\'') text += c;
    text += c;
  }
  return text + "'";
}

}  // namespace stp::xlsx
