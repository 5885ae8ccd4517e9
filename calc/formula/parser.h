// Inside of parse.h: a recursive-descent parser. parse.cpp holds the grammar of operators, parse_calls.cpp
// that of functions. A wrong name is noted and reading goes on; at the first broken construction reading
// stops.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calc/formula/parse.h"
#include "calc/formula/token.h"

namespace stp {

class FormulaParser {
 public:
  FormulaParser(std::string_view text, const FormulaNames& names, const ParseOptions& options)
      : names_(names), options_(options), tokens_(read_tokens(text)) {}

  Expression whole();
  const std::vector<FormulaTrouble>& troubles() const { return troubles_; }

 private:
  // Operators, loosest first.
  Expression disjunction();
  Expression conjunction();
  Expression negation();
  Expression comparison();
  Expression additive();
  Expression multiplicative();
  Expression signed_term();
  Expression primary();
  Expression bracketed();
  Expression named_value();

  // Functions: each is called after "name(".
  Expression call(const Token& name);
  Expression plain_call(const Token& name, Operator op, int least, int most, bool rules_only);
  Expression sum_call(const Token& name);
  Expression in_call(const Token& name);
  Expression organisations_call(const Token& name);
  Expression cover_call(const Token& name);
  Expression rows_call(const Token& name);
  void summand(Expression& sum);
  void range(Expression& sum);
  void filter(Expression& rows);
  void no_line_twice(const Expression& sum);
  Token looked_up_name(const char* what);
  void unknown_name(const Token& name, const std::string& what, const std::vector<std::string>& candidates);
  LineIndex line_named(const Token& name);

  // Tokens.
  const Token& here() const { return tokens_[at_]; }
  const Token& following() const { return tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_]; }
  bool is_symbol(std::string_view symbol) const {
    return here().kind == TokenKind::symbol && here().text == symbol;
  }
  bool is_word(std::string_view word) const { return here().kind == TokenKind::name && here().text == word; }
  bool take_symbol(std::string_view symbol);
  bool take_word(std::string_view word);
  void expect(std::string_view symbol, const std::string& remedy);
  Token take() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_[at_]; }

  // Troubles.
  void note(std::uint32_t column, std::string sentence, std::string remedy);
  Expression stop(std::string sentence, std::string remedy);  // notes it here and skips to the end
  bool too_deep();

  const FormulaNames& names_;
  const ParseOptions& options_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool stopped_ = false;
  std::vector<FormulaTrouble> troubles_;
};

Expression expression_of(Operator op, std::uint32_t column, std::vector<Expression> operands = {});

}  // namespace stp
