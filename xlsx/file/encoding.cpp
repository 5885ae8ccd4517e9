#include "xlsx/file/encoding.h"

#include <cstdint>
#include <cstring>

#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

unsigned byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// The value of encoding="..." in the XML declaration, as written; empty when there is none.
std::string_view declared_encoding(std::string_view text) {
  if (text.substr(0, 5) != "<?xml") return {};
  const std::string_view declaration = text.substr(0, text.find("?>"));
  std::size_t at = declaration.find("encoding");
  if (at == declaration.npos) return {};
  at = declaration.find_first_of("'\"", at);
  if (at == declaration.npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  return end == declaration.npos ? std::string_view{} : declaration.substr(at + 1, end - at - 1);
}

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] | 0x20) != (b[i] | 0x20)) return false;
  }
  return true;
}

void say_utf8(std::string& text) {
  if (const std::string_view said = declared_encoding(text); !said.empty()) {
    text.replace(static_cast<std::size_t>(said.data() - text.data()), said.size(), "UTF-8");
  }
}

std::optional<std::string> from_utf16(std::string_view part, bool big) {
  if (part.size() % 2 != 0) return std::nullopt;
  std::string text;
  text.reserve(part.size());
  auto unit = [&](std::size_t at) {
    return static_cast<char32_t>(big ? byte(part, at) << 8 | byte(part, at + 1)
                                     : byte(part, at + 1) << 8 | byte(part, at));
  };
  for (std::size_t at = 0; at < part.size(); at += 2) {
    char32_t character = unit(at);
    if (character == 0xfeff && at == 0) continue;
    if (character >= 0xd800 && character < 0xe000) {
      if (character >= 0xdc00 || at + 4 > part.size()) return std::nullopt;
      const char32_t low = unit(at + 2);
      if (low < 0xdc00 || low >= 0xe000) return std::nullopt;
      character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
      at += 2;
    }
    put_utf8(text, character);
  }
  return text;
}

std::string from_latin1(std::string_view part) {
  std::string text;
  for (std::size_t at = 0; at < part.size(); ++at) put_utf8(text, byte(part, at));
  return text;
}

// Length of the sequence at `at`, 0 when it is not valid UTF-8 or not allowed in XML.
std::size_t sequence(std::string_view text, std::size_t at) {
  const unsigned first = byte(text, at);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size == 0 || at + size > text.size()) return 0;
  char32_t character = first & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(text, at + i) & 0xc0) != 0x80) return 0;
    character = character << 6 | (byte(text, at + i) & 0x3f);
  }
  const bool too_short = (size == 3 && character < 0x800) || (size == 4 && character < 0x10000);
  const bool forbidden = (character >= 0xd800 && character < 0xe000) || character == 0xfffe ||
                         character == 0xffff || character > 0x10ffff;
  return too_short || forbidden ? 0 : size;
}

}  // namespace

void put_utf8(std::string& out, char32_t character) {
  auto put = [&](char32_t value) { out += static_cast<char>(value); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xc0 | character >> 6), put(0x80 | (character & 0x3f));
  } else if (character < 0x10000) {
    put(0xe0 | character >> 12), put(0x80 | (character >> 6 & 0x3f)), put(0x80 | (character & 0x3f));
  } else {
    put(0xf0 | character >> 18), put(0x80 | (character >> 12 & 0x3f));
    put(0x80 | (character >> 6 & 0x3f)), put(0x80 | (character & 0x3f));
  }
}

Result<std::optional<std::string>> to_utf8(std::string_view part, std::string_view where) {
  if (part.size() >= 2) {
    const unsigned a = byte(part, 0), b = byte(part, 1);
    const bool big = (a == 0xfe && b == 0xff) || (a == 0 && b == '<');
    const bool little = (a == 0xff && b == 0xfe) || (a == '<' && b == 0);
    if (big || little) {
      auto text = from_utf16(part, big);
      if (!text) return refuse(damaged(std::string(where), "its text is not valid UTF-16"));
      say_utf8(*text);
      return text;
    }
  }
  const std::string_view said = declared_encoding(part);
  if (said.empty() || same_word(said, "utf-8") || same_word(said, "us-ascii") || same_word(said, "utf8") ||
      same_word(said, "utf-16")) {
    return std::nullopt;
  }
  if (same_word(said, "iso-8859-1")) {
    std::string text = from_latin1(part);
    say_utf8(text);
    return text;
  }
  return refuse(damaged(std::string(where), "its text is in an encoding that workbooks do not use"));
}

bool is_valid_xml_text(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080, ones = 0x0101010101010101;
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight;
    if (at + 8 <= text.size()) {
      std::memcpy(&eight, text.data() + at, 8);
      // No byte has its top bit set and none is below a blank: eight plain characters at once.
      if (((eight | (eight - ones * 0x20)) & high_bits) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t size = sequence(text, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (char c : text) {
    const auto value = static_cast<unsigned char>(c);
    if ((value & 0xc0) != 0x80) units += value >= 0xf0 ? 2 : 1;
  }
  return units;
}

}  // namespace stp::xlsx
