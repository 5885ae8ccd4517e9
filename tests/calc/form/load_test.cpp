#include "calc/form/load.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/calc/form/minimal.h"

using namespace stp;

namespace {

std::vector<std::string> codes(const Template& form, const std::vector<LineIndex>& lines) {
  std::vector<std::string> found;
  for (const LineIndex line : lines) found.push_back(form.lines[line.value].code);
  return found;
}

}  // namespace

TEST_CASE("the smallest set of definitions loads") {
  const Template form = load_one(minimal());
  CHECK(form.edition.code == "e-1");
  CHECK(form.lines.size() == 6);
  CHECK(form.rules.size() == 2);
  CHECK(form.hash.size() == 64);
}

TEST_CASE("places stand in code order with the footprint last, summaries behind the organisations") {
  const Template form = load_one(minimal());
  CHECK(form.places[0].code == "LE");
  CHECK(form.places[1].code == "WY");
  CHECK(form.footprint() == PlaceIndex{1});
  CHECK(form.place("leeds") == PlaceIndex{0});
  CHECK(form.place("LE") == PlaceIndex{0});
  CHECK_FALSE(form.place("Leeds"));
  REQUIRE(form.organisations.size() == 4);
  CHECK(form.organisations[0].code == "03R");
  CHECK(form.organisations[1].code == "RR8");
  CHECK(form.organisations[2].code == "SUM-LE");
  CHECK(form.summary_of(form.footprint()) == form.organisation("SUM-WY"));
  CHECK(form.organisations[0].short_name == "A CCG");
  CHECK(form.organisations[1].in_nhs_surplus);
}

TEST_CASE("look-ups are exact and say when there is nothing") {
  const Template form = load_one(minimal());
  CHECK(form.line("F1020") == LineIndex{1});
  CHECK_FALSE(form.line("f1020"));
  CHECK_FALSE(form.line("F102"));
  CHECK(form.period("2016/17") == PeriodIndex{1});
  CHECK(form.period("Y1") == PeriodIndex{1});
  CHECK(form.scenario("DS") == ScenarioIndex{1});
  CHECK(form.table("plans") == TableIndex{0});
  CHECK(form.cover_field("units") == CoverIndex{0});
  CHECK(form.constant("inflation") == ConstantIndex{1});
  CHECK(form.rule("TST-02") == RuleIndex{1});
  CHECK(form.round("r-1") != nullptr);
  CHECK(form.round("r-2") == nullptr);
}

TEST_CASE("numbers of the text are exact") {
  const Template form = load_one(minimal());
  const auto& inflation = form.constants[1].by_period;
  REQUIRE(inflation.size() == 3);
  CHECK_FALSE(inflation[0]);
  CHECK(inflation[1] == Decimal::ratio(31, 1000));
  CHECK(form.constants[0].by_period[0] == Decimal::of(365));
  CHECK(form.constants[0].by_period[2] == Decimal::of(365));
  CHECK(form.shares[0].share == Decimal::ratio(9, 10));
  CHECK(form.shares[1].outside);
  CHECK(form.shares[1].share == Decimal::ratio(1, 10));
  CHECK(form.eliminations[0].threshold_share == Decimal::ratio(5, 1000));
}

TEST_CASE("half a step is half of the last decimal shown, in stored terms") {
  const Template form = load_one(minimal());
  CHECK(form.units[form.unit("k").value].half_step() == Decimal::ratio(5, 10));
  CHECK(form.units[form.unit("%").value].half_step() == Decimal::ratio(5, 10000));  // 0.05 percent
}

TEST_CASE("a line is read in the scenario in hand, or in its only one") {
  const Template form = load_one(minimal());
  const ScenarioIndex do_nothing = form.scenario("DN"), do_something = form.scenario("DS");
  CHECK(form.resolve(form.line("F1010"), do_something) == do_nothing);
  CHECK(form.resolve(form.line("F1020"), do_something) == do_something);
  CHECK_FALSE(form.resolve(form.line("F1020"), {}));
}

TEST_CASE("slots of a table: one per period, one for a column without") {
  const Template form = load_one(minimal());
  const TableDefinition& table = form.tables[0];
  CHECK(table.slots == 6);
  CHECK(table.slot(table.column("gross"), form.period("Y1")) == 3);
  CHECK(table.slot(table.column("gross"), form.period("Y2")) == 4);
  CHECK(table.slot(table.column("note"), form.period("Y2")) == 5);
  CHECK_FALSE(table.column("nothing"));
}

TEST_CASE("each calculated line comes after what it needs, summaries last") {
  const Template form = load_one(minimal());
  std::vector<std::string> order;
  for (const auto& step : form.order) order.push_back(form.lines[step.line.value].code);
  CHECK(order == std::vector<std::string>{"F1090", "F1100", "F8010"});
}

