#include "calc/formula/parse.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/calc/formula/small_form.h"

using namespace stp;

namespace {

// The tree as text: (+ F10 (* F20 2)).
std::string shown(const Expression& e) {
  static const std::map<Operator, std::string> names{
      {Operator::negate, "neg"},    {Operator::absolute, "abs"},     {Operator::not_, "not"},
      {Operator::previous, "prev"}, {Operator::earlier, "earlier"},  {Operator::stated, "stated"},
      {Operator::scenario, "in"},   {Operator::known, "known"},      {Operator::add, "+"},
      {Operator::subtract, "-"},    {Operator::multiply, "*"},       {Operator::divide, "/"},
      {Operator::ratio, "ratio"},   {Operator::round, "round"},      {Operator::equal, "="},
      {Operator::unequal, "!="},    {Operator::less, "<"},           {Operator::less_equal, "<="},
      {Operator::greater, ">"},     {Operator::greater_equal, ">="}, {Operator::and_, "and"},
      {Operator::or_, "or"},        {Operator::sum, "sum"},          {Operator::minimum, "min"},
      {Operator::maximum, "max"},   {Operator::choose, "if"},        {Operator::organisations, "orgs"},
      {Operator::places, "places"}, {Operator::outside, "outside"},  {Operator::rows, "rows"}};
  switch (e.op) {
    case Operator::number:
      return to_text(e.number);
    case Operator::text:
      return '"' + e.text + '"';
    case Operator::line:
      return small_form::rows.at(e.line.value).code;
    case Operator::this_line:
      return "this";
    case Operator::constant:
      return small_form::constants.at(e.constant.value);
    case Operator::cover:
      return "cover:" + small_form::cover.at(e.cover.value);
    default:
      break;
  }
  std::string text = "(" + names.at(e.op);
  if (e.op == Operator::scenario) text += ":" + small_form::scenarios.at(e.scenario.value);
  if (e.op == Operator::organisations) text += ":" + std::to_string(e.types);
  if (e.op == Operator::rows) {
    text += ":" + small_form::columns.at(e.column.value);
    for (const RowFilter& filter : e.filters)
      text += " " + small_form::columns.at(filter.column.value) + "=" +
              (filter.key == RowFilter::Key::this_line           ? "line"
               : filter.key == RowFilter::Key::this_organisation ? "organisation"
                                                                 : '"' + filter.text + '"');
  }
  for (const Expression& operand : e.operands) text += " " + shown(operand);
  return text + ")";
}

std::string tree(std::string_view text, bool in_rule = true) {
  return shown(small_form::parsed(text, in_rule));
}

std::vector<FormulaTrouble> troubles(std::string_view text, bool in_rule = false) {
  const small_form::Names names;
  const auto result = parse_formula(text, names, {in_rule});
  return result ? std::vector<FormulaTrouble>{} : result.error();
}

void refused(std::string_view text, std::uint32_t column, const std::string& sentence,
             const std::string& remedy = "") {
  CAPTURE(text);
  const auto found = troubles(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].column == column);
  CHECK_THAT(found[0].sentence, Catch::Contains(sentence));
  CHECK_THAT(found[0].remedy, Catch::Contains(remedy));
  CHECK_FALSE(found[0].remedy.empty());
}

}  // namespace

TEST_CASE("operators bind as in arithmetic") {
  CHECK(tree("F10 - F20 - F30") == "(- (- F10 F20) F30)");
  CHECK(tree("F10 + F20 * 2") == "(+ F10 (* F20 2))");
  CHECK(tree("(F10 + F20) * 2") == "(* (+ F10 F20) 2)");
  CHECK(tree("F10 / F20 / 2") == "(/ (/ F10 F20) 2)");
  CHECK(tree("-F10 * F20") == "(* (neg F10) F20)");
  CHECK(tree("F10 - -F20") == "(- F10 (neg F20))");
  CHECK(tree("F10=F20+1") == "(= F10 (+ F20 1))");
  CHECK(tree("not F10 = F20 and F30 > 1 or F10 < 2") == "(or (and (not (= F10 F20)) (> F30 1)) (< F10 2))");
  CHECK(tree("F10 != 1 and (F10 <= 2 or F10 >= 3)") == "(and (!= F10 1) (or (<= F10 2) (>= F10 3)))");
}

