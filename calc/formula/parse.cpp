#include "calc/formula/parse.h"

#include <algorithm>
#include <array>

#include "calc/formula/parser.h"

namespace stp {

namespace {

// Far beyond any formula a person writes, and small enough that neither reading nor evaluating can exhaust
// the stack.
constexpr std::size_t longest_text = 4096;
constexpr int deepest_nesting = 64;
constexpr std::size_t greatest_height = 200;
constexpr std::size_t most_parts = 20'000;  // ranges may expand to many lines

struct Spelling {
  std::string_view symbol;
  Operator op;
};
constexpr std::array<Spelling, 6> comparisons{{{"=", Operator::equal},
                                               {"!=", Operator::unequal},
                                               {"<=", Operator::less_equal},
                                               {">=", Operator::greater_equal},
                                               {"<", Operator::less},
                                               {">", Operator::greater}}};

// Without recursion: the tree may be as deep as it is tall.
bool within_bounds(const Expression& whole) {
  std::vector<std::pair<const Expression*, std::size_t>> waiting{{&whole, 1}};
  std::size_t parts = 0;
  while (!waiting.empty()) {
    const auto [part, height] = waiting.back();
    waiting.pop_back();
    if (height > greatest_height || ++parts > most_parts) return false;
    for (const Expression& operand : part->operands) waiting.emplace_back(&operand, height + 1);
  }
  return true;
}

}  // namespace

Expression expression_of(Operator op, std::uint32_t column, std::vector<Expression> operands) {
  Expression made;
  made.op = op;
  made.text_column = column;
  made.operands = std::move(operands);
  return made;
}

tl::expected<Expression, std::vector<FormulaTrouble>> parse_formula(std::string_view text,
                                                                    const FormulaNames& names,
                                                                    const ParseOptions& options) {
  const auto refused = [](std::vector<FormulaTrouble> troubles) {
    return tl::make_unexpected(std::move(troubles));
  };
  if (text.size() > longest_text)
    return refused({{"The formula is longer than " + std::to_string(longest_text) + " characters.",
                     "Split it over several lines of the form, or use sum() with a range.", 1}});
  FormulaParser parser(text, names, options);
  Expression whole = parser.whole();
  if (!parser.troubles().empty()) {
    auto troubles = parser.troubles();
    std::stable_sort(troubles.begin(), troubles.end(),
                     [](const auto& a, const auto& b) { return a.column < b.column; });
    return refused(std::move(troubles));
  }
  if (!within_bounds(whole))
    return refused(
        {{"The formula has too many parts.", "Split it over several lines of the form, or use sum().", 1}});
  return whole;
}

Expression FormulaParser::whole() {
  if (here().kind == TokenKind::end) return stop("The formula is empty.", "Write a formula such as F1 - F2.");
  Expression read = disjunction();
  if (here().kind == TokenKind::end || stopped_) return read;
  if (here().kind == TokenKind::bad) return stop(here().reason, here().remedy);
  if (is_symbol(")"))
    return stop("A bracket is closed here that was not opened.", "Take the ) away or open it earlier.");
  return stop("The formula should end here, but '" + std::string(here().text) + "' follows.",
              "Put an operator such as + or - between them, or take it away.");
}

Expression FormulaParser::disjunction() {
  Expression left = conjunction();
  while (is_word("or")) {
    const Token word = take();
    left = expression_of(Operator::or_, word.column, {std::move(left), conjunction()});
  }
  return left;
}

Expression FormulaParser::conjunction() {
  Expression left = negation();
  while (is_word("and")) {
    const Token word = take();
    left = expression_of(Operator::and_, word.column, {std::move(left), negation()});
  }
  return left;
}

Expression FormulaParser::negation() {
  if (!is_word("not")) return comparison();
  if (too_deep()) return {};
  const Token word = take();
  ++depth_;
  Expression made = expression_of(Operator::not_, word.column, {negation()});
  --depth_;
  return made;
}

Expression FormulaParser::comparison() {
  const auto sign_here = [this]() -> const Spelling* {
    for (const Spelling& sign : comparisons)
      if (is_symbol(sign.symbol)) return &sign;
    return nullptr;
  };
  Expression left = additive();
  const Spelling* sign = sign_here();
  if (sign == nullptr) return left;
  const Token symbol = take();
  left = expression_of(sign->op, symbol.column, {std::move(left), additive()});
  if (sign_here() != nullptr)
    return stop("Two comparisons stand in a row.", "Join them with and: a < b and b < c.");
  return left;
}

Expression FormulaParser::additive() {
  Expression left = multiplicative();
  while (is_symbol("+") || is_symbol("-")) {
    const Token sign = take();
    const Operator op = sign.text == "+" ? Operator::add : Operator::subtract;
    left = expression_of(op, sign.column, {std::move(left), multiplicative()});
  }
  return left;
}

Expression FormulaParser::multiplicative() {
  Expression left = signed_term();
  while (is_symbol("*") || is_symbol("/")) {
    const Token sign = take();
    const Operator op = sign.text == "*" ? Operator::multiply : Operator::divide;
    left = expression_of(op, sign.column, {std::move(left), signed_term()});
  }
  return left;
}

Expression FormulaParser::signed_term() {
  if (!is_symbol("-")) return primary();
  if (too_deep()) return {};
  const Token sign = take();
  ++depth_;
  Expression made = expression_of(Operator::negate, sign.column, {signed_term()});
  --depth_;
  return made;
}

Expression FormulaParser::primary() {
  const Token& token = here();
  switch (token.kind) {
    case TokenKind::number: {
      Expression made = expression_of(Operator::number, token.column);
      made.number = take().number;
      return made;
    }
    case TokenKind::text: {
      Expression made = expression_of(Operator::text, token.column);
      made.text = std::string(take().text);
      return made;
    }
    case TokenKind::name:
      return named_value();
    case TokenKind::bad:
      return stop(token.reason, token.remedy);
    case TokenKind::end:
      return stop("The formula breaks off: a value should follow.", "Write a line, a number or a bracket.");
    case TokenKind::symbol:
      break;
  }
  if (is_symbol("(")) return bracketed();
  return stop("A value should stand here, not '" + std::string(token.text) + "'.",
              "Write a line, a number or a bracket.");
}

Expression FormulaParser::bracketed() {
  if (too_deep()) return {};
  take();
  ++depth_;
  Expression inside = disjunction();
  --depth_;
  expect(")", "Close the bracket with ).");
  return inside;
}

bool FormulaParser::take_symbol(std::string_view symbol) {
  if (!is_symbol(symbol)) return false;
  take();
  return true;
}

bool FormulaParser::take_word(std::string_view word) {
  if (!is_word(word)) return false;
  take();
  return true;
}

void FormulaParser::expect(std::string_view symbol, const std::string& remedy) {
  if (take_symbol(symbol) || stopped_) return;
  if (here().kind == TokenKind::bad) {
    stop(here().reason, here().remedy);
    return;
  }
  const std::string found =
      here().kind == TokenKind::end ? "the formula ends" : "'" + std::string(here().text) + "' stands";
  stop("A '" + std::string(symbol) + "' should stand here, but " + found + " here.", remedy);
}

void FormulaParser::note(std::uint32_t column, std::string sentence, std::string remedy) {
  if (!stopped_) troubles_.push_back({std::move(sentence), std::move(remedy), column});
}

Expression FormulaParser::stop(std::string sentence, std::string remedy) {
  note(here().column, std::move(sentence), std::move(remedy));
  stopped_ = true;
  at_ = tokens_.size() - 1;
  return {};
}

bool FormulaParser::too_deep() {
  if (depth_ < deepest_nesting) return false;
  stop("Brackets and functions are nested too deeply here.",
       "Split the formula over several lines of the form.");
  return true;
}

}  // namespace stp
