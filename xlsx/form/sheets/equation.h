// A rule that says two figures are equal, as something a workbook can work out for one line and year.
#pragma once

#include <optional>

#include "calc/calculate.h"
#include "calc/formula/evaluate.h"

namespace stp {

struct Check;

struct Equation {
  Expression left, right;
  std::optional<Expression> when;
};
bool is_live_equation(
    const Rule& rule);  // active, about one return, and every part of it stands in the workbook
// Nothing where the rule does not look at that year. The line in hand stands in place of `this`.
std::optional<Equation> equation_at(const Check& check, const Template& form, PeriodIndex period);
// Every year's figures are known, so that the program can say what the formulas give.
bool result_known(const Check& check, const Template& form, const Figures& figures);
// The largest allowed difference of any year, for an empty or full return alike.
Decimal allowed_difference(const Check& check, const Template& form, const CalculatedReturn& figures);

}  // namespace stp