TEST_CASE("numbers and percents are exact") {
  CHECK(tree("1.5") == "1.5");
  CHECK(tree("2.1%") == "0.021");
  CHECK(tree(".5") == "0.5");
  CHECK(tree("0.01% * abs(this)") == "(* 0.0001 (abs this))");
}

TEST_CASE("functions are read") {
  CHECK(tree("previous(F40)") == "(prev F40)");
  CHECK(tree("ratio(F10, F20) - 1") == "(- (ratio F10 F20) 1)");
  CHECK(tree("min(F10, 2, max(F20, 3))") == "(min F10 2 (max F20 3))");
  CHECK(tree("round(F10, 0)") == "(round F10 0)");
  CHECK(tree("if(F10 > 0, F10, 0)") == "(if (> F10 0) F10 0)");
  CHECK(tree("in(DS, A10)") == "(in:DS A10)");
  CHECK(tree("organisations(C, P: F60)") == "(orgs:3 F60)");
  CHECK(tree("places(F80) + outside(F80)") == "(+ (places F80) (outside F80))");
  CHECK(tree("days * uplift") == "(* days uplift)");
  CHECK(tree("cover(units) = \"\xC2\xA3"
             "000\"") ==
        "(= cover:units \"\xC2\xA3"
        "000\")");
  CHECK(tree("stated(this) = earlier(this) and known(F10)") ==
        "(and (= (stated this) (earlier this)) (known F10))");
}

TEST_CASE("a sum takes lists and ranges, a range counts input lines only") {
  CHECK(tree("sum(F10, F60)") == "(sum F10 F60)");
  CHECK(tree("sum(F10:F50)") == "(sum F10 F20 F30 F50)");
  CHECK(tree("sum(F40, F50:F70, 2 * F10)") == "(sum F40 F50 F70 (* 2 F10))");
}

TEST_CASE("rows of a table with filters") {
  CHECK(tree("rows(register.gross, theme: line, beneficiary: organisation)") ==
        "(rows:gross theme=line beneficiary=organisation)");
  CHECK(tree("rows(register.gross, kind: \"tbc\")") == "(rows:gross kind=\"tbc\")");
  CHECK(tree("rows(register.gross)") == "(rows:gross)");
}

TEST_CASE("a mistyped name is answered with the nearest") {
  refused("F10 + F41", 7, "no line or constant 'F41'", "Did you mean F40?");
  refused("f10", 1, "no line or constant 'f10'", "Did you mean F10?");
  refused("dais", 1, "no line or constant 'dais'", "Did you mean days?");
  refused("unheard_of_altogether", 1, "'unheard_of_altogether'", "Check the name");
  refused("summ(F10)", 1, "no function 'summ'", "Did you mean sum?");
  refused("cover(unit)", 7, "no cover field 'unit'", "Did you mean units?");
  refused("rows(registre.gross)", 6, "no table 'registre'", "Did you mean register?");
  refused("rows(register.gros)", 15, "no column of register 'gros'", "Did you mean gross?");
  refused("rows(register.gross, tehme: line)", 22, "no column of the table 'tehme'", "Did you mean theme?");
  refused("in(DX, F10)", 4, "no scenario 'DX'");
  refused("organisations(X: F10)", 15, "no type of organisation 'X'");
  refused("sum(F11:F50)", 5, "no line 'F11'", "Did you mean F10?");
}

TEST_CASE("all wrong names are said at once, in the order written") {
  const auto found = troubles("F11 + previous(F21) * sum(F10:F52, F33) + unknown(F34)");
  REQUIRE(found.size() == 6);
  const std::vector<std::uint32_t> columns{1, 16, 31, 36, 43, 51};
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].column == columns[i]);
}

