#include "calc/form/judge.h"

#include <algorithm>

namespace stp {
namespace {

bool is_comparison(Operator op) {
  return op == Operator::equal || op == Operator::unequal || op == Operator::less ||
         op == Operator::less_equal || op == Operator::greater || op == Operator::greater_equal;
}

// Text is compared as text: cover(units) = "£000".
bool compares_numbers_here(const Expression& expression) {
  return is_comparison(expression.op) && expression.operands.size() == 2 &&
         std::none_of(expression.operands.begin(), expression.operands.end(),
                      [](const Expression& side) { return side.op == Operator::text; });
}

enum class Truth { holds, fails, unknown };
struct Outcome {
  Truth truth = Truth::unknown;
  std::optional<Comparison> comparison;
};

class Check {
 public:
  Check(const Rule& rule, const Position& at, const Figures& figures)
      : rule_(rule), at_(at), figures_(figures) {}

  Outcome outcome(const Expression& expression) const {
    switch (expression.op) {
      case Operator::and_:
        return combined(expression, Truth::fails);
      case Operator::or_:
        return combined(expression, Truth::holds);
      case Operator::not_:
        return negated(outcome(expression.operands.front()));
      default:
        return compares_numbers_here(expression) ? compared(expression) : plain(expression);
    }
  }

 private:
  // `deciding`: the truth of one part that settles the whole. Else unknown if any is, else as the first part.
  Outcome combined(const Expression& expression, Truth deciding) const {
    std::optional<Outcome> unknown, first;
    for (const Expression& part : expression.operands) {
      Outcome found = outcome(part);
      if (found.truth == deciding) return found;
      if (found.truth == Truth::unknown)
        unknown = found;
      else if (!first)
        first = std::move(found);
    }
    return unknown ? *unknown : first.value_or(Outcome{});
  }

  static Outcome negated(const Outcome& inner) {
    if (inner.truth == Truth::unknown) return {};
    return {inner.truth == Truth::holds ? Truth::fails : Truth::holds, {}};
  }

  Outcome plain(const Expression& expression) const {
    const Value value = evaluate(expression, at_, figures_);
    if (!value.known) return {};
    return {value.number.is_zero() ? Truth::fails : Truth::holds, {}};
  }

  Outcome compared(const Expression& expression) const {
    const auto allowed = tolerance(expression);
    if (!allowed) return {};
    const Comparison comparison = compare(expression, at_, figures_, *allowed);
    if (!comparison.known) return {};
    return {comparison.holds ? Truth::holds : Truth::fails, comparison};
  }

  std::optional<Decimal> tolerance(const Expression& comparison) const {
    if (rule_.tolerance == Tolerance::exact) return Decimal();
    if (rule_.tolerance == Tolerance::derived) return derived_tolerance(comparison, at_, figures_);
    const Value allowed = rule_.allowed ? evaluate(*rule_.allowed, at_, figures_) : Value{};
    return allowed.known ? std::optional(allowed.number) : std::nullopt;
  }

  const Rule& rule_;
  const Position& at_;
  const Figures& figures_;
};

bool looked_at(const Rule& rule, const Position& at, const Figures& figures, Judgement& judgement) {
  if (!rule.when) return true;
  const Value when = evaluate(*rule.when, at, figures);
  judgement.known = when.known;
  return when.known && !when.number.is_zero();
}

void fill_in(const Rule& rule, const Position& at, const Figures& figures,
             const std::optional<Comparison>& failed, Judgement& judgement) {
  if (failed) {
    judgement.found = failed->left;
    judgement.expected = failed->right;
    judgement.difference = failed->difference;
    judgement.allowed = failed->allowed;
  }
  if (!rule.expected) return;
  const Value expected = evaluate(*rule.expected, at, figures);
  const Value found = at.line ? figures.line(at.line, at) : Value::unknown();
  judgement.expected = expected.known ? std::optional(expected.number) : std::nullopt;
  judgement.found = found.known ? std::optional(found.number) : std::nullopt;
  judgement.difference =
      found.known && expected.known ? std::optional(found.number - expected.number) : std::nullopt;
}

}  // namespace

Judgement judge(const Rule& rule, const Position& at, const Figures& figures) try {
  Judgement judgement;
  if (!rule.check || !looked_at(rule, at, figures, judgement)) return judgement;
  const Outcome outcome = Check(rule, at, figures).outcome(*rule.check);
  judgement.known = outcome.truth != Truth::unknown;
  judgement.fires = outcome.truth == Truth::fails;
  if (judgement.fires) fill_in(rule, at, figures, outcome.comparison, judgement);
  return judgement;
} catch (const DecimalOverflow&) {
  return {false, false, {}, {}, {}, {}};
} catch (const DivisionByZero&) {
  return {false, false, {}, {}, {}, {}};
}

bool fires(const Rule& rule, const Position& at, const Figures& figures) {
  return judge(rule, at, figures).fires;
}

bool fires_on(const Rule& rule, std::string_view kind, std::optional<Decimal> difference, const Position& at,
              const Figures& figures) try {
  if (std::find(rule.observations.begin(), rule.observations.end(), kind) == rule.observations.end())
    return false;
  if (rule.tolerance != Tolerance::stated || !rule.allowed || !difference) return true;
  const Value allowed = evaluate(*rule.allowed, at, figures);
  return !allowed.known || absolute(*difference) > allowed.number;
} catch (const DecimalOverflow&) {
  return true;
} catch (const DivisionByZero&) {
  return true;
}

bool compares_numbers(const Expression& check) {
  return compares_numbers_here(check) ||
         ((check.op == Operator::and_ || check.op == Operator::or_) &&
          std::any_of(check.operands.begin(), check.operands.end(), compares_numbers));
}

}  // namespace stp
