// What an expression reads when it is evaluated at a position: the tree's leaves, with the year, scenario and
// organisation each was read in. A branch that if(...) does not take is not read.
#pragma once

#include <vector>

#include "calc/return_figures.h"

namespace stp {

struct Operand {
  enum class Kind : std::uint8_t { line, constant, cover, rows, places };
  Kind kind = Kind::line;
  Position at;  // for a line, at.line is the line read; for rows, the line whose formula asks
  ConstantIndex constant;
  CoverIndex cover;
  const Expression* expression = nullptr;  // rows and places
};

// In the order written, each once. Lines that do not apply to the organisation or year are left out, as sums
// leave them.
std::vector<Operand> operands_read(const Expression& expression, const Position& at,
                                   const ReturnFigures& figures, const Template& form);

}  // namespace stp
