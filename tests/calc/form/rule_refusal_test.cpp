// What can be wrong with a rule ("@" marks the place in the broken text).
#include <catch2/catch.hpp>

#include "tests/calc/form/minimal.h"

using namespace stp;

namespace {

constexpr const char* rules = "rules/TST.yaml";

Refusal check(const char* from, const char* to, const char* code) {
  return check_broken(minimal(), rules, from, to, code);
}
Texts with(const char* from, const char* to) { return minimal().with(rules, from, to); }

}  // namespace

TEST_CASE("a rule has a passing and a failing example") {
  auto trouble =
      check_refused(with("      - {fails: {F1010: -5}}\n", ""), "example-missing", "rules/TST.yaml:2:5");
  CHECK(trouble.sentence == "This rule has no example that fails.");
  trouble =
      check_refused(with("      - {passes: {F1010: 5}}\n", ""), "example-missing", "rules/TST.yaml:2:5");
  CHECK(trouble.sentence == "This rule has no example that passes.");
}

TEST_CASE("an example does what it says") {
  check("passes: {F1010: 5}", "passes: @{F1010: -5}", "example-wrong");
  check("fails: {F1010: -5}", "fails: @{F1010: 0}", "example-wrong");
  check("{observed: formula-overwritten, found: 11,", "@{observed: formula-overwritten, found: 12.5,",
        "example-wrong");
  check("{observed: formula-overwritten, found: 12,", "@{observed: formula-overwritten, found: 10.5,",
        "example-wrong");
  check("{observed: text-for-number}", "@{observed: formula-overwritten}", "example-wrong");
}

TEST_CASE("an example whose figures are unknown cannot fail") {
  const auto trouble =
      check_among(with("this >= 0", "this >= earlier(this)"), "example-wrong", "rules/TST.yaml:15:17");
  CHECK(trouble.sentence.find("unknown") != std::string::npos);
}

TEST_CASE("an example gives figures the rule can read") {
  check("{F1010: -5}", "{F1010: @many}", "not-a-number");
  check("{F1010: -5}", "{@F1011: -5}", "formula");
  check("{F1010: -5}", "{@F1020: -5}", "example-figure");
  check("{F1010: -5}", "{F1010: -5, @F1010 + F1090: 3}", "example-figure");
  check("{F1010: -5}", "{F1010: -5, @this: 3}", "example-figure");
  check("{observed: text-for-number}", "{observed: @txt-for-number}", "unknown-observation");
  check("{observed: text-for-number}", "@{F1010: 5}", "missing-key");
  check_among(with("fails: {F1010: -5}", "fails: 5"), "wrong-type", "rules/TST.yaml:15:9");
}

TEST_CASE("a rule yields to rules there are") {
  const auto trouble =
      check_refused(with("    check: this >= 0\n", "    check: this >= 0\n    yields_to: [TST-99]\n"),
                    "unknown-rule", "rules/TST.yaml:2:5");
  CHECK(trouble.sentence.find("TST-99") != std::string::npos);
}

TEST_CASE("a message has no hole that nothing fills") {
  CHECK(check("{label} is {found}.", "{label} is @{fuond}.", "unfilled-hole").remedy ==
        "Did you mean found?");
  check("{label} is {found}.", "@{detail}", "unfilled-hole");
  check("Enter it in {cell}.", "Enter it in @{sell}.", "unfilled-hole");
  const Texts unequal = with("this >= 0", "known(this)").with(rules, "{F1010: -5}", "{F1010: blank}");
  check_broken(unequal, rules, "{label} is {found}.", "{label} is @{found}.", "unfilled-hole");
}

TEST_CASE("a check is a condition, and either it or observations make a rule") {
  check_among(with("this >= 0", "this + 1"), "unlike-units", "rules/TST.yaml:8:12");
  check_among(with("this >= 0", "this >= inflation"), "unlike-units", "rules/TST.yaml:8:17");
  check_among(with("    check: this >= 0\n", ""), "check-or-observes", "rules/TST.yaml:2:5");
  check_among(with("    check: this >= 0\n", "    check: this >= 0\n    observes: [text-for-number]\n"),
              "check-or-observes", "rules/TST.yaml:2:5");
  check("tolerance: exact", "tolerance: this > @F9999", "formula");
}

TEST_CASE("a rule reads lines only where they apply") {
  check("this >= 0", "this + @F1020 >= 0", "does-not-apply");
  check("this >= 0", "this >= 0 and @previous(F1010) >= 0", "does-not-apply");
}