TEST_CASE("a formula has its case for each type and period") {
  const Template form = load_one(minimal());
  const Line& line = form.lines[form.line("F1100").value];
  CHECK(line.formula_for(form.type("C"), form.period("Y0"))->text == "F1090");
  CHECK(line.formula_for(form.type("P"), form.period("Y2"))->text == "previous(F1100)");
  CHECK(line.formula_for(form.type("F"), form.period("Y2")) == nullptr);
}

TEST_CASE("a rule's selection is expanded to lines") {
  const Template form = load_one(minimal());
  CHECK(codes(form, form.rules[0].selector.lines) == std::vector<std::string>{"F1010"});
  CHECK(form.rules[0].severity_by_stage.at("draft") == Severity::warning);
  CHECK(form.rules[1].severity_by_stage.at("draft") == Severity::error);
  CHECK(form.rules[1].selector.lines.empty());
  CHECK(form.rules[0].examples.size() == 2);
  CHECK(form.rules[0].family == "TST");
}

TEST_CASE("a check without lines of its own stands at the first line it names") {
  const Template form =
      load_one(minimal()
                   .with("rules/TST.yaml", "    for: {kinds: [input], signs: [magnitude]}\n", "")
                   .with("rules/TST.yaml", "this >= 0", "F1090 >= 0 and F1010 >= 0")
                   .with("rules/TST.yaml", "{F1010: 5}", "{F1090: 5}")
                   .with("rules/TST.yaml", "{F1010: -5}", "{F1090: -5}"));
  CHECK(codes(form, form.rules[0].selector.lines) == std::vector<std::string>{"F1090"});
}

TEST_CASE("the hash follows what is defined, not how it is written or where") {
  const std::string hash = load_one(minimal()).hash;
  CHECK(load_one(minimal().with("units.yaml", "units:\n", "# a remark\nunits:\n\n")).hash == hash);
  CHECK(load_one(minimal().with("types.yaml", "{code: C, label: CCG,", "{label: CCG,  code: C,")).hash ==
        hash);
  CHECK(load_one(minimal().with("types.yaml", "label: CCG", "label: \"CCG\"")).hash == hash);
  CHECK(load_one(minimal().with("types.yaml", "label: CCG", "label: Group")).hash != hash);
  CHECK(load_one(minimal().with("layout/e-1.yaml", "F1010, F1020", "F1020, F1010")).hash != hash);
  CHECK(load_one(minimal().with("sources.yaml", "title: A test", "title: A paper")).hash == hash);

  auto texts = minimal().all();
  std::reverse(texts.begin(), texts.end());
  CHECK(load_templates(texts)->front().hash == hash);
}

TEST_CASE("an edition is chosen by its code and never the nearest") {
  const auto loaded = load_templates(two_editions().all());
  REQUIRE(loaded);
  CHECK((*choose_edition(*loaded, "e-2"))->edition.title == "Second edition");
  const auto refused = choose_edition(*loaded, "e-3");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "unknown-edition");
  CHECK(refused.error().remedy == "Did you mean e-1?");
}

TEST_CASE("a second edition adds, retires, renames and moves lines, and leaves the first as it was") {
  const auto loaded = load_templates(two_editions().all());
  if (!loaded)
    for (const Refusal& trouble : loaded.error()) UNSCOPED_INFO(to_text(trouble));
  REQUIRE(loaded);
  REQUIRE(loaded->size() == 2);
  const Template &first = (*loaded)[0], &second = (*loaded)[1];

  CHECK(first.hash == load_one(minimal()).hash);
  CHECK(second.hash != first.hash);
  CHECK(second.edition.previous == "e-1");

  CHECK(first.line("F1020"));
  CHECK_FALSE(second.line("F1020"));
  CHECK_FALSE(first.line("F8005"));
  CHECK(second.lines[second.line("F8005").value].scenarios == set_of(second.scenario("DS")));
  CHECK(first.lines[0].label == "Income");
  CHECK(second.lines[0].label == "Income of all kinds");

  CHECK(codes(first, first.layout.sections[0].order) ==
        std::vector<std::string>{"F1010", "F1020", "F1030", "F1090", "F1100", "F8010"});
  CHECK(codes(second, second.layout.sections[0].order) ==
        std::vector<std::string>{"F1090", "F1010", "F1030", "F1100", "F8010", "F8005"});

  CHECK(first.rounds.size() == 1);
  CHECK(second.round("r-2") != nullptr);
  CHECK(second.eliminations.empty());
  CHECK(second.bridges[0].steps[0].lines.size() == 1);
}
