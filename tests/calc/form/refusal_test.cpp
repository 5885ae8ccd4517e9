// One broken thing at a time: each refusal with its code and its place ("@" marks the place in the broken
// text).
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/calc/form/minimal.h"

using namespace stp;

namespace {

struct Broken {
  const char *path, *from, *to, *code;
};

void check_all(const std::vector<Broken>& cases) {
  for (const Broken& one : cases) check_broken(minimal(), one.path, one.from, one.to, one.code);
}

constexpr const char* lines = "lines/finance/F1.yaml";
constexpr const char* rules = "rules/TST.yaml";
constexpr const char* layout = "layout/e-1.yaml";
constexpr const char* bodies = "organisations/all.yaml";

bool says(const Refusal& trouble, const std::string& words) {
  UNSCOPED_INFO(to_text(trouble));
  return trouble.sentence.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("keys: unknown, repeated, missing, of the wrong type") {
  check_all({
      {"units.yaml", "decimals: 0, money: 1", "@decimls: 2, decimals: 0, money: 1", "unknown-key"},
      {"units.yaml", "decimals: 0, money: 1", "decimals: 0, @decimals: 0, money: 1", "repeated-key"},
      {"units.yaml", "money: 1, ", "money: @one, ", "wrong-type"},
      {"units.yaml", "money: 1, ", "money: @4, ", "wrong-type"},
      {"units.yaml", "{code: k, label: \"£000\", decimals: 0, money: 1",
       "@{code: k, label: \"£000\", money: 1", "missing-key"},
      {"types.yaml", "label: CCG, nhs: yes", "label: CCG, nhs: @true", "wrong-type"},
      {"periods.yaml", "{code: Y0, label: 2015/16, nature: outturn, source: T}",
       "@{code: Y0, label: 2015/16, nature: outturn}", "missing-source"},
      {"periods.yaml", "nature: outturn", "nature: @past", "wrong-type"},
      {lines, "    label: Income\n", "    label: @[Income]\n", "wrong-type"},
      {lines, "  - code: F1020\n", "  - code: F1020\n    meaning:\n      @a: b\n", "wrong-type"},
      {lines, "types: [P]", "types: @P", "wrong-type"},
      {lines, "types: [P]", "types: @[]", "wrong-type"},
      {"rounds.yaml", "date: 2016-09-16", "date: @16.9.2016", "wrong-type"},
      {"cover.yaml", "{code: units, label: Units, type: choice, choices: [\"£000\"],",
       "@{code: units, label: Units, type: choice,", "choices"},
  });
}

TEST_CASE("a definition of the wrong shape") {
  check_among(minimal().with("scenarios.yaml", "scenarios:", "scenario:"), "unknown-key",
              "scenarios.yaml:1:1");
  check_among(minimal().with("scenarios.yaml", "scenarios:", "- scenarios:"), "wrong-type",
              "scenarios.yaml:1:1");
  check_among(minimal().with_file("scenarios.yaml", "scenarios: none\n"), "wrong-type", "scenarios.yaml:1:1");
  check_among(minimal().with("sources.yaml", "{tag: U, title: Another, kind: test}", "U"), "wrong-type",
              "sources.yaml:3:5");
  check_among(minimal().with("types.yaml", "{code: C,", "{[a]: 1, code: C,"), "wrong-type", "types.yaml:2:6");
}

TEST_CASE("a mistyped key suggests the right one, a repeated one names both places") {
  const auto unknown = check_broken(minimal(), "units.yaml", "decimals: 0, money: 1",
                                    "@decimls: 2, decimals: 0, money: 1", "unknown-key");
  CHECK(unknown.remedy == "Did you mean decimals?");
  const auto repeated = check_broken(minimal(), "periods.yaml", "label: 2015/16",
                                     "label: 2015/16, @label: 2015/16", "repeated-key");
  CHECK(says(repeated, "periods.yaml:2:16"));
}

TEST_CASE("names that are not defined") {
  check_all({
      {"periods.yaml", "outturn, source: T", "outturn, source: @X", "unknown-source"},
      {bodies, "type: C, home: LE", "type: @D, home: LE", "unknown-type"},
      {bodies, "type: C, home: LE", "type: C, home: @LEE", "unknown-place"},
      {"shares.yaml", "organisation: RR8", "organisation: @RR9", "unknown-organisation"},
      {"shares.yaml", "measure: finance", "measure: @finances", "unknown-section"},
      {"shares.yaml", "{LE: 0.9,", "{@LEX: 0.9,", "unknown-place"},
      {"constants.yaml", "Y2: 2.3%", "@Y7: 2.3%", "unknown-period"},
      {"constants.yaml", "label: Days, unit: n", "label: Days, unit: @days", "unknown-unit"},
      {"references.yaml", "F1030", "@F1031", "unknown-line"},
      {"references.yaml", "F1030,", "F1030, organisation: @RR9,", "unknown-organisation"},
      {"quoted.yaml", "place: LE", "place: @XX", "unknown-place"},
      {"quoted.yaml", "period: Y2", "period: @Y9", "unknown-period"},
      {lines, "    unit: \"%\"", "    unit: @p", "unknown-unit"},
      {lines, "types: [P]", "types: [P, @Q]", "unknown-type"},
      {lines, "scenarios: [DN, DS]", "scenarios: [DN, DS, @DX]", "unknown-scenario"},
      {"tables/plans.yaml", "section: finance", "section: @fin", "unknown-section"},
      {"tables/plans.yaml", "unit: k", "unit: @pounds", "unknown-unit"},
      {"bridges/one.yaml", "closing: F1090", "closing: @F1091", "unknown-line"},
      {"eliminations.yaml", "payer_types: [C]", "payer_types: [C, @X]", "unknown-type"},
      {layout, "F1010, F1020", "F1010, @F1015, F1020", "unknown-line"},
      {rules, "observes: [formula-overwritten]", "observes: [formula-overwritten, @nothing]",
       "unknown-observation"},
      {rules, "kinds: [input]", "kinds: [input, @imput]", "unknown-kind"},
      {rules, "kinds: [input]", "kinds: [input], types: [C, @B]", "unknown-type"},
      {rules, "kinds: [input]", "kinds: [input], lines: [F1010, @F1O10]", "unknown-line"},
  });
  check_broken_among(minimal(), "rounds.yaml", "edition: e-1", "edition: @e-9", "unknown-edition");
  check_among(minimal().with("sections.yaml", "Income, section: finance", "Income, section: finanse"),
              "unknown-section", "sections.yaml:4:40");
}

TEST_CASE("two definitions of one id name both places") {
  const Texts twice = minimal().with(lines, "code: F1030", "code: F1020");
  CHECK(says(check_among(twice, "defined-twice", "lines/finance/F1.yaml:20:11"),
             "lines/finance/F1.yaml:11:11"));

  const std::string other = "sources:\n  - {tag: T, title: Again, kind: test}\n";
  CHECK(says(check_refused(minimal().with_file("a.yaml", other), "defined-twice", "sources.yaml:2:11"),
             "a.yaml:2:11"));
  check_among(minimal().with("editions.yaml", "editions:\n",
                             "editions:\n  - {code: e-1, title: First, status: current, source: T}\n"),
              "defined-twice", "editions.yaml:3:12");
  check_among(minimal().with("scenarios.yaml", "code: DS", "code: DN"), "defined-twice",
              "scenarios.yaml:3:12");
  check_all({
      {"periods.yaml", "label: 2017/18", "label: @2016/17", "defined-twice"},
      {"places.yaml", "slug: leeds", "slug: @whole", "defined-twice"},
      {"tables/plans.yaml", "{code: note", "{code: @solution", "defined-twice"},
      {"references.yaml", "source: T}\n", "source: T}\n  - {line: @F1030, values: {Y1: 1%}, source: T}\n",
       "defined-twice"},
      {"shares.yaml", "source: T, shares: {LE: 0.9, OUT: 10%}}\n",
       "source: T, shares: {LE: 0.9, OUT: 10%}}\n"
       "  - {organisation: @RR8, measure: finance, source: T, shares: {LE: 1}}\n",
       "defined-twice"},
  });
}

TEST_CASE("numbers") {
  check_all({
      {"constants.yaml", "value: 365", "value: @3e5", "not-a-number"},
      {"constants.yaml", "value: 365", "value: @many", "not-a-number"},
      {"constants.yaml", "value: 365", "value: @365%", "percent-sign"},
      {"constants.yaml", "value: 365", "value: @\"1,000\"", "not-a-number"},
      {"constants.yaml", "value: 365", "value: @9999999999999999999999999999999", "not-a-number"},
      {"constants.yaml", "value: 365", "value: 365, values: @{Y1: 3}", "value-twice"},
      {"constants.yaml", "Y1: 3.1%", "Y1: @0.031", "percent-sign"},
      {"constants.yaml", "Y1: 3.1%", "Y1: @0.1234567890123%", "not-a-number"},
      {"constants.yaml", "code: days_in_year", "code: @days-in-year", "not-a-name"},
      {"shares.yaml", "shares: {LE: 0.9", "shares: @{LE: 0.8", "share-total"},
      {"shares.yaml", "{LE: 0.9, OUT: 10%}", "{LE: 1, OUT: 0, WY: @-10%}", "share-range"},
  });
}

TEST_CASE("organisations and places stand together") {
  check_refused(minimal().with("places.yaml", "footprint: yes, ", ""), "one-footprint", "places.yaml");
  check_refused(minimal().with(bodies, "type: F, home: WY, summary: yes", "type: P, home: WY"), "one-summary",
                bodies);
  check_all({
      {bodies, "{code: RR8, name: A hospital, short: Hospital, type: P, home: LE,",
       "@{code: RR8, name: A hospital, short: Hospital, type: P,", "missing-key"},
  });
}

TEST_CASE("a summary organisation has a summary type, a line a code of capitals and digits") {
  check_broken_among(minimal(), bodies, "{code: 03R, name: A CCG, type: C",
                     "@{code: 03R, name: A CCG, summary: yes, type: C", "summary-type");
  check_broken_among(minimal(), lines, "code: F1010", "code: @f1010", "not-a-name");
}

TEST_CASE("names of sheets fit into a workbook") {
  check_all({
      {layout, "sheet: \"{organisation} finance\"", "sheet: @\"finance\"", "sheet-name"},
      {layout, "sheet: \"{organisation} finance\"", "sheet: @\"{organisation}/finance\"", "sheet-name"},
      {layout, "sheet: \"{organisation} finance\"", "sheet: @\"{place} finance\"", "sheet-name"},
      {bodies, "short: Hospital", "short: @A hospital with a name", "short-name"},
      {bodies, "short: Hospital", "short: @'Hospital [A]'", "short-name"},
  });
}

TEST_CASE("a quoted figure says its basis in one of three words") {
  check_broken(minimal(), "quoted.yaml", "basis: cumulative", "basis: @some", "wrong-type");
}

TEST_CASE("a body that returns nothing here needs no home") {
  load_one(
      minimal().with(bodies, "organisations:\n",
                     "organisations:\n  - {code: X1, name: Elsewhere, type: P, returned: no, source: T}\n"));
}

TEST_CASE("headlines: lines of the summary only") {
  const std::string path = "bridges/headlines.yaml";
  check_refused(minimal().with_file(path, "headlines:\n  - {line: F1010, source: T}\n"),
                "headline-of-summary", path + ":2:12");
  check_refused(minimal().with_file(path, "headlines:\n  - {line: F1019, source: T}\n"), "unknown-line",
                path + ":2:12");
}

TEST_CASE("lines: formulas where they belong, for the types they have") {
  check_all({
      {lines, "    source: T\n  - code: F1020", "    source: T\n    formula: @F1090\n  - code: F1020",
       "unwanted-formula"},
      {lines, "types: [P]", "types: @[P, F]", "summary-type"},
      {lines, "    label: Income\n", "    label: Income\n    input_periods: @[Y1]\n", "not-a-reference"},
      {"references.yaml", "F1030", "@F1010", "not-a-reference"},
      {"references.yaml", "Y1: 3.1%", "@Y0: 3.1%", "does-not-apply"},
      {"references.yaml", "F1030,", "F1030, organisation: @SUM-LE,", "does-not-apply"},
  });
  check_refused(minimal().with(lines, "    formula: sum(F1010:F1020)\n", ""), "missing-formula",
                "lines/finance/F1.yaml:29:5");
  check_refused(
      minimal().with(lines, "    label: Inflation\n", "    label: Inflation\n    input_periods: [Y0]\n"),
      "does-not-apply", "lines/finance/F1.yaml:22:20");
}

TEST_CASE("a statement is the name of its file and lies in the folder of its section") {
  const Texts texts = minimal();
  const std::string summary = texts.files.at("lines/finance/F8.yaml");
  const Texts without = texts.without("lines/finance/F8.yaml");
  check_refused(without.with_file("lines/other/F8.yaml", summary), "wrong-folder", "lines/other/F8.yaml");
  check_among(without.with_file("lines/finance/F9.yaml", summary), "unknown-statement",
              "lines/finance/F9.yaml");
}

TEST_CASE("formulas: syntax, names, units, applicability, each at its own column") {
  check_all({
      {lines, "sum(F1010:F1020)", "F1010 + @F1011", "formula"},
      {lines, "sum(F1010:F1020)", "F1010 + @nothing(F1010)", "formula"},
      {lines, "sum(F1010:F1020)", "\"F1010 + @F1011\"", "formula"},
      {lines, "sum(F1010:F1020)", "'F1010 + @F1011'", "formula"},
      {lines, "sum(F1010:F1020)", ">\n      F1010\n      + @F1011", "formula"},
      {lines, "sum(F1010:F1020)", "F1010\n      + @F1011", "formula"},
      {lines, "is: F1090}", "is: @F1099}", "formula"},
      {lines, "sum(F1010:F1020)", "[@F1010]", "wrong-type"},
      {lines, "sum(F1010:F1020)", "@days_in_year", "unlike-units"},
      {lines, "sum(F1010:F1020)", "@F1010 > 5", "unlike-units"},
      {lines, "sum(F1010:F1020)", "F1010 + @F1020", "does-not-apply"},
      {lines, "sum(F1010:F1020)", "F1010 * (1 + @F1030)", "does-not-apply"},
      {lines, "sum(F1010:F1020)", "@previous(F1010)", "does-not-apply"},
  });
  const auto unlike = check_among(minimal().with(lines, "sum(F1010:F1020)", "F1010 + days_in_year"),
                                  "unlike-units", "lines/finance/F1.yaml:37:20");
  CHECK(says(unlike, "money"));
}

TEST_CASE("a formula's cases cover each type and period once") {
  const auto missing =
      check_broken(minimal(), lines, "- {periods: [Y0], is: F1090}\n      - {periods: [Y1, Y2], is",
                   "@- {periods: [Y0], is: F1090}\n      - {periods: [Y2], is", "formula-case-missing");
  CHECK(says(missing, "C in Y1, P in Y1."));
  const auto twice = check_broken(minimal(), lines, "- {periods: [Y0], is", "@- {periods: [Y0, Y1], is",
                                  "formula-case-twice");
  CHECK(says(twice, "C in Y1, P in Y1."));
  check_all({
      {lines, "{periods: [Y0], is", "{periods: [Y0], types: @[C, P, F], is", "does-not-apply"},
      {lines, "{periods: [Y0], is", "{periods: [Y0], @typos: [C, P], is", "unknown-key"},
  });
}

TEST_CASE("a cycle is printed as its chain, once, at its first line") {
  const Texts cyclic =
      minimal().with(lines, "- {periods: [Y0], is: F1090}\n      - {periods: [Y1, Y2], is: previous(F1100)}",
                     "- {is: F1090}");
  CHECK(says(check_broken(cyclic, lines, "sum(F1010:F1020)", "@F1100", "cycle"), "F1090 -> F1100 -> F1090"));
  CHECK(
      says(check_broken(minimal(), lines, "sum(F1010:F1020)", "@F1010 + F1090", "cycle"), "F1090 -> F1090"));
}

TEST_CASE("the layout places every line once, under its own statement") {
  check_all({
      {layout, "F1010, F1020", "F1010, @F1010, F1020", "line-twice"},
      {layout, "F8: [F8010]", "F8: [F8010, @F1020]", "line-twice"},
  });
  check_refused(minimal().with(layout, "F1010, F1020", "F1020"), "line-nowhere", "lines/finance/F1.yaml:2:5");
  check_broken(minimal().with(layout, "F1010, F1020", "F1010"), layout, "F8: [F8010]", "F8: [F8010, @F1020]",
               "wrong-statement");
  check_refused(minimal().without(layout), "layout-missing", layout);
  check_among(minimal().with(layout, "edition: e-1", "edition: e-2"), "unknown-edition",
              "layout/e-1.yaml:2:12");
  check_among(minimal().with_file("layout/z.yaml", minimal().files[layout]), "defined-twice",
              "layout/z.yaml:2:3");
}

TEST_CASE("editions are a closed list, in order") {
  check_broken(minimal(), lines, "    label: Income\n", "    label: Income\n    since: @e-0\n",
               "unknown-edition");
  const Texts both = two_editions();
  check_among(both.with(lines, "until: e-2", "until: e-1"), "edition-order", "lines/finance/F1.yaml:15:12");
  check_among(both.with(lines, "{edition: e-2, label", "{edition: e-1, label"), "edition-order",
              "lines/finance/F1.yaml:5:19");
  check_among(both.with(lines, "{edition: e-2, label", "{edition: e-2, code: F9, label"), "unknown-key",
              "lines/finance/F1.yaml:5:30");
  check_among(both.with(lines, "- {edition: e-2, label", "- {label"), "wrong-type",
              "lines/finance/F1.yaml:5:9");
  check_among(minimal().with_file("editions.yaml", "editions: []\n"), "no-edition", "editions.yaml");
}

TEST_CASE("a trouble of one edition says which") {
  const auto trouble = check_refused(two_editions().with("layout/e-2.yaml", "F1010, ", ""), "line-nowhere",
                                     "lines/finance/F1.yaml:2:5");
  CHECK(says(trouble, "(In edition e-2.)"));
}

TEST_CASE("bridges and eliminations name lines that fit") {
  check_refused(minimal().with("bridges/one.yaml", "lines: [F1010, F1020]", "lines: [F1030]"), "unlike-units",
                "bridges/one.yaml:2:5");
  check_broken(minimal(), "eliminations.yaml", "payer_lines: [F1010]", "payer_lines: [@F1020]",
               "does-not-apply");
}

TEST_CASE("a table consolidation reads has the columns it reads") {
  const auto trouble = check_among(minimal().with("tables/plans.yaml", "code: plans", "code: counterparties"),
                                   "missing-column", "tables/plans.yaml:2:5");
  CHECK(says(trouble, "\"agreed\""));
}

TEST_CASE("the order of the files changes nothing") {
  auto texts = minimal()
                   .with("units.yaml", "money: 1, ", "money: 1, colour: red, ")
                   .with(lines, "code: F1030", "code: F1020")
                   .all();
  const auto forwards = load_templates(texts);
  std::reverse(texts.begin(), texts.end());
  const auto backwards = load_templates(texts);
  REQUIRE_FALSE(forwards);
  REQUIRE_FALSE(backwards);
  REQUIRE(forwards.error().size() == backwards.error().size());
  for (std::size_t i = 0; i < forwards.error().size(); ++i)
    CHECK(to_text(forwards.error()[i]) == to_text(backwards.error()[i]));
}

TEST_CASE("all troubles come at once, in the order of file, line and column") {
  const Texts texts = minimal()
                          .with("units.yaml", "money: 1, ", "money: 1, colour: red, ")
                          .with(rules, "check: this >= 0", "check: this >= F9999")
                          .with(lines, "sum(F1010:F1020)", "F1010 + F1011 + F1012")
                          .with(layout, "F8: [F8010]", "F8: []");
  std::vector<std::string> codes, where;
  for (const Refusal& trouble : troubles_of(texts))
    codes.push_back(trouble.code), where.push_back(trouble.where);
  CHECK(codes == std::vector<std::string>{"wrong-type", "formula", "formula", "line-nowhere", "formula",
                                          "unknown-key"});
  CHECK(where == std::vector<std::string>{"layout/e-1.yaml:8:13", "lines/finance/F1.yaml:37:22",
                                          "lines/finance/F1.yaml:37:30", "lines/finance/F8.yaml:2:5",
                                          "rules/TST.yaml:8:20", "units.yaml:2:53"});
}
