#include <catch2/catch.hpp>

#include "tests/calc/formula/small_figures.h"

using namespace small_form;

namespace {

std::string interval(const SmallFigures& figures, std::string_view formula, const Position& at = here()) {
  const Interval range = evaluate_interval(parsed(formula), at, figures);
  return range.known ? to_text(range.low) + ".." + to_text(range.high) : "?";
}
std::string tolerance(const SmallFigures& figures, std::string_view formula) {
  return to_text(derived_tolerance(parsed(formula), here(), figures));
}
Comparison compared(const SmallFigures& figures, std::string_view formula, std::string_view allowed = "0") {
  return compare(parsed(formula), here(), figures, number(allowed));
}

SmallFigures three_lines() {
  SmallFigures figures;
  figures.say("F10", "10");
  figures.say("F20", "4");
  figures.say("F30", "-6");
  figures.say("F40", "8");
  return figures;
}

}  // namespace

TEST_CASE("each line stands for half a step either way") {
  auto figures = three_lines();
  CHECK(interval(figures, "F10") == "9.5..10.5");
  CHECK(interval(figures, "F10 + F20") == "13..15");
  CHECK(interval(figures, "F10 - F20") == "5..7");
  CHECK(interval(figures, "F10 - 4") == "5.5..6.5");
  CHECK(interval(figures, "-F10") == "-10.5..-9.5");
  CHECK(interval(figures, "F10 * F20") == "33.25..47.25");
  CHECK(interval(figures, "F20 * F30") == "-29.25..-19.25");
  CHECK(interval(figures, "F10 / F20") == "2.111111111111..3");
  CHECK(interval(figures, "ratio(F10, F20)") == "2.111111111111..3");
  CHECK(interval(figures, "sum(F10, F20, F30)") == "6.5..9.5");
  CHECK(interval(figures, "min(F10, F20)") == "3.5..4.5");
  CHECK(interval(figures, "max(F10, F20, 10.2)") == "10.2..10.5");
  CHECK(interval(figures, "abs(F30)") == "5.5..6.5");
  CHECK(interval(figures, "abs(F10 - 10.25)") == "0..0.75");
  CHECK(interval(figures, "round(F10 / 3, 0)") == "3..4");
  CHECK(interval(figures, "if(F10 > 0, F20, F30)") == "3.5..4.5");
  CHECK(interval(figures, "if(F10 < 0, F20, F30)") == "-6.5..-5.5");
  CHECK(interval(figures, "F10 > 0") == "1..1");
  CHECK(interval(figures, "days * F10") == "3467.5..3832.5");
  CHECK(interval(figures, "organisations(C: F10)") == "9..11");  // two CCGs
  CHECK(interval(figures, "previous(F10)", here(2)) == "9.5..10.5");
  CHECK(interval(figures, "previous(F10)", here(0)) == "?");
  figures.state("F10", "12");
  CHECK(interval(figures, "stated(F10 + F20)") == "15..17");
}

TEST_CASE("a line that is not asked has no rounding") {
  auto figures = three_lines();
  figures.not_asked["F30"] = true;
  CHECK(interval(figures, "sum(F10, F20, F30)") == "7..9");
}

TEST_CASE("a denominator that may be zero counts as exact, and zero itself as before") {
  auto figures = three_lines();
  figures.say("F50", "0.4");
  CHECK(interval(figures, "F10 / F50") == "23.75..26.25");
  figures.say("F50", "0");
  CHECK(interval(figures, "F10 / F50") == "?");
  CHECK(interval(figures, "ratio(F10, F50)") == "0..0");
}

TEST_CASE("unknown and overflow stay unknown") {
  auto figures = three_lines();
  figures.say("F10", "?");
  for (const char* formula :
       {"F10", "F10 + F20", "sum(F20, F10)", "if(F10 > 0, 1, 2)", "-F10", "organisations(C: F10)"})
    CHECK(interval(figures, formula) == "?");
  figures.say("F10", "170000000000000000000000000");
  CHECK(interval(figures, "F10 * F10") == "?");
  CHECK(tolerance(figures, "F10 * F10 = 1") == "0");
}

