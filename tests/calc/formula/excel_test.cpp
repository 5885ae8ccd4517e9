#include "calc/formula/excel.h"

#include <catch2/catch.hpp>

#include "tests/calc/formula/small_book.h"

using namespace small_form;

namespace {

Position at(const char* this_line, std::uint16_t organisation = 0, std::uint16_t year = 1,
            std::uint16_t scenario = 0) {
  return {OrganisationIndex{organisation}, line(this_line), ScenarioIndex{scenario}, PeriodIndex{year}};
}
const Vocabulary vocabulary;
const SmallBook small_book;

std::string excel(std::string_view formula, const Position& position = at("F40", 2),
                  const SmallBook& book = small_book) {
  return excel_formula(parsed(formula), position, vocabulary, book);
}

}  // namespace

TEST_CASE("cells of the same sheet stand bare, others name their sheet") {
  CHECK(excel("F50 - F40", at("F60")) == "F9-F8");
  CHECK(excel("F50 - F40", at("F60", 0, 0)) == "E9-E8");
  CHECK(excel("A10 + F10", at("F60")) == "'RR1 activity'!F5+F5");
  CHECK(excel("this", at("F60")) == "F10");
  CHECK(excel("organisations(C: F60)", at("F80", 3)) == "'RR1 finance'!F10+'RR2 finance'!F10");
  CHECK(excel("organisations(P: F60)", at("F80", 3)) == "'Queen''s finance'!F10");
  CHECK(excel("F10", {OrganisationIndex{0}, LineIndex{}, ScenarioIndex{0}, PeriodIndex{1}}) ==
        "'RR1 finance'!F5");
}

TEST_CASE("brackets are kept where they matter and nowhere else") {
  CHECK(excel("F50 - (F10 + F20)") == "F9-(F5+F6)");
  CHECK(excel("F50 - (F10 - F20)") == "F9-(F5-F6)");
  CHECK(excel("(F50 - F10) - F20") == "F9-F5-F6");
  CHECK(excel("F50 + (F10 - F20)") == "F9+F5-F6");
  CHECK(excel("(F10 + F20) * F70") == "(F5+F6)*F11");
  CHECK(excel("F10 * (F20 / F30)") == "F5*F6/F7");
  CHECK(excel("F10 / (F20 * F30)") == "F5/(F6*F7)");
  CHECK(excel("F10 / (F20 / F30)") == "F5/(F6/F7)");
  CHECK(excel("-F10 + F20") == "-F5+F6");
  CHECK(excel("F10 - -F20") == "F5-(-F6)");
  CHECK(excel("-(F10 + F20)") == "-(F5+F6)");
  CHECK(excel("--F10") == "-(-F5)");
  CHECK(excel("2.1% * F10") == "0.021*F5");
  CHECK(excel("(1 + F70) * (1 + uplift) - 1") == "(1+F11)*(1+uplift_1)-1");
}

TEST_CASE("functions have their spreadsheet names") {
  CHECK(excel("ratio(F10, F20)") == "IF(F6=0,0,F5/F6)");
  CHECK(excel("ratio(F10 + 1, F20 * 2)") == "IF(F6*2=0,0,(F5+1)/(F6*2))");
  CHECK(excel("F10 / F20") == "F5/F6");
  CHECK(excel("abs(F10 - F20)") == "ABS(F5-F6)");
  CHECK(excel("round(F10, 0)") == "ROUND(F5,0)");
  CHECK(excel("if(F10 != 0, F10, F20)") == "IF(F5<>0,F5,F6)");
  CHECK(excel("if(F10 = 1 and F20 <= 2 and not F30 >= 3, 1, 0)") == "IF(AND(F5=1,F6<=2,NOT(F7>=3)),1,0)");
  CHECK(excel("F10 < 1 or F20 > 2 and F30 = 3") == "OR(F5<1,AND(F6>2,F7=3))");
  CHECK(excel("previous(F10)") == "E5");
  CHECK(excel("F10 / previous(F10) - 1") == "F5/E5-1");
  CHECK(excel("previous(F10)", at("F40", 2, 0)) == "NA()");
  CHECK(excel("cover(units) = \"say \xC2\xA3\"") == "'Cover'!$C$5=\"say \xC2\xA3\"");
  CHECK(excel("known(F10)") == "ISNUMBER(F5)");
  CHECK(excel("known(F10 + previous(F20))") == "AND(ISNUMBER(F5),ISNUMBER(E6))");
  CHECK(excel("known(previous(F20))", at("F40", 2, 0)) == "FALSE");
  CHECK(excel("known(1)") == "TRUE");
  CHECK(excel("stated(F10) = F20") == "F5=F6");
}

