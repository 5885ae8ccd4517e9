// A table for a terminal: columns as wide as their widest cell, numbers to the right. Widths count
// characters, not bytes.
#pragma once

#include <string>
#include <vector>

namespace stp {

struct AlignedColumn {
  std::string heading;
  bool right = false;
};
std::string aligned_table(const std::vector<AlignedColumn>& columns,
                          const std::vector<std::vector<std::string>>& rows);
// At most `width` characters; what is longer ends in "…".
std::string shortened(const std::string& text, std::size_t width);

}  // namespace stp
