// The one syntax tree of the formula language. Three renderings read it: value (evaluate.h), live Excel
// formula (excel.h) and words (words.h). Built by parse.h, checked by check.h, both driven by calc/form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calc/base/decimal.h"
#include "calc/base/ids.h"

namespace stp {

enum class Operator : std::uint8_t {
  number,     // literal; `number`, percent() literals already divided by 100
  text,       // literal text, only for comparing cover fields and keys
  line,       // value of `line` for the organisation, scenario, period in hand
  this_line,  // rules only: the line the rule is being applied to
  constant,   // a named national value (Template::constants), by period if it varies
  cover,      // cover field; number or text
  // one operand
  negate,
  absolute,
  not_,
  previous,
  earlier,
  stated,
  scenario,
  known,
  // two operands
  add,
  subtract,
  multiply,
  divide,
  ratio,
  round,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  and_,
  or_,
  // many operands
  sum,
  minimum,
  maximum,
  choose,         // if(condition, then, otherwise)
  organisations,  // sum over the return's organisations of `types`: operand evaluated for each
  places,         // sum over the six places of the place view of operand (totals only)
  outside,        // the OUT share of operand (totals only)
  rows            // sum of a table column over the rows that match the filters
};

struct RowFilter {
  enum class Key : std::uint8_t { this_line, this_organisation, text };
  ColumnIndex column;
  Key key = Key::text;
  std::string text;
};

struct Expression {
  Operator op = Operator::number;
  Decimal number;
  std::string text;
  LineIndex line;
  ConstantIndex constant;
  CoverIndex cover;
  ScenarioIndex scenario;  // for Operator::scenario
  TypeSet types = 0;       // for Operator::organisations
  TableIndex table;        // for Operator::rows
  ColumnIndex column;
  std::vector<RowFilter> filters;
  std::vector<Expression> operands;
  std::uint32_t text_column = 0;  // 1-based column in the formula's text, for messages
};

}  // namespace stp