TEST_CASE("broken constructions are refused at their column with a remedy") {
  refused("", 1, "empty", "Write a formula");
  refused("   ", 4, "empty");
  refused("F10 +", 6, "breaks off");
  refused("F10 + * F20", 7, "A value should stand here, not '*'");
  refused("F10 F20", 5, "'F20' follows", "operator");
  refused("(F10 + F20", 11, "A ')' should stand here", "Close the bracket");
  refused("F10)", 4, "not opened");
  refused("sum(F10", 8, "A ')' should stand here");
  refused("sum()", 5, "A value should stand here");
  refused("previous()", 1, "takes exactly 1 value, not 0");
  refused("ratio(F10)", 1, "takes exactly 2 values, not 1");
  refused("if(F10 > 0, 1)", 1, "takes exactly 3 values, not 2");
  refused("min()", 1, "takes at least 1 value, not 0");
  refused("1 < F10 < 2", 9, "Two comparisons", "Join them with and");
  refused("F10 <> 2", 5, "'<>'", "Write != instead");
  refused("F10 \xC3\x97 2", 5, "not part of the formula language", "Write * instead");
  refused("F10 & 2", 5, "'&'");
  refused(
      "\xC2\xA3"
      "5",
      1, "\xC2\xA3");
  refused("1.2.3", 1, "not a number");
  refused("1E5", 2, "'E5' follows");
  refused("999999999999999999999999999999", 1, "too large");
  refused("cover(units) = \"oops", 16, "does not end");
  refused("sum(F50:F10)", 5, "runs backwards");
  refused("sum(F40:F40)", 5, "No input line");
  refused("sum(F10, F10:F20)", 10, "counts a line twice");
  refused("sum(F10:)", 9, "last line of the range");
  refused("in(DN A10)", 7, "A ',' should stand here");
  refused("in(5, A10)", 4, "a scenario");
  refused("organisations(C F10)", 17, "A ':' should stand here");
  refused("rows(register gross)", 15, "A '.' should stand here");
  refused("rows(register.gross, theme line)", 28, "A ':' should stand here");
  refused("rows(register.gross, theme: F10)", 29, "A filter is");
  refused("cover(\"units\")", 7, "a field of the cover");
}

TEST_CASE("words of rules stand only in rules") {
  refused("this + 1", 1, "'this' may stand only in rules");
  refused("stated(F10)", 1, "'stated' may stand only in rules");
  refused("earlier(F10)", 1, "'earlier' may stand only in rules");
  refused("known(F10)", 1, "'known' may stand only in rules");
  CHECK(troubles("known(this) and stated(F10) = earlier(F10)", true).empty());
}

TEST_CASE("columns count characters, not bytes") {
  const auto found = troubles(
      "cover(units) = \"\xC2\xA3"
      "000\" and F99 > 1");
  REQUIRE(found.size() == 1);
  CHECK(found[0].column == 27);
}

TEST_CASE("no text exhausts the reader") {
  refused(std::string(5000, ' ') + "F10", 1, "longer than");
  refused(std::string(1000, '('), 65, "nested too deeply");
  refused(std::string(1000, '-') + "1", 65, "nested too deeply");
  std::string negations;
  for (int i = 0; i < 500; ++i) negations += "not ";
  refused(negations + "F10", 257, "nested too deeply");
  std::string calls;
  for (int i = 0; i < 300; ++i) calls += "abs(";
  refused(calls, 260, "nested too deeply");
  std::string chain = "F10";
  for (int i = 0; i < 400; ++i) chain += "+F10";
  refused(chain, 1, "too many parts");
}

TEST_CASE("random text is read or refused, never worse") {
  std::mt19937 random(99);
  const std::vector<std::string> pieces{"F10",
                                        "F20",
                                        "(",
                                        ")",
                                        "+",
                                        "-",
                                        "*",
                                        "/",
                                        ",",
                                        ":",
                                        "=",
                                        "<",
                                        "sum(",
                                        "previous(",
                                        "\"",
                                        "2.1%",
                                        " ",
                                        "if(",
                                        "rows(register.",
                                        "cover(",
                                        "not ",
                                        "and",
                                        "this",
                                        ".",
                                        "\xFF",
                                        "in(DN,",
                                        "organisations(C:",
                                        "1e9",
                                        "%"};
  int read = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = random() % 12 + 1; n > 0; --n) text += pieces[random() % pieces.size()];
    const small_form::Names names;
    const auto result = parse_formula(text, names, {true});
    if (result) {
      ++read;
    } else if (result.error().empty() || result.error()[0].sentence.empty()) {
      FAIL(text);
    }
  }
  CHECK(read > 100);
}
