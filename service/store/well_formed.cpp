#include "service/store/database.h"

namespace stp {

namespace {

bool follows(std::string_view text, std::size_t at, unsigned low = 0x80, unsigned high = 0xBF) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte >= low && byte <= high;
}

// Bytes of the well-formed character at `at` (Unicode, table 3-7); 0: there is none.
std::size_t character(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first != 0 && first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(text, at + 1) ? 2 : 0;
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  const bool second = follows(text, at + 1, low, high) && follows(text, at + 2);
  if (first >= 0xE0 && first <= 0xEF) return second ? 3 : 0;
  if (first >= 0xF0 && first <= 0xF4) return second && follows(text, at + 3) ? 4 : 0;
  return 0;
}

}  // namespace

std::string well_formed(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character(text, at);
    whole += length > 0 ? text.substr(at, length) : std::string_view("\xEF\xBF\xBD");
    at += length > 0 ? length : 1;
  }
  return whole;
}

}  // namespace stp
