#include "calc/formula/check.h"

#include <algorithm>
#include <string>
#include <utility>

namespace stp {

namespace {

std::string power(const std::string& unit, int exponent) {
  return exponent == 1 ? unit : unit + " to the power " + std::to_string(exponent);
}

std::string shown(const Dimension& d) {
  if (d.truth) return "a yes or no";
  if (d.text) return "a text";
  std::string text;
  const auto add = [&text](const std::string& unit, int exponent) {
    if (exponent != 0) text += (text.empty() ? "" : " times ") + power(unit, exponent);
  };
  add("money", d.money);
  add("count", d.count);
  add("WTE", d.wte);
  return text.empty() ? "a plain number" : text;
}

// `literal`: made of written numbers only; such a factor leaves the other's unit as it is.
struct Measured {
  Dimension dimension;
  bool literal = false;
};

const Dimension any_dimension{0, 0, 0, true, false, false};
const Dimension truth_dimension{0, 0, 0, false, true, false};
const Dimension text_dimension{0, 0, 0, false, false, true};

class DimensionCheck {
 public:
  DimensionCheck(const FormulaMeanings& meanings, std::optional<Dimension> of_this)
      : meanings_(meanings), of_this_(of_this.value_or(any_dimension)) {}

  Measured measure(const Expression& e) {
    switch (e.op) {
      case Operator::number:
        return {any_dimension, true};
      case Operator::text:
        return {text_dimension};
      case Operator::line:
        return {meanings_.line_dimension(e.line)};
      case Operator::this_line:
        return {of_this_};
      case Operator::constant:
        return {meanings_.constant_dimension(e.constant)};
      case Operator::cover:
        return {meanings_.cover_dimension(e.cover)};
      case Operator::rows:
        return {amount_column(e)};
      case Operator::not_:
      case Operator::and_:
      case Operator::or_:
        return {joined(e)};
      case Operator::choose:
        return chosen(e);
      case Operator::multiply:
      case Operator::divide:
      case Operator::ratio:
        return scaled(e);
      case Operator::round:
        return rounded_operand(e);
      case Operator::known:
        measure(e.operands[0]);
        return {truth_dimension};
      case Operator::equal:
      case Operator::unequal:
      case Operator::less:
      case Operator::less_equal:
      case Operator::greater:
      case Operator::greater_equal:
        return {compared(e)};
      default:
        return alike(e);
    }
  }

  std::vector<FormulaTrouble> troubles;

 private:
  void note(const Expression& e, std::string sentence, std::string remedy) {
    troubles.push_back({std::move(sentence), std::move(remedy), std::max(e.text_column, 1u)});
  }

  Measured number(const Expression& e) {
    Measured measured = measure(e);
    if (!measured.dimension.truth && !measured.dimension.text) return measured;
    note(e, "A number is needed here, but this is " + shown(measured.dimension) + ".",
         measured.dimension.truth ? "Use if(condition, then, otherwise)."
                                  : "Compare a text with = or != only.");
    return {any_dimension};
  }

  void truth(const Expression& e) {
    const Dimension dimension = measure(e).dimension;
    if (!dimension.truth)
      note(e, "A yes or no is needed here, but this is " + shown(dimension) + ".",
           "Compare it with something, as in F1 > 0.");
  }

  // Everything added, compared or chosen between must be of one unit; written numbers take any.
  Dimension same_unit(const Expression& e, const Measured& a, const Measured& b, const char* what) {
    if (a.dimension.any) return b.dimension;
    if (b.dimension.any || a.dimension == b.dimension) return a.dimension;
    note(e,
         std::string("Unlike units are ") + what + ": " + shown(a.dimension) + " and " + shown(b.dimension) +
             ".",
         "Bring both to one unit, or look for a wrong line code.");
    return any_dimension;
  }

  Measured alike(const Expression& e) {
    Measured all{any_dimension, true};
    for (const Expression& operand : e.operands) {
      const Measured next = number(operand);
      all.dimension = same_unit(e, all, next, "added or compared");
      all.literal = all.literal && next.literal;
    }
    return all;
  }

  Measured scaled(const Expression& e) {
    const Measured a = number(e.operands[0]), b = number(e.operands[1]);
    const int sign = e.op == Operator::multiply ? 1 : -1;
    if ((a.dimension.any && !a.literal) || (b.dimension.any && !b.literal)) return {any_dimension};
    Dimension made{a.dimension.money + sign * b.dimension.money,
                   a.dimension.count + sign * b.dimension.count,
                   a.dimension.wte + sign * b.dimension.wte,
                   false,
                   false,
                   false};
    made.any = a.literal && b.literal;
    return {made, made.any};
  }

  Measured rounded_operand(const Expression& e) {
    const Measured measured = number(e.operands[0]);
    number(e.operands[1]);
    return measured;
  }

  Measured chosen(const Expression& e) {
    truth(e.operands[0]);
    const Measured then = measure(e.operands[1]), otherwise = measure(e.operands[2]);
    if (then.dimension.truth != otherwise.dimension.truth || then.dimension.text ||
        otherwise.dimension.text) {
      note(e, "if() gives " + shown(then.dimension) + " or " + shown(otherwise.dimension) + ".",
           "Let both be numbers or both be a yes or no.");
      return {any_dimension};
    }
    return {same_unit(e, then, otherwise, "chosen between"), then.literal && otherwise.literal};
  }

  Dimension joined(const Expression& e) {
    for (const Expression& operand : e.operands) truth(operand);
    return truth_dimension;
  }

  Dimension compared(const Expression& e) {
    const Measured a = measure(e.operands[0]), b = measure(e.operands[1]);
    const bool equality = e.op == Operator::equal || e.op == Operator::unequal;
    if (a.dimension.text && b.dimension.text && equality) return truth_dimension;
    if (a.dimension.text || b.dimension.text)
      note(e,
           "A text is compared with " +
               shown(a.dimension.text && !b.dimension.text ? b.dimension : a.dimension) + ".",
           "Compare a cover field with a \"text\" by = or !=.");
    else if (a.dimension.truth || b.dimension.truth)
      note(e, "A yes or no is compared.", "Join conditions with and, or, not.");
    else
      same_unit(e, a, b, "compared");
    return truth_dimension;
  }

  Dimension amount_column(const Expression& e) {
    const Dimension dimension = meanings_.column_dimension(e.table, e.column);
    if (!dimension.text) return dimension;
    note(e, "The column to be summed holds texts.", "Name a column of amounts.");
    return any_dimension;
  }

  const FormulaMeanings& meanings_;
  Dimension of_this_;
};

}  // namespace

tl::expected<Dimension, std::vector<FormulaTrouble>> dimension_of(const Expression& expression,
                                                                  const FormulaMeanings& meanings,
                                                                  std::optional<Dimension> of_this) {
  DimensionCheck check(meanings, of_this);
  const Dimension whole = check.measure(expression).dimension;
  if (!check.troubles.empty()) return tl::make_unexpected(std::move(check.troubles));
  return whole;
}

}  // namespace stp
