// Text of the formula language (templates/README.md) -> Expression, or every trouble in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "calc/formula/expression.h"

namespace stp {

struct FormulaTrouble {
  std::string sentence, remedy;
  std::uint32_t column = 1;  // 1-based, in the formula's text
};

// What names a formula may use; the loader answers from the edition being built.
class FormulaNames {
 public:
  virtual ~FormulaNames() = default;
  virtual LineIndex line(std::string_view code) const = 0;
  virtual std::vector<LineIndex> input_lines(std::string_view first,
                                             std::string_view last) const = 0;  // code order
  virtual ConstantIndex constant(std::string_view code) const = 0;
  virtual CoverIndex cover(std::string_view code) const = 0;
  virtual ScenarioIndex scenario(std::string_view code) const = 0;
  virtual TypeIndex type(std::string_view code) const = 0;
  virtual TableIndex table(std::string_view code) const = 0;
  virtual ColumnIndex column(TableIndex table, std::string_view code) const = 0;
  virtual std::vector<std::string> all_names() const { return {}; }  // what to suggest for a mistyped name
};

struct ParseOptions {
  bool in_rule = false;
};  // rules may use this, stated, earlier, known
tl::expected<Expression, std::vector<FormulaTrouble>> parse_formula(std::string_view text,
                                                                    const FormulaNames& names,
                                                                    const ParseOptions& options = {});

}  // namespace stp
