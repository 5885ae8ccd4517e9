#include "calc/formula/words.h"

#include <catch2/catch.hpp>

#include "tests/calc/formula/small_form.h"

namespace {
std::string words(std::string_view formula) {
  return stp::in_words(small_form::parsed(formula), small_form::Vocabulary());
}
}  // namespace

TEST_CASE("a formula reads as a sentence in the lines' own words") {
  CHECK(words("F50 - F40") == "Income less Total cost");
  CHECK(words("F50 - F10 - F20 + F30") == "Income less Pay less Drugs plus Premises");
  CHECK(words("F50 - (F10 + F20)") == "Income less (Pay plus Drugs)");
  CHECK(words("sum(F10:F30)") == "the sum of Pay, Drugs and Premises");
  CHECK(words("sum(F10, F20) * 2.1%") == "the sum of Pay and Drugs times 0.021");
  CHECK(words("sum(F10)") == "Pay");
  CHECK(words("previous(F60)") == "the year before's Surplus");
  CHECK(words("this * previous(this)") == "the entry times the year before's entry");
  CHECK(words("previous(sum(F10, F20))") == "the year before's sum of Pay and Drugs");
  CHECK(words("sum(F10, F20, A20)") == "the sum of Pay; Drugs; and Admissions, planned");
  CHECK(words("F10 / previous(F10) - 1") == "Pay divided by the year before's Pay less 1");
  CHECK(words("previous(F10 + F20)") == "the year before's (Pay plus Drugs)");
  CHECK(words("(1 + F70) * (1 + uplift) - 1") == "(1 plus Growth) times (1 plus Tariff uplift) less 1");
  CHECK(words("ratio(F10, F40)") == "Pay divided by Total cost (0 where there is nothing to divide by)");
  CHECK(words("-F10") == "minus Pay");
  CHECK(words("abs(F10 - F20)") == "the size of (Pay less Drugs)");
  CHECK(words("round(F10, 0)") == "Pay rounded to a whole number");
  CHECK(words("round(F10, 1)") == "Pay rounded to 1 decimal");
  CHECK(words("round(F10, 2)") == "Pay rounded to 2 decimals");
  CHECK(words("min(F10, F20)") == "the lower of Pay and Drugs");
  CHECK(words("min(F10, F20, 0)") == "the lowest of Pay, Drugs and 0");
  CHECK(words("max(F10, F20)") == "the higher of Pay and Drugs");
  CHECK(words("max(F10, F20, 0)") == "the highest of Pay, Drugs and 0");
  CHECK(words("in(DN, A10) - A10") == "Attendances (do nothing) less Attendances");
  CHECK(words("days * A10") == "Days in a year times Attendances");
}

TEST_CASE("sums over organisations, places and rows in words") {
  CHECK(words("organisations(C: F60)") == "the sum over all organisations of type CCG of Surplus");
  CHECK(words("organisations(C, P: F50 - F40)") ==
        "the sum over all organisations of type CCG or NHS provider of (Income less Total cost)");
  CHECK(words("places(F80) + outside(F80)") ==
        "the sum over the places of System surplus plus the part outside the footprint of System surplus");
  CHECK(words("rows(register.gross, theme: line, beneficiary: organisation)") ==
        "the sum of Gross benefit in Register where Theme is this line and Beneficiary is this organisation");
  CHECK(words("rows(register.gross, kind: \"tbc\")") ==
        "the sum of Gross benefit in Register where Kind is \"tbc\"");
  CHECK(words("rows(register.gross)") == "the sum of Gross benefit in Register");
}

TEST_CASE("conditions in words") {
  CHECK(words("if(F10 > 0, F10, 0)") == "if Pay is greater than 0 then Pay, otherwise 0");
  CHECK(words("this >= 0") == "the entry is at least 0");
  CHECK(words("F10 = F20 and F10 != 3 and F10 < 1") ==
        "Pay equals Drugs and Pay differs from 3 and Pay is less than 1");
  CHECK(words("(F10 <= F20 or F10 > 3) and F20 > 1") ==
        "(Pay is at most Drugs or Pay is greater than 3) and Drugs is greater than 1");
  CHECK(words("not F10 > 1") == "it is not so that Pay is greater than 1");
  CHECK(words("stated(this) = earlier(F10)") ==
        "the entry as the workbook states it equals Pay in the round before");
  CHECK(words("known(F10)") == "Pay is answered");
  CHECK(words("cover(units) = \"thousands\"") == "Units on the cover equals \"thousands\"");
}
