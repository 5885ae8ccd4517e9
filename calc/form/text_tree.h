// A YAML text as a plain tree whose nodes know where they stand. The only room that knows the YAML library.
// Refuses what our texts never need and hostile ones do: aliases, tags, several documents, depth, size,
// broken UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calc/form/troubles.h"

namespace stp {

struct TextEntry;
struct TextNode {
  enum class Kind : std::uint8_t { nothing, scalar, list, map };
  Kind kind = Kind::nothing;
  int line = 0, column = 0;        // 1-based; the column counts characters, not bytes
  std::size_t offset = 0;          // in bytes, of the node in its file
  std::string text;                // scalar
  std::vector<TextNode> items;     // list
  std::vector<TextEntry> entries;  // map, in the order written; no key twice
  const TextNode* find(std::string_view key) const;
};
struct TextEntry {
  std::string key;
  int line = 0, column = 0;
  TextNode value;
};

// Nothing when the text cannot be read as a whole; the reason stands in `troubles`.
std::optional<TextNode> read_text_tree(const TemplateText& text, TroubleList& troubles);

// False, with a trouble, when the bytes are too many or no text in UTF-8.
bool is_plain_text(const TemplateText& text, TroubleList& troubles);

// Where the character at 1-based `column` of a scalar's text stands in the file, across quotes and folded
// lines.
SourceText place_within(const std::string& file, std::string_view file_text, const TextNode& scalar,
                        std::uint32_t column);

}  // namespace stp
