#include "service/watch/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "calc/base/sha256.h"

namespace stp::watch {

namespace {

constexpr std::size_t longest = 255;

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

bool follows(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

struct Character {
  std::size_t length = 0;  // 0: no valid character starts here
  char32_t code = 0;
};
Character character_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {1, lead};
  const std::size_t length = lead >= 0xf0 && lead < 0xf5   ? 4
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                                                           : 0;
  if (length == 0) return {};
  char32_t code = lead & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!follows(text, at + i)) return {};
    code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool outside = code > 0x10ffff || (code >= 0xd800 && code < 0xe000);
  return overlong || outside ? Character{} : Character{length, code};
}

// Control characters, and those that turn the direction of what follows.
bool hidden(char32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
}

// At most `most` bytes, not ending inside a character.
std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && follows(text, most)) --most;
  return std::string(text.substr(0, most));
}

std::pair<std::string_view, std::string_view> stem_and_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos || dot == 0 || name.size() - dot > 12) return {name, {}};
  return {name.substr(0, dot), name.substr(dot)};
}

std::string fitted(std::string_view stem, const std::string& tail, std::string_view whole) {
  if (stem.size() + tail.size() <= longest) return std::string(stem) + tail;
  const std::string mark = "~" + sha256(whole).substr(0, 8);
  return cut(stem, longest - tail.size() - mark.size()) + mark + tail;
}

}  // namespace

std::string shown(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size();) {
    const Character one = character_at(name, i);
    if (one.length != 0 && !hidden(one.code)) {
      text += name.substr(i, one.length);
      i += one.length;
      continue;
    }
    for (const std::size_t end = i + std::max<std::size_t>(one.length, 1); i < end; ++i)
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(name[i]));
  }
  return text;
}

bool passed_over(std::string_view name) {
  static constexpr std::array endings{".tmp", ".partial", ".crdownload", ".part", ".filepart", ".download"};
  const std::string small = lower(name);
  if (small.empty() || small[0] == '.' || small.starts_with("~$")) return true;
  if (small == "thumbs.db" || small == "desktop.ini") return true;
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return small.ends_with(ending); });
}

bool excel_temporary(std::string_view name) {
  return name.size() == 8 &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

bool workbook_name(std::string_view name) {
  const std::string small = lower(name);
  return small.ends_with(".xlsx") || small.ends_with(".xlsm");
}

std::vector<std::string> owner_names(const std::string& name) {
  return {"~$" + name, ".~lock." + name + "#"};
}

std::string numbered(const std::string& name, int number) {
  if (number == 1) return name;
  const auto [stem, ending] = stem_and_ending(name);
  return fitted(stem, fmt::format(" ({}){}", number, ending), name);
}

std::string beside(const std::string& name, const std::string& ending) { return fitted(name, ending, name); }

std::string filled_name(const std::string& name) {
  const auto [stem, ending] = stem_and_ending(name);
  return fitted(stem, ".filled" + std::string(ending), name);
}

}  // namespace stp::watch
