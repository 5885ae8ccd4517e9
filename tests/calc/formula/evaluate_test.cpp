#include "calc/formula/evaluate.h"

#include <catch2/catch.hpp>

#include "tests/calc/formula/small_figures.h"

using namespace small_form;

namespace {
SmallFigures pay_and_drugs() {
  SmallFigures figures;
  figures.say("F10", "100");
  figures.say("F20", "30");
  figures.say("F50", "150");
  return figures;
}
}  // namespace

TEST_CASE("arithmetic on lines, numbers and constants") {
  const auto figures = pay_and_drugs();
  CHECK(value(figures, "F50 - F10 - F20") == "20");
  CHECK(value(figures, "-F10 + 2 * F20") == "-40");
  CHECK(value(figures, "F10 / F20") == "3.333333333333");
  CHECK(value(figures, "days * 2") == "730");
  CHECK(value(figures, "F10 * (1 + uplift)") == "102.1");
  CHECK(value(figures, "F10 * 2.1%") == "2.1");
  CHECK(value(figures, "this + F10", here(1, "F20")) == "130");
}

TEST_CASE("functions are evaluated") {
  const auto figures = pay_and_drugs();
  CHECK(value(figures, "sum(F10:F50)") == "280");
  CHECK(value(figures, "sum(F10, F30)") == "100");  // F30 is not asked of a CCG: left out
  CHECK(value(figures, "min(F10, F20, 55)") == "30");
  CHECK(value(figures, "max(F10, F20, 55)") == "100");
  CHECK(value(figures, "abs(F20 - F10)") == "70");
  CHECK(value(figures, "ratio(F10, F20)") == "3.333333333333");
  CHECK(value(figures, "if(F10 > F20, 1, 2)") == "1");
  CHECK(value(figures, "if(F10 < F20, 1, 2)") == "2");
}

TEST_CASE("round takes halves away from zero, as a spreadsheet's ROUND does") {
  const SmallFigures figures;
  CHECK(value(figures, "round(2.5, 0)") == "3");
  CHECK(value(figures, "round(-2.5, 0)") == "-3");
  CHECK(value(figures, "round(1.25, 1)") == "1.3");
  CHECK(value(figures, "round(1250, -2)") == "1300");
  CHECK(value(figures, "round(1.5, 1000000)") == "1.5");
  CHECK(value(figures, "round(1.5, -1000000)") == "0");
}

TEST_CASE("a year earlier, another scenario") {
  auto figures = pay_and_drugs();
  figures.say("F10", "90", 0);
  figures.say("A10", "7", 1, 0, 0);
  figures.say("A10", "5", 1, 0, 1);
  CHECK(value(figures, "F10 / previous(F10) - 1") == "0.111111111111");
  CHECK(value(figures, "previous(F10)", here(0)) == "?");
  CHECK(value(figures, "previous(previous(F10))", here(2)) == "90");
  CHECK(value(figures, "in(DS, A10)") == "5");
  CHECK(value(figures, "in(DN, A10) - A10", here(1, "A10", 0, 1)) == "2");
  CHECK(value(figures, "uplift", here(0)) == "?");
}

TEST_CASE("sums over organisations and the place view") {
  SmallFigures figures;
  figures.say("F60", "10", 1, 0);
  figures.say("F60", "-4", 1, 1);
  figures.say("F60", "100", 1, 2);
  CHECK(value(figures, "organisations(C: F60)", here(1, "F80", 3)) == "6");
  CHECK(value(figures, "organisations(C, P: F60 + 1)", here(1, "F80", 3)) == "109");
  CHECK(value(figures, "places(F60)") == "20");
  CHECK(value(figures, "places(F60) + outside(F60)") == "21");
  figures.say("F60", "?", 1, 1);
  CHECK(value(figures, "organisations(C: F60)", here(1, "F80", 3)) == "?");
  CHECK(value(figures, "organisations(P: F60)", here(1, "F80", 3)) == "100");
}

TEST_CASE("comparisons are 1 or 0") {
  const auto figures = pay_and_drugs();
  CHECK(value(figures, "F10 = 100") == "1");
  CHECK(value(figures, "F10 != 100") == "0");
  CHECK(value(figures, "F10 < 100") == "0");
  CHECK(value(figures, "F10 <= 100") == "1");
  CHECK(value(figures, "F10 > 99") == "1");
  CHECK(value(figures, "F10 >= 101") == "0");
  CHECK(value(figures, "not F10 = 100") == "0");
  CHECK(value(figures, "F10 = 100 and F20 = 30") == "1");
  CHECK(value(figures, "F10 = 1 or F20 = 30") == "1");
}

TEST_CASE("a division by zero is unknown, a ratio to zero is 0") {
  auto figures = pay_and_drugs();
  CHECK(value(figures, "F10 / F30") == "?");
  CHECK(value(figures, "ratio(F10, F30)") == "0");
  figures.say("F10", "?");
  CHECK(value(figures, "ratio(F10, F30)") == "0");
  CHECK(value(figures, "ratio(F20, F10)") == "?");
}

