// Formulas that many cells share: the master's text, moved to where each follower stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "xlsx/file/address.h"

namespace stp::xlsx {

class SharedFormula {
 public:
  SharedFormula() = default;
  SharedFormula(std::string_view formula, Address at);
  // The formula as it reads at `there`: relative references move along, "$" ones stay, what leaves the grid
  // is #REF!.
  std::string at(Address there) const;

 private:
  struct Piece {
    enum class Kind { text, cell, column, row } kind = Kind::text;
    std::size_t begin = 0, end = 0;  // as written, in formula_
    std::uint32_t row = 0, column = 0;
    bool fixed_row = false, fixed_column = false;
  };
  static Piece reference(std::string_view word, bool beside_colon);

  std::string formula_;
  std::vector<Piece> pieces_;
  Address from_;
};

}  // namespace stp::xlsx
