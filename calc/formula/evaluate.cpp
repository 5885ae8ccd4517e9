#include "calc/formula/evaluate.h"

#include <algorithm>

#include "calc/formula/reading.h"

namespace stp {

namespace {

Value truth(bool holds) { return {Decimal::of(holds ? 1 : 0), true}; }
bool is_false(const Value& value) { return value.known && value.number.is_zero(); }
bool is_true(const Value& value) { return value.known && !value.number.is_zero(); }

// Capitals aside, as a spreadsheet compares texts.
bool same_text(const std::string& a, const std::string& b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool compared(Operator op, Decimal left, Decimal right) {
  switch (op) {
    case Operator::equal:
      return left == right;
    case Operator::unequal:
      return left != right;
    case Operator::less:
      return left < right;
    case Operator::less_equal:
      return left <= right;
    case Operator::greater:
      return left > right;
    default:
      return left >= right;
  }
}

Value rounded_as_asked(const Value& number, const Value& places) {
  if (!number.known || !places.known) return Value::unknown();
  constexpr std::int64_t furthest = 1000;  // beyond any place a figure has
  const Decimal held = std::clamp(places.number, Decimal::of(-furthest), Decimal::of(furthest));
  const auto whole =
      static_cast<int>(held.units() / Decimal::one_in_units);  // as ROUND does: 1.9 places are 1
  return {rounded(number.number, whole, Rounding::half_away)};
}

class Evaluation {
 public:
  Evaluation(const Figures& figures, Reading reading) : figures_(figures), reading_(reading) {}

  // An overflow makes unknown only what needs it.
  Value value(const Expression& e, const Position& at) const {
    try {
      return worked_out(e, at);
    } catch (const DecimalOverflow&) {
      return Value::unknown();
    }
  }

 private:
  Value worked_out(const Expression& e, const Position& at) const {
    switch (e.op) {
      case Operator::number:
        return {e.number};
      case Operator::text:
        return Value::unknown();  // a text has no number
      case Operator::line:
        return read_line(e.line, at, figures_, reading_);
      case Operator::this_line:
        return read_line(at.line, at, figures_, reading_);
      case Operator::constant:
        return figures_.constant(e.constant, at.period);
      case Operator::cover:
        return figures_.cover(e.cover);
      case Operator::rows:
        return figures_.rows(e, at);
      case Operator::previous:
        return has_previous(at) ? value(e.operands[0], year_before(at)) : Value::unknown();
      case Operator::scenario:
        return value(e.operands[0], in_scenario(at, e.scenario));
      case Operator::stated:
        return Evaluation(figures_, Reading::stated).value(e.operands[0], at);
      case Operator::earlier:
        return Evaluation(figures_, Reading::earlier).value(e.operands[0], at);
      case Operator::known:
        return truth(all_known(e.operands[0], at));
      case Operator::sum:
      case Operator::minimum:
      case Operator::maximum:
        return gathered(e, at);
      case Operator::organisations:
        return over_organisations(e, at);
      case Operator::places:
      case Operator::outside:
        return place_view(e, at);
      case Operator::choose:
        return chosen(e, at);
      case Operator::and_:
      case Operator::or_:
        return joined(e, at);
      case Operator::ratio:
        return ratio(e, at);
      case Operator::negate:
      case Operator::absolute:
      case Operator::not_:
        return of_one(e.op, value(e.operands[0], at));
      case Operator::round:
        return rounded_as_asked(value(e.operands[0], at), value(e.operands[1], at));
      default:
        break;
    }
    if (is_comparison(e.op)) return comparison(e, at);
    return arithmetic(e.op, value(e.operands[0], at), value(e.operands[1], at));
  }

  static Value of_one(Operator op, const Value& operand) {
    if (!operand.known) return operand;
    if (op == Operator::not_) return truth(operand.number.is_zero());
    return {op == Operator::negate ? -operand.number : absolute(operand.number)};
  }

  static Value arithmetic(Operator op, const Value& left, const Value& right) {
    if (!left.known || !right.known) return Value::unknown();
    switch (op) {
      case Operator::add:
        return {left.number + right.number};
      case Operator::subtract:
        return {left.number - right.number};
      case Operator::multiply:
        return {left.number * right.number};
      default:
        break;
    }
    return right.number.is_zero() ? Value::unknown() : Value{left.number / right.number};
  }

  Value ratio(const Expression& e, const Position& at) const {
    const Value bottom = value(e.operands[1], at);
    if (is_false(bottom)) return {Decimal()};
    return arithmetic(Operator::divide, value(e.operands[0], at), bottom);
  }

  Value gathered(const Expression& e, const Position& at) const {
    Value result = value(e.operands[0], at);
    for (std::size_t i = 1; i < e.operands.size() && result.known; ++i) {
      const Value next = value(e.operands[i], at);
      if (!next.known) return Value::unknown();
      if (e.op == Operator::sum)
        result.number += next.number;
      else if (e.op == Operator::minimum)
        result.number = std::min(result.number, next.number);
      else
        result.number = std::max(result.number, next.number);
    }
    return result;
  }

  Value over_organisations(const Expression& e, const Position& at) const {
    Value total;
    for (const OrganisationIndex organisation : figures_.organisations(e.types)) {
      const Value part = value(e.operands[0], of_organisation(at, organisation));
      if (!part.known) return Value::unknown();
      total.number += part.number;
    }
    return total;
  }

  Value place_view(const Expression& e, const Position& at) const {
    const bool outside = e.op == Operator::outside;
    if (reading_ == Reading::worked_out) return figures_.places(e.operands[0], at, outside);
    Expression read_so;  // the operand, told how to read its lines
    read_so.op = reading_ == Reading::stated ? Operator::stated : Operator::earlier;
    read_so.operands = {e.operands[0]};
    return figures_.places(read_so, at, outside);
  }

  Value chosen(const Expression& e, const Position& at) const {
    const Value condition = value(e.operands[0], at);
    if (!condition.known) return Value::unknown();
    return value(e.operands[is_true(condition) ? 1 : 2], at);
  }

  // One part that fails decides an `and`, one that holds an `or`, whatever is unknown beside it.
  Value joined(const Expression& e, const Position& at) const {
    const auto decides = [&](const Value& part) {
      return e.op == Operator::and_ ? is_false(part) : is_true(part);
    };
    const Value left = value(e.operands[0], at);
    if (decides(left)) return truth(e.op == Operator::or_);
    const Value right = value(e.operands[1], at);
    if (decides(right)) return truth(e.op == Operator::or_);
    return left.known && right.known ? truth(e.op == Operator::and_) : Value::unknown();
  }

  Value comparison(const Expression& e, const Position& at) const {
    if (compares_text(e)) return text_comparison(e);
    const Value left = value(e.operands[0], at), right = value(e.operands[1], at);
    if (!left.known || !right.known) return Value::unknown();
    return truth(compared(e.op, left.number, right.number));
  }

  Value text_comparison(const Expression& e) const {
    const auto has_text = [](const Expression& side) {
      return side.op == Operator::text || side.op == Operator::cover;
    };
    const bool equality = e.op == Operator::equal || e.op == Operator::unequal;
    if (!equality || !has_text(e.operands[0]) || !has_text(e.operands[1])) return Value::unknown();
    const bool same = same_text(text_of(e.operands[0]), text_of(e.operands[1]));
    return truth(same == (e.op == Operator::equal));
  }

  std::string text_of(const Expression& side) const {
    return side.op == Operator::text ? side.text : figures_.cover_text(side.cover);
  }

  // Of a single line: an entry stands there. Of anything larger: every line in it.
  bool all_known(const Expression& e, const Position& at) const {
    switch (e.op) {
      case Operator::line:
        return line_known(e.line, at);
      case Operator::this_line:
        return line_known(at.line, at);
      case Operator::previous:
        return has_previous(at) && all_known(e.operands[0], year_before(at));
      case Operator::scenario:
        return all_known(e.operands[0], in_scenario(at, e.scenario));
      case Operator::stated:
        return Evaluation(figures_, Reading::stated).all_known(e.operands[0], at);
      case Operator::earlier:
        return Evaluation(figures_, Reading::earlier).all_known(e.operands[0], at);
      case Operator::organisations: {
        const auto all = figures_.organisations(e.types);
        return std::all_of(all.begin(), all.end(),
                           [&](auto o) { return all_known(e.operands[0], of_organisation(at, o)); });
      }
      case Operator::constant:
      case Operator::cover:
      case Operator::rows:
      case Operator::places:
      case Operator::outside:
        return value(e, at).known;
      default:
        break;
    }
    return std::all_of(e.operands.begin(), e.operands.end(),
                       [&](const auto& part) { return all_known(part, at); });
  }

  bool line_known(LineIndex line, const Position& at) const {
    if (!line) return false;
    return reading_ == Reading::earlier ? figures_.earlier(line, at).known : figures_.answered(line, at);
  }

  const Figures& figures_;
  Reading reading_;
};

}  // namespace

Value evaluate(const Expression& expression, const Position& at, const Figures& figures) {
  return evaluate_as(expression, at, figures, Reading::worked_out);
}

Value evaluate_as(const Expression& expression, const Position& at, const Figures& figures, Reading reading) {
  return Evaluation(figures, reading).value(expression, at);
}

}  // namespace stp
