// The sources as the layering test sees them: what each file includes, and its code and texts without
// comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace layering {

struct Include {
  std::string path;
  bool angled = false;  // <...>
};
struct Source {
  std::string path;  // from the root, e.g. "calc/base/decimal.h"
  std::string text;
};

std::vector<Source> sources_below(const std::vector<std::string>& folders);
std::vector<Include> includes_of(std::string_view text);
// The text with comments blanked out; string literals kept.
std::string without_comments(std::string_view text);

// What is wrong with one file, each a sentence; empty when nothing is.
std::vector<std::string> wrong_includes(const Source& source);
std::vector<std::string> domain_codes(const Source& source, const std::vector<std::string>& names);
// The names of tests that CMake's lists would cut in two: neither half would be run.
std::vector<std::string> names_cut(const Source& source);

}  // namespace layering
