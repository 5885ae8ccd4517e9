#include <algorithm>

#include "calc/form/text_tree.h"

namespace stp {
namespace {

constexpr std::size_t largest_text = 1 << 20;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length of the well-formed UTF-8 character at `at`, 0 if there is none or it is a control character.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first >= 0xF5 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[at + i])) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const bool too_long = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool no_character = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return too_long || no_character ? 0 : length;
}

SourceText place_of_offset(const std::string& file, std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  SourceText place{file, 1, 1};
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n')
      ++place.line, place.column = 1;
    else if (!is_continuation(text[i]))
      ++place.column;
  }
  return place;
}

}  // namespace

bool is_plain_text(const TemplateText& text, TroubleList& troubles) {
  if (text.text.size() > largest_text) {
    troubles.add({text.path, 0, 0}, "text-too-large", "This file is larger than a definition file can be.",
                 "Split it; the limit is 1 MiB.");
    return false;
  }
  for (std::size_t at = 0, length = 0; at < text.text.size(); at += length) {
    length = character_length(text.text, at);
    if (length != 0) continue;
    troubles.add(place_of_offset(text.path, text.text, at), "text-not-utf8",
                 "Here stands a byte that is not text in UTF-8.", "Save the file as UTF-8.");
    return false;
  }
  return true;
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Blanks around the end of a line are one blank in the text; other blanks stand for themselves.
std::size_t after_fold(std::string_view text, std::size_t at) {
  std::size_t end = at;
  bool line_ended = false;
  for (; end < text.size() && is_space(text[end]); ++end) line_ended |= text[end] == '\n';
  return line_ended ? end : at + 1;
}

}  // namespace

SourceText place_within(const std::string& file, std::string_view file_text, const TextNode& scalar,
                        std::uint32_t column) {
  std::size_t at = scalar.offset;
  if (at < file_text.size() && (file_text[at] == '"' || file_text[at] == '\'')) ++at;
  if (at < file_text.size() && (file_text[at] == '|' || file_text[at] == '>')) {
    while (at < file_text.size() && file_text[at] != '\n') ++at;
    while (at < file_text.size() && is_space(file_text[at])) ++at;
  }
  const std::size_t wanted = std::min<std::size_t>(column > 0 ? column - 1 : 0, scalar.text.size());
  for (std::size_t i = 0; i < wanted && at < file_text.size(); ++i) {
    if (scalar.text[i] != file_text[at] && !(is_space(scalar.text[i]) && is_space(file_text[at])))
      return {file, scalar.line, scalar.column};  // an escape: point at the start
    at = is_space(file_text[at]) ? after_fold(file_text, at) : at + 1;
  }
  return place_of_offset(file, file_text, at);
}

}  // namespace stp
