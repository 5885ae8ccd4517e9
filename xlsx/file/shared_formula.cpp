#include "xlsx/file/shared_formula.h"

namespace stp::xlsx {

namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '$' || c == '_' || c == '.' || c == '\\' || c == '?' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// End of a "..." or '...' (doubled quotes inside) or [...] (nested; ' escapes) that begins at `at`.
std::size_t quoted_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] != quote) continue;
    if (i + 1 < text.size() && text[i + 1] == quote) {
      ++i;
      continue;
    }
    return i + 1;
  }
  return text.size();
}
std::size_t bracket_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == '\'') {
      ++i;
    } else if (text[i] == '[') {
      ++depth;
    } else if (text[i] == ']' && --depth == 0) {
      return i + 1;
    }
  }
  return text.size();
}

// Moves a 1-based number by `by`; 0 when it leaves 1..last.
std::uint32_t moved(std::uint32_t value, std::int64_t by, bool fixed, std::int64_t last) {
  const std::int64_t there = std::int64_t{value} + (fixed ? 0 : by);
  return there < 1 || there > last ? 0 : static_cast<std::uint32_t>(there);
}

}  // namespace

SharedFormula::Piece SharedFormula::reference(std::string_view word, bool beside_colon) {
  Piece piece;
  std::size_t i = 0;
  piece.fixed_column = i < word.size() && word[i] == '$';
  if (piece.fixed_column) ++i;
  const std::size_t letters = i;
  for (; i < word.size() && is_letter(word[i]) && i - letters < 4; ++i) {
    piece.column = piece.column * 26 + static_cast<std::uint32_t>((word[i] & ~0x20) - 'A' + 1);
  }
  const bool has_column = i > letters;
  if (!has_column) piece.fixed_row = piece.fixed_column;
  if (has_column && i < word.size() && word[i] == '$') {
    piece.fixed_row = true;
    ++i;
  }
  const std::size_t digits = i;
  for (; i < word.size() && is_digit(word[i]) && i - digits < 8; ++i) {
    piece.row = piece.row * 10 + static_cast<std::uint32_t>(word[i] - '0');
  }
  const bool has_row = i > digits;
  const bool whole =
      i == word.size() && piece.column <= Address::last_column && piece.row <= Address::last_row;
  if (!whole || (has_row && piece.row == 0)) return piece;
  if (has_column && has_row) piece.kind = Piece::Kind::cell;
  if (has_column && !has_row && beside_colon && !piece.fixed_row) piece.kind = Piece::Kind::column;
  if (!has_column && has_row && beside_colon) piece.kind = Piece::Kind::row;
  return piece;
}

SharedFormula::SharedFormula(std::string_view formula, Address at) : formula_(formula), from_(at) {
  const std::string_view text = formula_;
  std::size_t i = 0, pending = 0;  // text not yet in a piece begins at `pending`
  while (i < text.size()) {
    if (text[i] == '"' || text[i] == '\'') {
      i = quoted_end(text, i);
    } else if (text[i] == '[') {
      i = bracket_end(text, i);
    } else if (!is_word(text[i])) {
      ++i;
    } else {
      const std::size_t word = i;
      while (i < text.size() && is_word(text[i])) ++i;
      const char after = i < text.size() ? text[i] : '\0';
      const bool beside_colon = after == ':' || (word > 0 && text[word - 1] == ':');
      if (after == '(' || after == '!' || after == '[') continue;  // a function, a sheet, a table
      Piece piece = reference(text.substr(word, i - word), beside_colon);
      if (piece.kind == Piece::Kind::text) continue;
      if (word > pending) pieces_.push_back({Piece::Kind::text, pending, word});
      pieces_.push_back(piece);
      pending = i;
    }
  }
  if (pending < text.size()) pieces_.push_back({Piece::Kind::text, pending, text.size()});
}

std::string SharedFormula::at(Address there) const {
  const std::int64_t down = std::int64_t{there.row} - from_.row,
                     right = std::int64_t{there.column} - from_.column;
  std::string out;
  out.reserve(formula_.size() + 16);
  for (const Piece& piece : pieces_) {
    const std::uint32_t row = moved(piece.row, down, piece.fixed_row, Address::last_row);
    const std::uint32_t column = moved(piece.column, right, piece.fixed_column, Address::last_column);
    const bool has_column = piece.kind == Piece::Kind::cell || piece.kind == Piece::Kind::column;
    const bool has_row = piece.kind == Piece::Kind::cell || piece.kind == Piece::Kind::row;
    if (piece.kind == Piece::Kind::text) {
      out.append(formula_, piece.begin, piece.end - piece.begin);
    } else if ((has_column && column == 0) || (has_row && row == 0)) {
      out += "#REF!";
    } else {
      if (has_column)
        out += (piece.fixed_column ? "$" : "") + column_text(static_cast<std::uint16_t>(column));
      if (has_row) out += (piece.fixed_row ? "$" : "") + std::to_string(row);
    }
  }
  return out;
}

}  // namespace stp::xlsx
