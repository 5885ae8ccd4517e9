#include "xlsx/form/write/sheet_name.h"

#include <algorithm>

namespace stp::xlsx {

namespace {

constexpr std::size_t most = 31;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string sheet_name(std::string_view wanted, std::string_view ending) {
  std::string name(wanted);
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return std::string_view("[]:*?/\\").find(c) != std::string_view::npos; }, '-');
  while (!name.empty() && name.front() == '\'') name.erase(0, 1);
  while (characters(name) + characters(ending) > most ||
         (!name.empty() && (name.back() == '\'' || name.back() == ' '))) {
    while (!name.empty() && continues_character(name.back())) name.pop_back();
    if (name.empty()) break;
    name.pop_back();
  }
  if (name.empty()) name = "Sheet";
  return name + std::string(ending);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace stp::xlsx
