// Value of an expression. A number, or unknown because something it needs is unreadable, missing or
// overflows.
#pragma once

#include <string>
#include <vector>

#include "calc/base/decimal.h"
#include "calc/formula/expression.h"

namespace stp {

struct Value {
  Decimal number;
  bool known = true;
  static Value unknown() { return {Decimal(), false}; }
};

// A value with the range that rounding of the cells it was read from leaves open.
struct Interval {
  Decimal low, high;
  bool known = true;
};

struct Position {  // where an expression is evaluated
  OrganisationIndex organisation;
  LineIndex line;
  ScenarioIndex scenario;
  PeriodIndex period;
};

// What an expression can ask the world. Blank inputs are 0; figures not asked of an organisation are 0 in
// sums.
class Figures {
 public:
  virtual ~Figures() = default;
  virtual Value line(LineIndex line, const Position& at) const = 0;     // scenario resolved by the template
  virtual Value stated(LineIndex line, const Position& at) const = 0;   // as the workbook states it
  virtual Value earlier(LineIndex line, const Position& at) const = 0;  // in the previous round's return
  virtual Value constant(ConstantIndex constant, PeriodIndex period) const = 0;
  virtual Value cover(CoverIndex field) const = 0;
  virtual std::string cover_text(CoverIndex field) const = 0;
  virtual bool answered(LineIndex line,
                        const Position& at) const = 0;  // an entry stands there, and is readable
  virtual Value rows(const Expression& rows, const Position& at) const = 0;
  virtual std::vector<OrganisationIndex> organisations(TypeSet types) const = 0;
  virtual Value places(const Expression& operand, const Position& at, bool outside) const = 0;
  virtual Decimal half_step(LineIndex line) const = 0;  // rounding half-width of the line's unit
  virtual bool asked(LineIndex, const Position&) const { return true; }  // false: the 0 of line() is exact
};

// Truth is 1 or 0. What is not needed (the other branch, the rest of an `and` that fails) may be unknown.
// previous() in the first period is unknown. round() takes halves away from zero, as ROUND does.
Value evaluate(const Expression& expression, const Position& at, const Figures& figures);

// The same, each line read widened by its half step and nothing below it: for derived tolerances. Constants,
// table rows, cover and the place view count as exact, and so does a denominator whose range reaches zero.
Interval evaluate_interval(const Expression& expression, const Position& at, const Figures& figures);

// Does it hold, by how much not (left - right), and how much was allowed? For an equation |left - right| may
// be up to `allowed`; an inequality may be missed by as much. Joined by and / or: the first part that
// decides.
struct Comparison {
  bool known = true, holds = true;
  Decimal left, right, difference, allowed;
};
Comparison compare(const Expression& comparison, const Position& at, const Figures& figures, Decimal allowed);
// By how much the two sides may differ for no other reason than that the cells they read are rounded to their
// units: a sum of n cells against one total, 0.5(n+1) steps. 0 where that cannot be told.
Decimal derived_tolerance(const Expression& comparison, const Position& at, const Figures& figures);

}  // namespace stp