TEST_CASE("what is unreadable makes unknown whatever needs it, and nothing else") {
  auto figures = pay_and_drugs();
  figures.say("F10", "?");
  for (const char* formula : {"F10",
                              "F10 + F20",
                              "F20 - F10",
                              "0 * F10",
                              "-F10",
                              "abs(F10)",
                              "round(F10, 0)",
                              "round(F20, F10)",
                              "min(F10, F20)",
                              "max(F20, F10)",
                              "sum(F10:F50)",
                              "F10 = 1",
                              "not F10 = 1",
                              "if(F10 = 1, 2, 3)",
                              "if(F20 = 30, F10, 3)",
                              "F10 = 1 and F20 = 30",
                              "F10 = 1 or F20 = 31",
                              "previous(F10)",
                              "organisations(C: F10)",
                              "places(F10)"}) {
    CAPTURE(formula);
    CHECK(value(figures, formula, std::string(formula) == "previous(F10)" ? here(2) : here()) == "?");
  }
  CHECK(value(figures, "if(F20 = 30, 5, F10)") == "5");
  CHECK(value(figures, "F10 = 1 and F20 = 31") == "0");
  CHECK(value(figures, "F20 = 31 and F10 = 1") == "0");
  CHECK(value(figures, "F10 = 1 or F20 = 30") == "1");
  CHECK(value(figures, "F20 = 30 or F10 = 1") == "1");
}

TEST_CASE("an overflow makes unknown whatever needs it") {
  SmallFigures figures;
  figures.say("F10", "170000000000000000000000000");
  for (const char* formula : {"F10 + F10", "F10 * 2", "F10 / 0.5", "sum(F10, 1 * F10)", "0 - F10 - F10",
                              "organisations(C: F10) * F10", "round(F10, -26)"})
    CHECK(value(figures, formula) == "?");
  CHECK(value(figures, "if(1 = 1, 7, F10 * F10)") == "7");
  CHECK(value(figures, "F10 * F10 > 1 or 1 = 1") == "1");
}

TEST_CASE("texts of the cover") {
  SmallFigures figures;
  figures.cover_texts = {{"units",
                          "\xC2\xA3"
                          "000"},
                         {"population", "774060"}};
  CHECK(value(figures,
              "cover(units) = \"\xC2\xA3"
              "000\"") == "1");
  CHECK(value(figures, "cover(units) != \"\xC2\xA3m\"") == "1");
  CHECK(value(figures, "\"Annual\" = \"annual\"") == "1");
  CHECK(value(figures, "cover(units) < \"x\"") == "?");
  CHECK(value(figures, "cover(units) = F10") == "?");
  CHECK(value(figures, "cover(population) / 2") == "387030");
  CHECK(value(figures, "cover(units) + 1") == "?");
  CHECK(value(figures, "\"5\"") == "?");
}

TEST_CASE("rows of a table") {
  SmallFigures figures;
  figures.row_total = "12.5";
  CHECK(value(figures, "rows(register.gross, theme: line) * 2") == "25");
  figures.row_total = "?";
  CHECK(value(figures, "rows(register.gross, theme: line)") == "?");
}

TEST_CASE("stated, earlier and known read every line within them so") {
  auto figures = pay_and_drugs();
  figures.state("F10", "101");
  figures.say_earlier("F10", "80");
  figures.say_earlier("F20", "20");
  CHECK(value(figures, "stated(F10)") == "101");
  CHECK(value(figures, "stated(this) - this", here(1, "F10")) == "1");
  CHECK(value(figures, "stated(F10 + F20)") == "131");
  CHECK(value(figures, "stated(sum(F10, F20)) - sum(F10, F20)") == "1");
  CHECK(value(figures, "places(F10)") == "200");
  CHECK(value(figures, "stated(places(F10))") == "202");
  CHECK(value(figures, "earlier(F10 + F20)") == "100");
  CHECK(value(figures, "earlier(F50)") == "?");
  CHECK(value(figures, "known(F10)") == "1");
  CHECK(value(figures, "known(F60)") == "0");
  CHECK(value(figures, "known(F10 + F60)") == "0");
  CHECK(value(figures, "known(F10 + F20 + 1)") == "1");
  CHECK(value(figures, "known(this)", here(1, "F20")) == "1");
  CHECK(value(figures, "known(previous(F10))") == "0");
  CHECK(value(figures, "known(previous(F10))", here(2)) == "1");
  CHECK(value(figures, "known(previous(F10))", here(0)) == "0");
  CHECK(value(figures, "known(earlier(F10))") == "1");
  CHECK(value(figures, "known(earlier(F50))") == "0");
  CHECK(value(figures, "known(organisations(C: F10))") == "0");  // the other CCG has not answered
  CHECK(value(figures, "known(uplift)", here(0)) == "0");
  figures.say("F10", "?");
  CHECK(value(figures, "known(F10)") == "0");
  CHECK(value(figures, "known(F10) and F10 > 0") == "0");
}
