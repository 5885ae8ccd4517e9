// Names and functions of the formula language.
#include <algorithm>
#include <array>
#include <set>

#include "calc/formula/parser.h"
#include "calc/formula/suggest.h"

namespace stp {

namespace {

struct Function {
  std::string_view name;
  Operator op;
  int least, most;
  bool rules_only;
};
constexpr int any_number = 255;
constexpr std::array<Function, 12> functions{{{"previous", Operator::previous, 1, 1, false},
                                              {"ratio", Operator::ratio, 2, 2, false},
                                              {"min", Operator::minimum, 1, any_number, false},
                                              {"max", Operator::maximum, 1, any_number, false},
                                              {"abs", Operator::absolute, 1, 1, false},
                                              {"round", Operator::round, 2, 2, false},
                                              {"if", Operator::choose, 3, 3, false},
                                              {"places", Operator::places, 1, 1, false},
                                              {"outside", Operator::outside, 1, 1, false},
                                              {"stated", Operator::stated, 1, 1, true},
                                              {"earlier", Operator::earlier, 1, 1, true},
                                              {"known", Operator::known, 1, 1, true}}};

std::vector<std::string> function_names() {
  std::vector<std::string> names{"sum", "in", "organisations", "cover", "rows"};
  for (const Function& function : functions) names.emplace_back(function.name);
  return names;
}

std::string quoted(std::string_view name) { return "'" + std::string(name.substr(0, 80)) + "'"; }

}  // namespace

Expression FormulaParser::named_value() {
  const Token name = take();
  if (is_symbol("(")) return call(name);
  if (name.text == "this") {
    if (!options_.in_rule) note(name.column, "'this' may stand only in rules.", "Name the line instead.");
    return expression_of(Operator::this_line, name.column);
  }
  if (const LineIndex line = names_.line(name.text)) {
    Expression made = expression_of(Operator::line, name.column);
    made.line = line;
    return made;
  }
  if (const ConstantIndex constant = names_.constant(name.text)) {
    Expression made = expression_of(Operator::constant, name.column);
    made.constant = constant;
    return made;
  }
  unknown_name(name, "line or constant", names_.all_names());
  return expression_of(Operator::number, name.column);
}

Expression FormulaParser::call(const Token& name) {
  if (too_deep()) return {};
  take();
  ++depth_;
  Expression made;
  const auto* function = std::find_if(functions.begin(), functions.end(),
                                      [&](const Function& known) { return known.name == name.text; });
  if (function != functions.end()) {
    made = plain_call(name, function->op, function->least, function->most, function->rules_only);
  } else if (name.text == "sum") {
    made = sum_call(name);
  } else if (name.text == "in") {
    made = in_call(name);
  } else if (name.text == "organisations") {
    made = organisations_call(name);
  } else if (name.text == "cover") {
    made = cover_call(name);
  } else if (name.text == "rows") {
    made = rows_call(name);
  } else {
    unknown_name(name, "function", function_names());
    made = plain_call(name, Operator::minimum, 0, any_number, false);  // read on for more troubles
  }
  --depth_;
  return made;
}

Expression FormulaParser::plain_call(const Token& name, Operator op, int least, int most, bool rules_only) {
  if (rules_only && !options_.in_rule)
    note(name.column, quoted(name.text) + " may stand only in rules.",
         "Take it away, or move the check into a rule.");
  Expression made = expression_of(op, name.column);
  if (!is_symbol(")")) {
    do made.operands.push_back(disjunction());
    while (take_symbol(","));
  }
  expect(")", "Close the bracket of " + std::string(name.text) + " with ).");
  const int given = static_cast<int>(made.operands.size());
  if (given < least || given > most)
    note(name.column,
         quoted(name.text) + " takes " + (least == most ? "exactly " : "at least ") + std::to_string(least) +
             (least == 1 ? " value" : " values") + ", not " + std::to_string(given) + ".",
         "See the formula language in templates/README.md.");
  return made;
}

Expression FormulaParser::sum_call(const Token& name) {
  Expression sum = expression_of(Operator::sum, name.column);
  do summand(sum);
  while (take_symbol(","));
  expect(")", "Close the bracket of sum with ).");
  no_line_twice(sum);
  return sum;
}

void FormulaParser::summand(Expression& sum) {
  if (here().kind == TokenKind::name && following().kind == TokenKind::symbol && following().text == ":")
    range(sum);
  else
    sum.operands.push_back(disjunction());
}

void FormulaParser::range(Expression& sum) {
  const Token first = take();
  take();  // the colon
  const Token last = looked_up_name("the last line of the range");
  if (stopped_) return;
  const LineIndex from = line_named(first), to = line_named(last);
  if (!from || !to) return;
  if (to < from) {
    note(first.column,
         "The range " + std::string(first.text) + ":" + std::string(last.text) + " runs backwards.",
         "Write the lower code first.");
    return;
  }
  const auto lines = names_.input_lines(first.text, last.text);
  if (lines.empty())
    note(first.column,
         "No input line lies in " + std::string(first.text) + ":" + std::string(last.text) + ".",
         "A range counts input lines only; list calculated lines one by one.");
  for (const LineIndex line : lines) {
    Expression operand = expression_of(Operator::line, first.column);
    operand.line = line;
    sum.operands.push_back(std::move(operand));
  }
}

void FormulaParser::no_line_twice(const Expression& sum) {
  std::set<LineIndex> seen;
  for (const Expression& operand : sum.operands)
    if (operand.op == Operator::line && !seen.insert(operand.line).second) {
      note(operand.text_column, "This sum counts a line twice.",
           "Take it out of the list or shorten the range.");
      return;
    }
}

LineIndex FormulaParser::line_named(const Token& name) {
  const LineIndex line = names_.line(name.text);
  if (!line) unknown_name(name, "line", names_.all_names());
  return line;
}

Expression FormulaParser::in_call(const Token& name) {
  Expression made = expression_of(Operator::scenario, name.column);
  const Token scenario = looked_up_name("a scenario");
  made.scenario = names_.scenario(scenario.text);
  if (!made.scenario) unknown_name(scenario, "scenario", {});
  expect(",", "Write in(scenario, value).");
  made.operands.push_back(disjunction());
  expect(")", "Close the bracket of in with ).");
  return made;
}

Expression FormulaParser::organisations_call(const Token& name) {
  Expression made = expression_of(Operator::organisations, name.column);
  do {
    const Token type = looked_up_name("a type of organisation");
    if (const TypeIndex index = names_.type(type.text))
      made.types |= set_of(index);
    else
      unknown_name(type, "type of organisation", {});
  } while (take_symbol(","));
  expect(":", "Write organisations(type, type: value).");
  made.operands.push_back(disjunction());
  expect(")", "Close the bracket of organisations with ).");
  return made;
}

Expression FormulaParser::cover_call(const Token& name) {
  Expression made = expression_of(Operator::cover, name.column);
  const Token field = looked_up_name("a field of the cover");
  made.cover = names_.cover(field.text);
  if (!made.cover) unknown_name(field, "cover field", names_.all_names());
  expect(")", "Close the bracket of cover with ).");
  return made;
}

Expression FormulaParser::rows_call(const Token& name) {
  Expression made = expression_of(Operator::rows, name.column);
  const Token table = looked_up_name("a table");
  made.table = names_.table(table.text);
  if (!made.table) unknown_name(table, "table", names_.all_names());
  expect(".", "Write rows(table.column, ...).");
  const Token column = looked_up_name("a column of the table");
  if (made.table) {
    made.column = names_.column(made.table, column.text);
    if (!made.column) unknown_name(column, "column of " + std::string(table.text), names_.all_names());
  }
  while (take_symbol(",")) filter(made);
  expect(")", "Close the bracket of rows with ).");
  return made;
}

void FormulaParser::filter(Expression& rows) {
  RowFilter made;
  const Token column = looked_up_name("a column to filter by");
  if (rows.table) {
    made.column = names_.column(rows.table, column.text);
    if (!made.column) unknown_name(column, "column of the table", names_.all_names());
  }
  expect(":", "Write the filter as column: line, column: organisation or column: \"text\".");
  if (take_word("line")) {
    made.key = RowFilter::Key::this_line;
  } else if (take_word("organisation")) {
    made.key = RowFilter::Key::this_organisation;
  } else if (here().kind == TokenKind::text) {
    made.text = std::string(take().text);
  } else {
    stop("A filter is line, organisation or a \"text\".",
         "Write for example theme: line, beneficiary: organisation.");
  }
  rows.filters.push_back(std::move(made));
}

Token FormulaParser::looked_up_name(const char* what) {
  if (here().kind == TokenKind::name) return take();
  if (here().kind == TokenKind::bad)
    stop(here().reason, here().remedy);
  else
    stop(std::string("The name of ") + what + " should stand here.",
         "See the formula language in templates/README.md.");
  return {};
}

void FormulaParser::unknown_name(const Token& name, const std::string& what,
                                 const std::vector<std::string>& candidates) {
  if (stopped_) return;
  const std::string nearest = nearest_name(name.text, candidates);
  note(name.column, "There is no " + what + " " + quoted(name.text) + " in this edition.",
       nearest.empty() ? "Check the name against the files of templates/." : "Did you mean " + nearest + "?");
}

}  // namespace stp