TEST_CASE("MIN and MAX would pass over a blank cell: adding 0 keeps it a 0") {
  CHECK(excel("min(F10, F40, 5)") == "MIN(F5+0,F8,5)");
  CHECK(excel("max(previous(F10), sum(F20))") == "MAX(E5+0,F6+0)");
  CHECK(excel("max(if(F40 > 0, F10, 1), 2)") == "MAX(IF(F8>0,F5,1)+0,2)");
}

TEST_CASE("sums write neighbours of the layout as ranges") {
  CHECK(excel("sum(F10:F30)") == "SUM(F5:F7)");
  CHECK(excel("sum(F10:F50)") == "SUM(F5:F7,F9)");
  CHECK(excel("sum(F10, F50)") == "F5+F9");
  CHECK(excel("sum(F50, F20, F10)") == "SUM(F5:F6,F9)");  // in layout order, whatever the order written
  CHECK(excel("sum(F10)") == "F5");
  CHECK(excel("sum(F10:F20, 2 * F50)") == "SUM(F5:F6,2*F9)");
  CHECK(excel("sum(F10, 2 * F50)") == "F5+2*F9");
  CHECK(excel("F40 - sum(F10, F50)") == "F8-(F5+F9)");
  CHECK(excel("2 * sum(F10, F50)") == "2*(F5+F9)");
  CHECK(excel("organisations(C: sum(F10, F20))", at("F80", 3)) ==
        "SUM('RR1 finance'!F5:F6)+SUM('RR2 finance'!F5:F6)");
}

TEST_CASE("a sum leaves out what is not asked of the organisation or in the year") {
  CHECK(excel("sum(F10:F30)", at("F40", 0)) == "SUM(F5:F6)");
  CHECK(excel("sum(F30)", at("F40", 0)) == "0");
  CHECK(excel("sum(F50, F70)", at("F40", 0, 0)) == "E9");
  CHECK(excel("F30 + F10", at("F40", 0)) == "0+F5");
}

TEST_CASE("rows of the other scenario between two lines break a range") {
  CHECK(excel("sum(A10, A20)", at("A10")) == "F5+F7");
  CHECK(excel("sum(A10, A20)", at("A10", 0, 1, 1)) == "F6+F8");
  CHECK(excel("in(DN, A10) - A10", at("A10", 0, 1, 1)) == "F5-F6");
}

TEST_CASE("an inserted row does not break a range, a moved line does") {
  SmallBook book;
  book.moved = {{"F20", 9}, {"F30", 10}, {"F40", 11}};
  CHECK(excel("sum(F10:F30)", at("F40", 2), book) == "SUM(F5:F10)");
  book.moved = {{"F20", 20}};
  CHECK(excel("sum(F10:F30)", at("F40", 2), book) == "F5+F20+F7");
  book.moved = {{"F20", 0}};  // its row was deleted
  CHECK(excel("sum(F10:F30)", at("F40", 2), book) == "SUM(F5:F7)");
  CHECK(excel("F10 + F20", at("F40", 2), book) == "F5+NA()");
}