TEST_CASE("a sum of n rounded cells may differ from its total by half of n+1 and no more") {
  const auto figures = three_lines();
  CHECK(tolerance(figures, "F40 = sum(F10, F20, F30)") == "2");
  CHECK(tolerance(figures, "F40 = F10 + F20 + F30") == "2");
  CHECK(tolerance(figures, "F40 <= F10") == "1");
  CHECK(tolerance(figures, "F40 >= 5") == "0.5");
  CHECK(tolerance(figures, "F40 = 2 * F10") == "1.5");
  CHECK(tolerance(figures, "F70 = 2%") == "0.00005");
  CHECK(tolerance(figures, "F40 >= 5 and F40 <= F10 + F20") == "1.5");
  CHECK(tolerance(figures, "if(F40 = sum(F10, F20), F40 = F10, F40 = 2)") == "1");
  CHECK(tolerance(figures, "cover(units) = \"x\"") == "0");
  CHECK(tolerance(figures, "F40 = F10 * F20") == "7.75");  // 47.25 - 40 above, 6.75 below; and half a step
}

TEST_CASE("comparisons say by how much they miss") {
  auto figures = three_lines();
  const Comparison equation = compared(figures, "F40 = sum(F10, F20)", "1.5");
  CHECK(equation.known);
  CHECK_FALSE(equation.holds);
  CHECK(to_text(equation.left) == "8");
  CHECK(to_text(equation.right) == "14");
  CHECK(to_text(equation.difference) == "-6");
  CHECK(to_text(equation.allowed) == "1.5");
  CHECK(compared(figures, "F40 = sum(F10, F20)", "6").holds);
  CHECK_FALSE(compared(figures, "F40 = sum(F10, F20)", "5.999999999999").holds);
  CHECK(compared(figures, "F40 <= 7", "1").holds);
  CHECK_FALSE(compared(figures, "F40 <= 7", "0.5").holds);
  CHECK_FALSE(compared(figures, "F40 < 7", "1").holds);
  CHECK(compared(figures, "F40 < 7", "1.1").holds);
  CHECK(compared(figures, "F40 >= 9", "1").holds);
  CHECK_FALSE(compared(figures, "F40 >= 9", "0.5").holds);
  CHECK_FALSE(compared(figures, "F40 > 9", "1").holds);
  CHECK(compared(figures, "F40 > 9", "1.1").holds);
  CHECK_FALSE(compared(figures, "F40 != 8").holds);
  CHECK(compared(figures, "F40 != 9").holds);
  CHECK_FALSE(compared(figures, "F40 != 9", "1").holds);
}

TEST_CASE("joined comparisons are decided by the part that decides") {
  auto figures = three_lines();
  CHECK(to_text(compared(figures, "F10 > 0 and F20 > 5").difference) == "-1");
  CHECK_FALSE(compared(figures, "F10 > 0 and F20 > 5").holds);
  CHECK(compared(figures, "F10 > 0 and F20 > 5", "2").holds);
  CHECK(compared(figures, "F10 < 0 or F20 > 3").holds);
  CHECK_FALSE(compared(figures, "F10 < 0 or F20 > 5").holds);
  CHECK(compared(figures, "if(F10 > 0, F20 = 4, F20 = 5)").holds);
  CHECK_FALSE(compared(figures, "if(F10 < 0, F20 = 4, F20 = 5)").holds);
  CHECK_FALSE(compared(figures, "not F10 = 10").holds);
  CHECK(compared(figures, "known(F10)").holds);
  figures.say("F10", "?");
  CHECK_FALSE(compared(figures, "F10 = 1").known);
  CHECK_FALSE(compared(figures, "F10 = 1 and F20 = 4").known);
  CHECK(compared(figures, "F10 = 1 and F20 = 5").known);
  CHECK_FALSE(compared(figures, "F10 = 1 and F20 = 5").holds);
  CHECK_FALSE(compared(figures, "if(F10 = 1, F20 = 4, F20 = 4)").known);
  CHECK_FALSE(compared(figures, "not F10 = 10").known);
  figures.say("F10", "170000000000000000000000000");
  CHECK_FALSE(compared(figures, "F10 = -1 * F10").known);
}
