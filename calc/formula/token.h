// The words of a formula's text. Reading never fails: what cannot be read is a token of kind `bad` with the
// reason.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/decimal.h"

namespace stp {

enum class TokenKind : std::uint8_t { number, text, name, symbol, bad, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;       // as written; a text literal without its quotes
  Decimal number;              // percent literals already divided by 100
  std::uint32_t column = 1;    // 1-based, in characters
  std::string reason, remedy;  // of a bad token
};

// Always ends with a token of kind `end`; stops at the first bad one. The tokens refer into `text`.
std::vector<Token> read_tokens(std::string_view text);

}  // namespace stp
