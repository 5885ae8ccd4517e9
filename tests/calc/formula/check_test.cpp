#include "calc/formula/check.h"

#include <catch2/catch.hpp>

#include "tests/calc/formula/small_form.h"

using namespace small_form;

namespace {

const Meanings meanings;

std::vector<FormulaTrouble> unit_troubles(std::string_view formula, std::optional<Dimension> of_this = {}) {
  const auto result = dimension_of(parsed(formula), meanings, of_this);
  return result ? std::vector<FormulaTrouble>{} : result.error();
}
Dimension unit_of(std::string_view formula) { return dimension_of(parsed(formula), meanings).value(); }

void unlike(std::string_view formula, std::uint32_t column, const std::string& sentence) {
  CAPTURE(formula);
  const auto found = unit_troubles(formula);
  REQUIRE(found.size() == 1);
  CHECK(found[0].column == column);
  CHECK_THAT(found[0].sentence, Catch::Contains(sentence));
  CHECK_FALSE(found[0].remedy.empty());
}

constexpr PeriodSet all_years = 7;
void misplaced(std::string_view formula, std::uint32_t column, const std::string& sentence, TypeSet asked_of,
               PeriodSet periods = all_years, ScenarioSet in = 1) {
  CAPTURE(formula);
  const auto found = applicability(parsed(formula), meanings, asked_of, periods, in);
  REQUIRE(found.size() == 1);
  CHECK(found[0].column == column);
  CHECK_THAT(found[0].sentence, Catch::Contains(sentence));
  CHECK_FALSE(found[0].remedy.empty());
}
bool fits(std::string_view formula, TypeSet asked_of, PeriodSet periods = all_years, ScenarioSet in = 1) {
  return applicability(parsed(formula), meanings, asked_of, periods, in).empty();
}

}  // namespace

TEST_CASE("units follow the arithmetic") {
  CHECK(unit_of("F10 + F20 - 5") == money);
  CHECK(unit_of("2 * F10") == money);
  CHECK(unit_of("-sum(F10:F50)") == money);
  CHECK(unit_of("F10 / F20") == rate);
  CHECK(unit_of("ratio(F10, A10)") == Dimension{1, -1, 0, false, false, false});
  CHECK(unit_of("A10 * F70") == count);
  CHECK(unit_of("(1 + F70) * (1 + uplift) - 1") == rate);
  CHECK(unit_of("if(F10 > 0, F10, 0)") == money);
  CHECK(unit_of("round(F10, 0)") == money);
  CHECK(unit_of("max(1, 0.01% * F10)") == money);
  CHECK(unit_of("rows(register.gross)") == money);
  CHECK(unit_of("organisations(C: F10)") == money);
  CHECK(unit_of("1 / 2").any);
  CHECK(unit_of("F10 = F20").truth);
  CHECK(unit_of("known(F10) and not F10 > 3").truth);
  CHECK(unit_of("if(F10 > 0, F10 > 1, F20 > 1)").truth);
  CHECK(unit_of("cover(units) = \"x\"").truth);
  CHECK(unit_of("cover(population) + A10") == count);
}

TEST_CASE("this has the unit of the line the rule looks at, or any") {
  CHECK(unit_troubles("this = F10 + A10 * this").empty());
  CHECK(unit_troubles("this > F10").empty());
  CHECK(unit_troubles("this > A10").empty());
  CHECK(unit_troubles("this * F10 > A10").empty());
  CHECK(unit_troubles("this > F10", count).size() == 1);
  CHECK(unit_troubles("this > F10", money).empty());
}

TEST_CASE("unlike units are not added, compared or chosen between") {
  unlike("F10 + A10", 5, "Unlike units are added or compared: money and count.");
  unlike("F10 - F70", 5, "money and a plain number");
  unlike("sum(F10, A10)", 1, "money and count");
  unlike("max(F10, A10)", 1, "money and count");
  unlike("F10 = A10", 5, "Unlike units are compared");
  unlike("F10 / A10 < F10", 11, "money times count to the power -1 and money");
  unlike("if(F10 > 0, F10, A10)", 1, "Unlike units are chosen between");
  unlike("2 * F10 + A10", 9, "money and count");
}

