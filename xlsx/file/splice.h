// Changing a text in a few places and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

struct Splice {
  ByteRange replaced;  // empty: an insertion
  std::string text;
};
// Splices must not overlap; insertions at one place keep their order.
std::string spliced(std::string_view text, std::vector<Splice> splices);

// Where an attribute stands in a well-formed start tag: with the blank before it, and its value alone.
struct AttributePlace {
  ByteRange whole, value;  // offsets into the tag
};
std::optional<AttributePlace> find_attribute(std::string_view tag, std::string_view name);
// The tag with the attribute set, appended when absent, or removed when `value` is nullopt. `value` needs no
// escaping.
std::string with_attribute(std::string_view tag, std::string_view name,
                           std::optional<std::string_view> value);

// The prefix of the names in this tag with its colon: "x:" for <x:row>, "" for <row>.
std::string_view prefix_of(std::string_view tag);

}  // namespace stp::xlsx