TEST_CASE("a rule selects something") {
  check_among(with("signs: [magnitude]", "signs: [surplus]"), "selects-nothing", "rules/TST.yaml:7:10");
  check_among(with("{kinds: [input], signs: [magnitude]}", "F1010"), "wrong-type", "rules/TST.yaml:7:10");
}

TEST_CASE("a rule gives its detectors only what they declare, and what is there") {
  const auto given = [](const char* with) {
    return minimal().with(rules, "    observes: [formula-overwritten]\n",
                          std::string("    observes: [formula-overwritten]\n    with: ") + with + "\n");
  };
  const Template form = load_one(
      given("{most: [5, 2.5%], lines: [F1010], parts: [F1010 of F1090], others: [TST-01], years: [Y1]}"));
  CHECK(form.rules[1].with.at("most") == std::vector<std::string>{"5", "2.5%"});
  CHECK(form.rules[1].with.at("parts") == std::vector<std::string>{"F1010 of F1090"});
  check_refused(given("{mast: [5]}"), "unknown-key", "rules/TST.yaml:22:12");
  check_refused(given("{most: 5}"), "wrong-type", "rules/TST.yaml:22:18");
  check_refused(given("{most: [many]}"), "not-a-number", "rules/TST.yaml:22:19");
  check_refused(given("{lines: [F1011]}"), "unknown-line", "rules/TST.yaml:22:20");
  check_refused(given("{parts: [F1010]}"), "wrong-type", "rules/TST.yaml:22:20");
  check_refused(given("{parts: [F1010 of F1011]}"), "unknown-line", "rules/TST.yaml:22:20");
  check_refused(given("{others: [TST-03]}"), "unknown-rule", "rules/TST.yaml:22:21");
  check_refused(given("{years: [Y8]}"), "unknown-period", "rules/TST.yaml:22:20");
  check_refused(given("5"), "wrong-type", "rules/TST.yaml:22:11");
  check_among(minimal().with("observations.yaml", "most: number", "most: figure"), "wrong-type",
              "observations.yaml:4:18");
}

TEST_CASE("a rule lies in the file of its family") { check("id: TST-01", "id: @ARI-01", "wrong-file"); }

TEST_CASE("severity is a word, or one for each stage") {
  check("severity: error", "severity: @bad", "wrong-type");
  check("severity: {draft: warning, ", "severity: @{", "missing-key");
  check("{draft: warning, ", "{draft: warning, @local: error, ", "unknown-key");
}

TEST_CASE("examples may give any figure a rule can read") {
  struct Given {
    const char *check, *passes, *fails;
  };
  for (const Given& given : {
           Given{"this >= stated(this)", "{F1010: 5}", "{F1010: -5, stated(F1010): 3}"},
           {"this >= earlier(this)", "{F1010: 5, earlier(F1010): 3}", "{F1010: -5, earlier(F1010): 3}"},
           {"this >= F1090", "{F1010: 5}", "{F1010: -5, F1090: 0}"},
           {"known(this)", "{F1010: 0}", "{F1010: blank}"},
           {"cover(units) != \"£000\"", "{F1010: 1}", "{F1010: 1, cover(units): \"£000\"}"},
           {"this * (days_in_year / 365) >= 0", "{F1010: 5}", "{F1010: 5, days_in_year: -3}"},
           {"this >= organisations(C: F1090)", "{F1010: 5}", "{F1010: 5, \"organisations(C: F1090)\": 6}"},
           {"this >= rows(plans.gross, theme: line)", "{F1010: 5}",
            "{F1010: 5, \"rows(plans.gross, theme: line)\": 6}"},
           {"this >= places(F1090)", "{F1010: 5}", "{F1010: 5, places(F1090): 6}"},
           {"this >= outside(F1090)", "{F1010: 5, places(F1090): 6}", "{F1010: 5, outside(F1090): 6}"},
           {"this >= in(DN, F1090)", "{F1010: 5}", "{F1010: 5, \"in(DN, F1090)\": 6}"},
       }) {
    INFO(given.check);
    load_one(minimal()
                 .with(rules, "this >= 0", "'" + std::string(given.check) + "'")
                 .with(rules, "{kinds: [input], signs: [magnitude]}", "{lines: [F1010], periods: [Y1]}")
                 .with(rules, "{label} is {found}.", "{label}.")
                 .with(rules, "{F1010: 5}", given.passes)
                 .with(rules, "{F1010: -5}", given.fails));
  }
}
