// How parts of a package refer to one another, and what each says it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xlsx/file/xml.h"

namespace stp::xlsx {

struct Relationship {
  std::string id, type, target;  // target: a part's name resolved from the root, or as written when external
  bool external = false;
  std::size_t begin = 0, end = 0;  // bytes of the element in the relationships part
  bool is(std::string_view kind)
      const;  // the type's last step, e.g. "worksheet": Strict and Transitional differ before it
};
std::optional<Refusal> read_relationships(std::string_view text, std::string_view from_part,
                                          std::string where, const Limits& limits,
                                          std::vector<Relationship>& out);

struct ContentTypes {
  struct Entry {
    std::string key, type;           // key: folded extension or folded part name
    std::size_t begin = 0, end = 0;  // bytes of the element
  };
  std::vector<Entry> defaults, overrides;
  std::string_view of(std::string_view part) const;  // "" unknown
};
std::optional<Refusal> read_content_types(std::string_view text, std::string where, const Limits& limits,
                                          ContentTypes& out);

}  // namespace stp::xlsx
