// What goes into a calculation function and comes out: one value, or a range of them. An error is a value, as
// in a spreadsheet, with the reason beside it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "calc/base/decimal.h"

namespace stp::functions {

// The spreadsheet's own errors: #VALUE! #DIV/0! #NUM! #N/A #REF!
enum class Fault { value, division, number, missing, reference };
std::string_view to_text(Fault fault);

struct Error {
  Fault fault = Fault::value;
  std::string reason;  // in plain words: what was found, what was expected, how to mend it
  bool operator==(const Error&) const = default;
};

// Blank, a number, yes or no, text, an error.
using Value = std::variant<std::monostate, Decimal, bool, std::string, Error>;

// A range, row by row; one value is a range of one row and one column.
struct Grid {
  std::size_t rows = 1, columns = 1;
  std::vector<Value> cells = std::vector<Value>(1);
  bool single() const { return rows == 1 && columns == 1; }
  bool operator==(const Grid&) const = default;
};

inline Grid grid_of(Value value) {
  Grid grid;
  grid.cells[0] = std::move(value);
  return grid;
}

// "110.25", "yes", "#NUM! The years must be ...": cells separated by ';', rows by '|'.
std::string to_text(const Value& value);
std::string to_text(const Grid& grid);

}  // namespace stp::functions
