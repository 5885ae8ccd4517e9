#include "calc/form/judge.h"

#include <catch2/catch.hpp>

#include "calc/form/example_figures.h"
#include "tests/calc/form/minimal.h"

using namespace stp;

namespace {

// The first rule of the smallest set, with another check, at the organisation, scenario and year in hand.
struct World {
  Template form;
  Position at;
  ExampleFigures figures;

  World(const std::string& check, const std::string& more = "")
      : form(load_one(minimal()
                          .with("rules/TST.yaml", "check: this >= 0\n    tolerance: exact\n",
                                "check: " + check + "\n" + more)
                          .with("rules/TST.yaml", "{kinds: [input], signs: [magnitude]}", "{lines: [F1010]}")
                          .with("rules/TST.yaml", "{label} is {found}.", "{label}.")
                          .with("rules/TST.yaml", "{F1010: 5}", "{F1010: 5, F1090: 5}")
                          .with("rules/TST.yaml", "{F1010: -5}", "{F1010: -5, F1090: 5}"))),
        at{OrganisationIndex{0}, form.line("F1010"), form.scenario("DN"), form.period("Y2")},
        figures(form, at) {}

  void give(const std::string& line, std::int64_t value) {
    ExampleFigure figure;
    figure.key.op = Operator::line;
    figure.key.line = form.line(line);
    figure.number = Decimal::of(value);
    REQUIRE(figures.give(figure));
  }
  Judgement judged() const { return judge(form.rules[0], at, figures); }
};

}  // namespace

TEST_CASE("an equation fires beyond half a pound in thousands for each cell read") {
  World within("F1010 = F1090"), beyond("F1010 = F1090");
  within.give("F1010", 100);
  within.give("F1090", 101);
  CHECK_FALSE(within.judged().fires);
  CHECK(within.judged().known);
  beyond.give("F1010", 100);
  beyond.give("F1090", 102);
  const Judgement judged = beyond.judged();
  CHECK(judged.fires);
  CHECK(judged.found == Decimal::of(100));
  CHECK(judged.expected == Decimal::of(102));
  CHECK(absolute(*judged.difference) == Decimal::of(2));
  CHECK(judged.allowed == Decimal::of(1));
}

TEST_CASE("a stated tolerance may depend on the figure") {
  World world("F1010 = F1090", "    tolerance: 1% * abs(F1090)\n");
  world.give("F1010", 1000);
  world.give("F1090", 1010);
  CHECK_FALSE(world.judged().fires);
  World further("F1010 = F1090", "    tolerance: 1% * abs(F1090)\n");
  further.give("F1010", 1000);
  further.give("F1090", 1011);
  CHECK(further.judged().fires);
  CHECK(further.judged().allowed == Decimal::ratio(1011, 100));
}

TEST_CASE("with an expected figure, what is found is the line in hand") {
  World world("F1090 - F1010 <= 3", "    expected: F1090 - 1\n    tolerance: exact\n");
  world.give("F1010", 4);
  world.give("F1090", 10);
  const Judgement judged = world.judged();
  CHECK(judged.fires);
  CHECK(judged.found == Decimal::of(4));
  CHECK(judged.expected == Decimal::of(9));
  CHECK(judged.difference == Decimal::of(-5));
}

TEST_CASE("a rule is silent where `when` does not hold, and where a figure is unknown") {
  World silent("F1010 >= F1090", "    when: F1090 > 1\n");
  silent.give("F1010", -7);
  silent.give("F1090", 1);
  CHECK_FALSE(silent.judged().fires);
  CHECK(silent.judged().known);

  World unknown("F1010 >= F1090");
  ExampleFigure unreadable;
  unreadable.key.op = Operator::line;
  unreadable.key.line = unknown.form.line("F1010");
  REQUIRE(unknown.figures.give(unreadable));
  CHECK_FALSE(unknown.judged().fires);
  CHECK_FALSE(unknown.judged().known);
}

TEST_CASE("of several conditions, the one that fails gives the figures") {
  World both("F1010 >= 0 - 10 and F1010 >= F1090", "    tolerance: exact\n");
  both.give("F1010", 3);
  both.give("F1090", 8);
  CHECK(both.judged().fires);
  CHECK(both.judged().expected == Decimal::of(8));

  World either("F1010 >= 100 or F1010 >= F1090", "    tolerance: exact\n");
  either.give("F1010", 3);
  either.give("F1090", 3);
  CHECK_FALSE(either.judged().fires);

  World negated("not (F1010 < F1090)", "    tolerance: exact\n");
  negated.give("F1010", 3);
  negated.give("F1090", 8);
  CHECK(negated.judged().fires);
}

TEST_CASE("an observation fires its rule, beyond a stated tolerance") {
  const Template form = load_one(minimal());
  const Rule& rule = form.rules[1];  // allows 1
  const ExampleFigures figures(form, {});
  CHECK(fires_on(rule, "formula-overwritten", {}, {}, figures));
  CHECK(fires_on(rule, "formula-overwritten", Decimal::of(-2), {}, figures));
  CHECK_FALSE(fires_on(rule, "formula-overwritten", Decimal::of(-1), {}, figures));
  CHECK_FALSE(fires_on(rule, "text-for-number", Decimal::of(-2), {}, figures));
}