TEST_CASE("numbers, texts and truth are not mixed") {
  unlike("F10 + (F10 > 1)", 12, "A number is needed here, but this is a yes or no");
  unlike("-(F10 > 1)", 7, "A number is needed");
  unlike("F10 and F10 > 1", 1, "A yes or no is needed here, but this is money");
  unlike("not F10", 5, "A yes or no is needed");
  unlike("if(F10, 1, 2)", 4, "A yes or no is needed");
  unlike("if(F10 > 1, F10 > 2, 3)", 1, "if() gives a yes or no or a plain number");
  unlike("cover(units) + 1", 1, "this is a text");
  unlike("\"x\" * 2", 1, "this is a text");
  unlike("cover(units) = F10", 14, "A text is compared with money");
  unlike("F10 = cover(units)", 5, "A text is compared with money");
  unlike("cover(units) < \"x\"", 14, "A text is compared with a text");
  unlike("(F10 > 1) = (F20 > 1)", 11, "A yes or no is compared");
  unlike("rows(register.theme)", 1, "holds texts");
}

TEST_CASE("all unlike units are said at once") {
  CHECK(unit_troubles("(F10 + A10) * (F20 - A20)").size() == 2);
  CHECK(unit_troubles("F10 + A10 > 1 and not F20").size() == 2);
}

TEST_CASE("lines are used where they are asked") {
  CHECK(fits("F10 + F20", ccg | provider));
  CHECK(fits("F30", provider));
  CHECK(fits("F30", 0));
  CHECK(fits("F70", ccg, 6));
  CHECK(fits("previous(F10)", ccg, 6));
  CHECK(fits("previous(F70)", ccg, 4));
  CHECK(fits("in(DN, A10) - A10", ccg, all_years, 2));
  CHECK(fits("F10 + A10", ccg, all_years, 3));  // F10 is read in its only scenario
  CHECK(fits("organisations(C, P: F60)", summary));
  CHECK(fits("places(F80)", ccg));
  CHECK(fits("sum(F10, F30)", ccg));
  CHECK(fits("sum(F10, F70)", ccg));  // not asked in the first year: left out
  misplaced("F10 + F30", 7, "F30 is not asked of type 1, but the formula is", ccg);
  misplaced("F10 + F30", 7, "F30 is not asked of type 1", ccg | provider);
  misplaced("F70", 1, "F70 is not asked in year 1", ccg);
  misplaced("previous(F10)", 1, "previous() looks before year 1", ccg);
  misplaced("previous(F70)", 10, "F70 is not asked in year 1", ccg, 6);
  misplaced("in(DS, F10)", 8, "F10 is not asked in this scenario", ccg);
  misplaced("organisations(C, P: F30)", 21, "F30 is not asked of type 1", summary);
  misplaced("sum(F30)", 1, "No line of this sum is asked of type 1", ccg | provider);
  misplaced("sum(F10, 2 * F30)", 14, "F30 is not asked of type 1", ccg);
  misplaced("sum(in(DS, F10), F20)", 12, "F10 is not asked in this scenario", ccg);
}

TEST_CASE("references are told in the order written, with how they are read") {
  const auto found =
      references(parsed("F10 - previous(F20) + in(DS, A10) * organisations(C: F60) + outside(F80) + this"));
  REQUIRE(found.size() == 5);
  CHECK(found[0].line == line("F10"));
  CHECK_FALSE(found[0].scenario);
  CHECK_FALSE(found[0].previous);
  CHECK(found[1].line == line("F20"));
  CHECK(found[1].previous);
  CHECK(found[2].line == line("A10"));
  CHECK(found[2].scenario == ScenarioIndex{1});
  CHECK(found[3].line == line("F60"));
  CHECK(found[3].across_organisations);
  CHECK(found[4].across_organisations);
  CHECK(references(parsed("days * 2")).empty());
}
