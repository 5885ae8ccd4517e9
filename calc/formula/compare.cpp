// Checks: a comparison with what it is allowed to miss by.
#include "calc/formula/reading.h"

namespace stp {

namespace {

bool holds_within(Operator op, Decimal left, Decimal right, Decimal allowed) {
  const Decimal difference = left - right;
  switch (op) {
    case Operator::equal:
      return absolute(difference) <= allowed;
    case Operator::unequal:
      return absolute(difference) > allowed;
    case Operator::less:
      return difference < allowed;
    case Operator::less_equal:
      return difference <= allowed;
    case Operator::greater:
      return difference > -allowed;
    default:
      return difference >= -allowed;
  }
}

Comparison unknown_comparison(Decimal allowed) {
  Comparison result;
  result.known = false;
  result.allowed = allowed;
  return result;
}

Comparison compared_numbers(const Expression& e, const Position& at, const Figures& figures,
                            Decimal allowed) {
  const Value left = evaluate(e.operands[0], at, figures), right = evaluate(e.operands[1], at, figures);
  if (!left.known || !right.known) return unknown_comparison(allowed);
  try {
    const Decimal difference = left.number - right.number;
    return {true,        holds_within(e.op, left.number, right.number, allowed),
            left.number, right.number,
            difference,  allowed};
  } catch (const DecimalOverflow&) {
    return unknown_comparison(allowed);
  }
}

// The part that decides: for `and` the first that fails, for `or` the first that holds; else unknown if any
// part is.
Comparison joined(const Expression& e, const Position& at, const Figures& figures, Decimal allowed) {
  const bool deciding = e.op == Operator::or_;
  const Comparison left = compare(e.operands[0], at, figures, allowed);
  if (left.known && left.holds == deciding) return left;
  const Comparison right = compare(e.operands[1], at, figures, allowed);
  if (right.known && right.holds == deciding) return right;
  return left.known && right.known ? left : unknown_comparison(allowed);
}

Comparison plain_truth(const Expression& e, const Position& at, const Figures& figures, Decimal allowed) {
  const Value value = evaluate(e, at, figures);
  Comparison result = unknown_comparison(allowed);
  result.known = value.known;
  result.holds = !value.number.is_zero() || !value.known;
  return result;
}

}  // namespace

Comparison compare(const Expression& comparison, const Position& at, const Figures& figures,
                   Decimal allowed) {
  if (is_comparison(comparison.op) && !compares_text(comparison))
    return compared_numbers(comparison, at, figures, allowed);
  if (comparison.op == Operator::and_ || comparison.op == Operator::or_)
    return joined(comparison, at, figures, allowed);
  if (comparison.op == Operator::choose) {
    const Value condition = evaluate(comparison.operands[0], at, figures);
    if (!condition.known) return unknown_comparison(allowed);
    return compare(comparison.operands[condition.number.is_zero() ? 2 : 1], at, figures, allowed);
  }
  return plain_truth(comparison, at, figures, allowed);
}

}  // namespace stp