TEST_CASE("rows of a table are conditional sums") {
  CHECK(excel("rows(register.gross, theme: line, beneficiary: organisation)", at("F40")) ==
        "SUMIFS('Register'!$D$6:$D$65,'Register'!$A$6:$A$65,$A8,'Register'!$B$6:$B$65,$B$3)");
  CHECK(excel("rows(register.gross, kind: \"tbc\")") ==
        "SUMIFS('Register'!$D$6:$D$65,'Register'!$H$6:$H$65,\"tbc\")");
  CHECK(excel("rows(register.gross, kind: \">5*?~\")") ==
        "SUMIFS('Register'!$D$6:$D$65,'Register'!$H$6:$H$65,\"=>5~*~?~~\")");
  CHECK(excel("rows(register.gross)") == "SUM('Register'!$D$6:$D$65)");
  CHECK(excel("organisations(P: rows(register.gross, beneficiary: organisation))", at("F80", 3)) ==
        "SUMIFS('Register'!$D$6:$D$65,'Register'!$B$6:$B$65,'Queen''s finance'!$B$3)");
}

TEST_CASE("what one workbook cannot say is not available, and said so before") {
  for (const char* formula : {"earlier(F10)", "places(F80)", "outside(F80)", "1 + earlier(F10)"})
    CHECK_FALSE(has_excel_form(parsed(formula)));
  CHECK(has_excel_form(parsed("stated(F10) + sum(F20, F30)")));
  CHECK(excel("places(F80)") == "NA()");
  CHECK(excel("1 + earlier(F10)") == "1+NA()");
}

TEST_CASE("organisations that are not there add nothing") {
  class NoOrganisations : public SmallBook {
    std::vector<OrganisationIndex> organisations(TypeSet) const override { return {}; }
  };
  CHECK(excel("organisations(C: F60)", at("F80", 3), NoOrganisations()) == "0");
  CHECK(excel("organisations(C: F30)", at("F80", 3)) == "0");
}

TEST_CASE("a formula longer than a cell holds becomes not available, in bounded time") {
  std::string nested = "F10";
  for (int i = 0; i < 60; ++i) nested = "ratio(1, " + nested + ")";
  CHECK(excel(nested).find("NA()") != std::string::npos);
  CHECK(excel(nested).size() < 8192);
}

TEST_CASE("formulas are the same but for what programs change when they save") {
  CHECK(same_formula("SUM(E5:E9)", "=sum( $E$5 : E9 )"));
  CHECK(same_formula("'Sheet1'!E5+1", "Sheet1!E5+1"));
  CHECK(same_formula("'RR8 Finance'!E5", "'rr8 finance'!$E$5"));
  CHECK(same_formula("'Queen''s'!A1", "'QUEEN''S'!A1"));
  CHECK(same_formula("'Register'!$K$6:$K$205", "Register!K6:Register!K205"));
  CHECK(same_formula("IF(A1=0,0,B1/A1)", "IF(A1 = 0, 0,\r\n B1/A1)"));
  CHECK(same_formula("0.021*E5", "2.1E-2*E5"));
  CHECK(same_formula("IF(TRUE,1,2)", "IF(TRUE(),1.0,2)"));
  CHECK(same_formula("_xlfn.CONCAT(A1)", "CONCAT(A1)"));
  CHECK(same_formula("", "="));
}

TEST_CASE("formulas that differ are told apart") {
  CHECK_FALSE(same_formula("SUM(E5:E9)", "SUM(E5:E8)"));
  CHECK_FALSE(same_formula("E5+E6", "E5-E6"));
  CHECK_FALSE(same_formula("E5", "120"));
  CHECK_FALSE(same_formula("\"a b\"", "\"ab\""));
  CHECK_FALSE(same_formula("\"A\"", "\"a\""));
  CHECK_FALSE(same_formula("\"E5\"", "E5"));
  CHECK_FALSE(same_formula("\"a\"\"b\"", "\"ab\""));
  CHECK_FALSE(same_formula("'a b'!C1", "ab!C1"));
  CHECK_FALSE(same_formula("Register!K6:K9", "Register!K6:Other!K9"));
  CHECK_FALSE(same_formula("E5", "E50"));
  CHECK_FALSE(same_formula("E5*0.021", "E5*0.0211"));
  CHECK_FALSE(same_formula("(E5+E6)*2", "E5+E6*2"));
  CHECK_FALSE(same_formula("\"open", "\"open\""));
  CHECK_FALSE(same_formula("'open", "'open'!"));
  CHECK_FALSE(same_formula("ISTRUE", "ISTRUE()"));
}
