#include "xlsx/file/sheet_lexer.h"

#include <charconv>

#include "xlsx/file/encoding.h"
#include "xlsx/file/shared_strings.h"

namespace stp::xlsx {

namespace {

// Adds the character that an entity stands for.
bool entity(std::string_view name, std::string& out) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> known{
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [word, character] : known) {
    if (name == word) return out += character, true;
  }
  const bool hex = name.substr(0, 2) == "#x";
  const std::string_view digits = name.substr(std::min<std::size_t>(hex ? 2 : 1, name.size()));
  if (name.substr(0, 1) != "#" || digits.empty() || digits.size() > 8) return false;
  std::uint32_t value = 0;
  const auto [rest, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc{} || rest != digits.data() + digits.size() || value > 0x10ffff) return false;
  std::string character;
  put_utf8(character, value);
  if (!is_valid_xml_text(character)) return false;
  out += character;
  return true;
}

}  // namespace

bool SheetLexer::decode(std::string_view& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {  // line ends are one character to XML
      out += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else if (text[i] != '&') {
      out += text[i];
    } else {
      const std::size_t end = text.find(';', i);
      if (end == text.npos || !entity(text.substr(i + 1, end - i - 1), out)) return false;
      i = end;
    }
  }
  text = keep(out, memory_);
  return true;
}

}  // namespace stp::xlsx
