// Interval arithmetic over expressions: what the rounding of the cells read leaves open.
#include <algorithm>
#include <array>
#include <functional>

#include "calc/formula/reading.h"

namespace stp {

namespace {

// The figure as it stands, and the ends of what it may have been before rounding.
struct Range {
  Decimal low, figure, high;
  bool known = true;
  static Range unknown() { return {{}, {}, {}, false}; }
  bool reaches_zero() const { return low <= Decimal() && high >= Decimal(); }
};

Range exactly(const Value& value) { return {value.number, value.number, value.number, value.known}; }

template <class Operation>
Range ends_of(const Range& a, const Range& b, Operation operation) {
  const std::array<Decimal, 4> corners{operation(a.low, b.low), operation(a.low, b.high),
                                       operation(a.high, b.low), operation(a.high, b.high)};
  const auto [low, high] = std::minmax_element(corners.begin(), corners.end());
  return {*low, operation(a.figure, b.figure), *high};
}

Range quotient(const Range& top, Range bottom) {
  if (bottom.figure.is_zero()) return Range::unknown();
  if (bottom.reaches_zero()) bottom = exactly({bottom.figure});
  return ends_of(top, bottom, std::divides<>());
}

Range magnitude(const Range& a) {
  if (!a.low.is_negative()) return a;
  if (!a.reaches_zero()) return {-a.high, -a.figure, -a.low};
  return {Decimal(), absolute(a.figure), std::max(-a.low, a.high)};
}

class IntervalEvaluation {
 public:
  IntervalEvaluation(const Figures& figures, Reading reading) : figures_(figures), reading_(reading) {}

  Range range(const Expression& e, const Position& at) const {
    try {
      return worked_out(e, at);
    } catch (const DecimalOverflow&) {
      return Range::unknown();
    }
  }

 private:
  Range worked_out(const Expression& e, const Position& at) const {
    switch (e.op) {
      case Operator::line:
        return line(e.line, at);
      case Operator::this_line:
        return line(at.line, at);
      case Operator::previous:
        return has_previous(at) ? range(e.operands[0], year_before(at)) : Range::unknown();
      case Operator::scenario:
        return range(e.operands[0], in_scenario(at, e.scenario));
      case Operator::stated:
        return IntervalEvaluation(figures_, Reading::stated).range(e.operands[0], at);
      case Operator::earlier:
        return IntervalEvaluation(figures_, Reading::earlier).range(e.operands[0], at);
      case Operator::organisations:
        return over_organisations(e, at);
      case Operator::choose:
        return chosen(e, at);
      case Operator::sum:
      case Operator::minimum:
      case Operator::maximum:
      case Operator::negate:
      case Operator::absolute:
      case Operator::add:
      case Operator::subtract:
      case Operator::multiply:
      case Operator::divide:
      case Operator::ratio:
      case Operator::round:
        return combined(e, at);
      default:
        return exactly(evaluate_as(e, at, figures_, reading_));
    }
  }

  Range line(LineIndex index, const Position& at) const {
    const Value read = read_line(index, at, figures_, reading_);
    if (!read.known || !figures_.asked(index, at)) return exactly(read);
    const Decimal half = figures_.half_step(index);
    return {read.number - half, read.number, read.number + half};
  }

  Range chosen(const Expression& e, const Position& at) const {
    const Value condition = evaluate_as(e.operands[0], at, figures_, reading_);
    if (!condition.known) return Range::unknown();
    return range(e.operands[condition.number.is_zero() ? 2 : 1], at);
  }

  Range over_organisations(const Expression& e, const Position& at) const {
    Range total;
    for (const OrganisationIndex organisation : figures_.organisations(e.types)) {
      const Range part = range(e.operands[0], of_organisation(at, organisation));
      if (!part.known) return part;
      total = {total.low + part.low, total.figure + part.figure, total.high + part.high};
    }
    return total;
  }

  // Folds the operands from left to right; an operator of one operand is done at once.
  Range combined(const Expression& e, const Position& at) const {
    if (e.op == Operator::ratio) {
      const Range bottom = range(e.operands[1], at);
      if (bottom.known && bottom.figure.is_zero()) return {};
    }
    Range result = range(e.operands[0], at);
    if (!result.known) return result;
    if (e.op == Operator::negate) return {-result.high, -result.figure, -result.low};
    if (e.op == Operator::absolute) return magnitude(result);
    for (std::size_t i = 1; i < e.operands.size() && result.known; ++i) {
      const Range next = range(e.operands[i], at);
      if (!next.known) return next;
      result = of_two(e.op, result, next);
    }
    return result;
  }

  static Range of_two(Operator op, const Range& a, const Range& b) {
    switch (op) {
      case Operator::sum:
      case Operator::add:
        return {a.low + b.low, a.figure + b.figure, a.high + b.high};
      case Operator::subtract:
        return {a.low - b.high, a.figure - b.figure, a.high - b.low};
      case Operator::multiply:
        return ends_of(a, b, std::multiplies<>());
      case Operator::minimum:
        return {std::min(a.low, b.low), std::min(a.figure, b.figure), std::min(a.high, b.high)};
      case Operator::maximum:
        return {std::max(a.low, b.low), std::max(a.figure, b.figure), std::max(a.high, b.high)};
      case Operator::round:
        return rounded_range(a, b.figure);
      default:
        return quotient(a, b);
    }
  }

  static Range rounded_range(const Range& a, Decimal places) {
    const Decimal held = std::clamp(places, Decimal::of(-1000), Decimal::of(1000));
    const auto whole = static_cast<int>(held.units() / Decimal::one_in_units);
    const auto cut = [whole](Decimal x) { return rounded(x, whole, Rounding::half_away); };
    return {cut(a.low), cut(a.figure), cut(a.high)};
  }

  const Figures& figures_;
  Reading reading_;
};

// The furthest the figure may lie from what it stands for.
Decimal widest(const Range& range) { return std::max(range.high - range.figure, range.figure - range.low); }

}  // namespace

Interval evaluate_interval(const Expression& expression, const Position& at, const Figures& figures) {
  const Range range = IntervalEvaluation(figures, Reading::worked_out).range(expression, at);
  return {range.low, range.high, range.known};
}

Decimal derived_tolerance(const Expression& comparison, const Position& at, const Figures& figures) {
  if (is_comparison(comparison.op)) {
    if (compares_text(comparison)) return Decimal();
    const IntervalEvaluation evaluation(figures, Reading::worked_out);
    const Range left = evaluation.range(comparison.operands[0], at),
                right = evaluation.range(comparison.operands[1], at);
    return left.known && right.known ? widest(left) + widest(right) : Decimal();
  }
  Decimal largest;                                          // of the comparisons it joins
  const bool branches = comparison.op == Operator::choose;  // its condition is not what is being checked
  for (std::size_t i = branches ? 1 : 0; i < comparison.operands.size(); ++i)
    largest = std::max(largest, derived_tolerance(comparison.operands[i], at, figures));
  return largest;
}

}  // namespace stp
