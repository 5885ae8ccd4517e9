#include "xlsx/file/splice.h"

#include <algorithm>

namespace stp::xlsx {

namespace {

constexpr std::string_view blanks = " \t\r\n";

}  // namespace

std::string spliced(std::string_view text, std::vector<Splice> splices) {
  std::stable_sort(splices.begin(), splices.end(), [](const Splice& a, const Splice& b) {
    return a.replaced.begin != b.replaced.begin ? a.replaced.begin < b.replaced.begin
                                                : a.replaced.end < b.replaced.end;
  });
  std::string out;
  std::size_t more = 0, done = 0;
  for (const Splice& splice : splices) more += splice.text.size();
  out.reserve(text.size() + more);
  for (const Splice& splice : splices) {
    out += text.substr(done, splice.replaced.begin - done);
    out += splice.text;
    done = splice.replaced.end;
  }
  out += text.substr(done);
  return out;
}

std::optional<AttributePlace> find_attribute(std::string_view tag, std::string_view name) {
  std::size_t at = tag.find_first_of(" \t\r\n/>", 1);
  while (at < tag.size()) {
    const std::size_t start = at;
    at = tag.find_first_not_of(blanks, at);
    if (at == tag.npos || tag[at] == '/' || tag[at] == '>') return std::nullopt;
    const std::size_t equals = tag.find('=', at);
    if (equals == tag.npos) return std::nullopt;
    std::string_view found = tag.substr(at, equals - at);
    while (!found.empty() && blanks.find(found.back()) != blanks.npos) found.remove_suffix(1);
    const std::size_t open = tag.find_first_of("'\"", equals);
    if (open == tag.npos) return std::nullopt;
    const std::size_t close = tag.find(tag[open], open + 1);
    if (close == tag.npos) return std::nullopt;
    at = close + 1;
    if (found == name) return AttributePlace{{start, at}, {open + 1, close}};
  }
  return std::nullopt;
}

std::string with_attribute(std::string_view tag, std::string_view name,
                           std::optional<std::string_view> value) {
  std::string out(tag);
  const auto place = find_attribute(tag, name);
  if (place && !value) {
    out.erase(place->whole.begin, place->whole.end - place->whole.begin);
  } else if (place) {
    out.replace(place->value.begin, place->value.end - place->value.begin, *value);
  } else if (value) {
    std::size_t end = tag.size() - (tag.size() >= 2 && tag[tag.size() - 2] == '/' ? 2 : 1);
    while (blanks.find(tag[end - 1]) != blanks.npos) --end;
    out.insert(end, " " + std::string(name) + "=\"" + std::string(*value) + "\"");
  }
  return out;
}

std::string_view prefix_of(std::string_view tag) {
  const std::string_view name = tag.substr(1, tag.find_first_of(" \t\r\n/>", 1) - 1);
  const std::size_t colon = name.find(':');
  return colon == name.npos ? std::string_view{} : name.substr(0, colon + 1);
}

}  // namespace stp::xlsx
