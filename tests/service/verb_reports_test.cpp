#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "service/report/aligned_table.h"
#include "service/report/bridge_report.h"
#include "service/report/compare_report.h"
#include "service/report/explain_report.h"

using namespace stp;
using nlohmann::json;

namespace {

Decimal k(std::int64_t amount) { return Decimal::of(amount); }

// Opening 50, down 120 (through zero), up 30, left over -10, closing -50.
BridgeResult crossing() {
  BridgeResult bridge;
  bridge.code = "test";
  bridge.title = "Do <something>";
  bridge.scope = "Leeds & district";
  bridge.from = "2015/16";
  bridge.to = "2020/21";
  bridge.unit = "£000";
  bridge.steps = {{"Opening", k(0), k(50), k(50), true, {"X1"}},
                  {"Cost inflation", k(50), k(-70), k(-120), false, {"X2"}},
                  {"Solutions", k(-70), k(-40), k(30), false, {"X3", "X4"}},
                  {"Nothing", k(-40), k(-40), k(0), false, {"X5"}},
                  {"Not explained by the steps", k(-40), k(-50), k(-10), false, {}},
                  {"Closing", k(0), k(-50), k(-50), true, {"X1"}}};
  bridge.unexplained = k(-10);
  return bridge;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

}  // namespace

TEST_CASE("a bridge in words says from where to where, the largest steps and what is left") {
  CHECK(bridge_in_words(crossing()) ==
        "Leeds & district: Do <something>, 2015/16 to 2020/21. It leads from 50 to -50 (£000), a change of "
        "-100. Largest "
        "steps: Cost inflation -120; Solutions +30; Not explained by the steps -10. -10 is not explained by "
        "the steps.");
}

TEST_CASE("a bridge as text is its words and a table whose columns line up") {
  const std::string text = bridge_as_text(crossing());
  CHECK(text.find("Step                        Change £000  Position  Lines\n"
                  "--------------------------  -----------  --------  ------\n"
                  "Opening                                        50  X1\n"
                  "Cost inflation                     -120       -70  X2\n"
                  "Solutions                           +30       -40  X3, X4\n") != std::string::npos);
  CHECK(text.find("\nNothing under: Nothing.\n") != std::string::npos);
}

TEST_CASE("a chart has a title, a description and a bar for every step, on both sides of zero") {
  const std::string svg = bridge_as_svg(crossing());
  CHECK(svg.rfind("<svg xmlns=\"http://www.w3.org/2000/svg\"", 0) == 0);
  CHECK(svg.find("role=\"img\"") != std::string::npos);
  CHECK(svg.find("<title id=\"bridge-title\">Leeds &amp; district: Do &lt;something&gt;</title>") !=
        std::string::npos);
  CHECK(count(svg, "<desc") == 1);
  CHECK(count(svg, "<g>") == 5);  // a step of nothing has none
  CHECK(count(svg, "<g>") == count(svg, "</g>"));
  CHECK(count(svg, "<polygon") == 3);           // an arrowhead for each step that moves
  CHECK(svg.find("+30") != std::string::npos);  // and a sign
  CHECK(count(svg, "url(#fall)") == 3);         // hatching: two falls and the legend
  CHECK(svg.find("<something>") == std::string::npos);
}

TEST_CASE("the bar that crosses zero starts left of where it ends on the right") {
  // 560 pixels from 450 on for -80..60 in steps of 20: 4 a unit. 50 is at 970, -70 at 490: 480 wide.
  CHECK(bridge_as_svg(crossing()).find("x=\"490.0\" y=\"128.0\" width=\"480.0\"") != std::string::npos);
}

TEST_CASE("a bridge that cannot be drawn says why, in every form") {
  BridgeResult bridge = crossing();
  bridge.known = false;
  bridge.steps.clear();
  bridge.unknown_because = "X2 Cost inflation, Leeds, 2018/19";
  const std::string why = "It cannot be drawn: X2 Cost inflation, Leeds, 2018/19 is unknown.";
  CHECK(bridge_as_text(bridge).find(why) != std::string::npos);
  CHECK(bridge_as_svg(bridge).find(why) != std::string::npos);
  CHECK(json::parse(bridge_as_json(bridge))["known"] == false);
}

TEST_CASE("a bridge of nothing but noughts still has a chart") {
  BridgeResult bridge = crossing();
  for (auto& step : bridge.steps) step.start = step.end = step.change = k(0);
  const std::string svg = bridge_as_svg(bridge);
  CHECK(svg.find("=\"nan") == std::string::npos);
  CHECK(svg.find("=\"inf") == std::string::npos);
}

TEST_CASE("a step with a long name takes two lines beside its bar") {
  BridgeResult bridge = crossing();
  bridge.steps.back().label = "Footprint NHS surplus/(deficit), do something, after STF, 2020/21";
  const std::string svg = bridge_as_svg(bridge);
  CHECK(count(svg, ">Footprint NHS surplus/(deficit), do something, after</text>") == 1);
  CHECK(count(svg, ">STF, 2020/21</text>") == 1);
  CHECK(count(svg, "<title>" + bridge.steps.back().label + ": ") == 1);
  CHECK(count(svg, ">Cost inflation</text>") == 1);
}

TEST_CASE("a bridge as JSON keeps exact amounts as text") {
  BridgeResult bridge = crossing();
  bridge.steps[1].change = parse_decimal("-0.000000000001").value;
  const json parsed = json::parse(bridge_as_json(bridge));
  CHECK(parsed["steps"][1]["change"] == "-0.000000000001");
  CHECK(parsed["steps"].size() == 6);
  CHECK(parsed["unexplained"] == "-10");
}

TEST_CASE("an explanation as text is indented, with cells and hashes where figures were typed") {
  Explanation input;
  input.kind = "input";
  input.line = "X2";
  input.label = "Spend";
  input.organisation = "02T";
  input.year = "2020/21";
  input.value = "1,200";
  input.amount = "1200";
  input.unit = "£000";
  input.file = "book.xlsx";
  input.sha256 = std::string(64, 'b');
  input.sheet = "02T finance";
  input.cell = "I12";
  Explanation total = input;
  total.kind = "calculated";
  total.line = "X1";
  total.label = "Total";
  total.formula = "X2";
  total.words = "Spend";
  total.file.clear();
  total.parts = {input};
  total.cut = true;
  CHECK(explanation_as_text(total) ==
        "X1 Total, 02T, 2020/21: 1,200 £000\n"
        "    = X2   (Spend)\n"
        "  X2 Spend: 1,200 £000 [input]\n"
        "      in book.xlsx (sha256 bbbbbbbbbbbb), 02T finance!I12\n"
        "  (it goes on below; ask for more depth)\n");
  const json parsed = json::parse(explanation_as_json(total));
  CHECK(parsed["parts"][0]["sha256"] == std::string(64, 'b'));
  CHECK(parsed["cut"] == true);
}

TEST_CASE("a comparison lists effects and says what the rest comes to") {
  Template form;
  form.units = {{"k", "£000", "£000", 0, false, 1, 0, 0, ""}};
  form.periods = {{"Y5", "2020/21"}};
  form.organisations.resize(1);
  form.organisations[0].code = "RR8";
  Line line;
  line.code = "X1";
  line.label = "Gap";
  line.unit = UnitIndex{0};
  form.lines = {line};
  ComparisonResult result;
  result.headline = LineIndex{0};
  result.period = PeriodIndex{0};
  result.before = k(100);
  result.after = k(130);
  result.move = result.explained = k(30);
  for (const int effect : {25, 4, 1}) {
    Change change;
    change.organisation = OrganisationIndex{0};
    change.period = PeriodIndex{0};
    change.kind = "input";
    change.code = "X2";
    change.label = "Spend";
    change.after = "1234";
    change.effect = k(effect);
    change.after_where = "b.xlsx, S!A1";
    result.changes.push_back(change);
  }
  const std::string text = comparison_as_text(result, form, 1);
  CHECK(text.find("X1 Gap, 2020/21: from 100 to 130 (£000), a move of +30. 3 entries have changed; together "
                  "they explain "
                  "+30.") != std::string::npos);
  CHECK(text.find("   +25  RR8  X2 Spend           2020/21   blank  1,234  b.xlsx, S!A1\n") !=
        std::string::npos);
  CHECK(text.find("    +5       2 smaller changes\n") != std::string::npos);
  const json parsed = json::parse(comparison_as_json(result, form));
  CHECK(parsed["changes"].size() == 3);
  CHECK(parsed["changes"][0]["effect"] == "25");
}

TEST_CASE("tables measure characters, not bytes, and long texts end in an ellipsis") {
  CHECK(aligned_table({{"a", false}, {"b", true}}, {{"£££", "1"}, {"x", "22"}}) ==
        "a     b\n---  --\n£££   1\nx    22\n");
  CHECK(shortened("£££££", 4) == "£££…");
  CHECK(shortened("four", 4) == "four");
}
