// Laws that hold of any formula: random ones are read, evaluated, written and worded.
#include <catch2/catch.hpp>
#include <random>

#include "calc/formula/words.h"
#include "tests/calc/formula/small_figures.h"

using namespace small_form;

namespace {

class RandomFormula {
 public:
  explicit RandomFormula(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return random_() % limit; }

  // Without division: every figure near the one stated stays defined.
  std::string smooth(int depth) {
    if (depth == 0) return leaf();
    switch (below(9)) {
      case 0:
        return "(" + smooth(depth - 1) + " + " + smooth(depth - 1) + ")";
      case 1:
        return "(" + smooth(depth - 1) + " - " + smooth(depth - 1) + ")";
      case 2:
        return smooth(depth - 1) + " * " + leaf();
      case 3:
        return "sum(1 * " + leaf() + ", 1 * " + smooth(depth - 1) + ")";
      case 4:
        return "min(" + smooth(depth - 1) + ", " + leaf() + ")";
      case 5:
        return "max(" + smooth(depth - 1) + ", " + leaf() + ", 3)";
      case 6:
        return "abs(" + smooth(depth - 1) + ")";
      case 7:
        return "round(" + smooth(depth - 1) + ", 0)";
      default:
        return "-(" + smooth(depth - 1) + ")";
    }
  }

  std::string any(int depth) {
    if (depth == 0) return leaf();
    const std::string a = any(depth - 1), b = any(depth - 1);
    switch (below(14)) {
      case 0:
        return "ratio(" + a + ", " + b + ")";
      case 1:
        return "(" + a + ") / (" + b + ")";
      case 2:
        return "previous(" + a + ")";
      case 3:
        return "if(" + a + " > " + b + ", " + a + ", " + b + ")";
      case 4:
        return "organisations(C, P: " + a + ")";
      case 5:
        return "in(DS, " + a + ")";
      case 6:
        return "stated(" + a + ")";
      case 7:
        return "earlier(" + a + ")";
      case 8:
        return "if(known(" + a + ") and not " + b + " < 1 or 1 = 2, 5, " + b + ")";
      case 9:
        return "places(" + a + ") - outside(" + b + ")";
      case 10:
        return "rows(register.gross, theme: line) * (" + a + ")";
      case 11:
        return "sum(F10:F30, " + a + ")";
      default:
        return smooth(depth);
    }
  }

 private:
  std::string leaf() {
    static const std::vector<std::string> leaves{"F10", "F20", "F30", "F40",  "F50",
                                                 "2",   "1.5", "A10", "this", "0"};
    return leaves[below(leaves.size())];
  }
  std::mt19937 random_;
};

SmallFigures random_figures(RandomFormula& random) {
  SmallFigures figures;
  for (const char* code : {"F10", "F20", "F30", "F40", "F50", "A10"})
    figures.say(code, std::to_string(static_cast<int>(random.below(41)) - 20));
  return figures;
}

// Each line moved by up to half a step, in tenths.
SmallFigures moved(const SmallFigures& from, RandomFormula& random) {
  SmallFigures figures;
  for (const char* code : {"F10", "F20", "F30", "F40", "F50", "A10"}) {
    const Value before = from.line(line(code), here());
    const Decimal step = Decimal::ratio(static_cast<int>(random.below(11)) - 5, 10);
    figures.say(code, to_text(before.number + step));
  }
  return figures;
}

}  // namespace

TEST_CASE("whatever the cells were before rounding, the figure lies in the interval") {
  RandomFormula random(20161021);
  for (int i = 0; i < 3000; ++i) {
    const std::string formula = random.smooth(3);
    const Expression expression = parsed(formula);
    const SmallFigures figures = random_figures(random);
    const Interval range = evaluate_interval(expression, here(), figures);
    REQUIRE(range.known);
    for (int j = 0; j < 5; ++j) {
      const Value real = evaluate(expression, here(), moved(figures, random));
      CAPTURE(formula, to_text(range.low), to_text(range.high), to_text(real.number));
      REQUIRE(real.known);
      REQUIRE((range.low <= real.number && real.number <= range.high));
    }
  }
}

TEST_CASE("an equation that held before rounding holds within its derived tolerance") {
  RandomFormula random(3);
  for (int i = 0; i < 2000; ++i) {
    const std::string formula = random.smooth(3);
    const SmallFigures real_figures = random_figures(random);
    SmallFigures seen = moved(real_figures, random);
    // F60 states the real result, itself moved by up to half a step.
    const Decimal real = evaluate(parsed(formula), here(), real_figures).number;
    seen.say("F60", to_text(real + Decimal::ratio(static_cast<int>(random.below(11)) - 5, 10)));
    const Expression check = parsed("F60 = " + formula);
    CAPTURE(formula);
    REQUIRE(compare(check, here(), seen, derived_tolerance(check, here(), seen)).holds);
  }
}

TEST_CASE("any formula that can be read is evaluated, checked and worded without harm") {
  RandomFormula random(11);
  const Vocabulary vocabulary;
  const Meanings meanings;
  for (int i = 0; i < 5000; ++i) {
    const std::string formula = random.any(4);
    const small_form::Names names;
    const auto result = parse_formula(formula, names, {true});
    if (!result) continue;  // too many parts
    const SmallFigures figures = random_figures(random);
    const Value value = evaluate(*result, here(), figures);
    const Interval range = evaluate_interval(*result, here(), figures);
    if (value.known && range.known && (value.number < range.low || value.number > range.high))
      FAIL_CHECK(formula);
    derived_tolerance(*result, here(), figures);
    compare(*result, here(0), figures, Decimal());
    CHECK_FALSE(in_words(*result, vocabulary).empty());
    (void)dimension_of(*result, meanings);
    (void)applicability(*result, meanings, ccg, 7, 1);
  }
}
