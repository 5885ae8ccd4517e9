#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "tests/calc/verbs/clean_return.h"

using namespace stp;
using namespace stp::test;

using Strings = std::vector<std::string>;

namespace {

// "SGN-01 02T F2110 2017/18": a rule's findings without their cells.
Strings places(const Findings& findings, const std::string& rule) {
  Strings places;
  for (const auto& one : of_rule(findings, rule)) places.push_back(one.substr(0, one.rfind(' ')));
  return places;
}

}  // namespace

TEST_CASE("a complete return in which nothing is wrong has no finding at any stage") {
  for (const char* stage : {"draft", "regional", "national"})
    CHECK(all_messages(Planted().check(stage)) == "");
}

TEST_CASE(
    "text for a number is one finding with the suggested value, and nothing complains of the consequences") {
  const auto findings = Planted().text("02T", "F2110", "Y2", "£1.2m").restate().check();
  REQUIRE(briefly(findings) == Strings{"DAT-01 02T F2110 2017/18 " + findings.at(0).cell});
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[0].found == "£1.2m");
  CHECK(findings[0].expected == "1,200");
  CHECK(findings[0].file == "calderdale.xlsx");
  CHECK(findings[0].sheet == "02T");
  CHECK(findings[0].scenario == "DN");
  CHECK(findings[0].message.find("\"£1.2m\"") != std::string::npos);
  CHECK(findings[0].remedy.find("1,200") != std::string::npos);
}

TEST_CASE("markers, errors and numbers beyond all bounds are told apart from text") {
  const auto brief = [](const char* text) {
    const auto findings = Planted().text("02T", "A1010", "Y3", text).restate().check();
    return findings.size() == 1        ? findings[0].rule
           : briefly(findings).empty() ? "none"
                                       : all_messages(findings);
  };
  CHECK(brief("tbc") == "DAT-03");
  CHECK(brief(" N/A ") == "DAT-03");
  CHECK(brief("–") == "DAT-03");
  CHECK(brief("#DIV/0!") == "DAT-04");
  CHECK(brief("Err:502") == "DAT-04");
  CHECK(brief("1e300") == "DAT-05");
  CHECK(brief("12 345") == "DAT-01");
  CHECK(brief("see note") == "DAT-01");
}

TEST_CASE("a number beyond a thousand million is reported") {
  // The line's other years are not near either, and the position follows the figure; the size is what matters
  // here.
  const auto findings = Planted().type("02T", "A1010", "Y3", "4300000000", "DN").restate().check();
  REQUIRE(of_rule(findings, "DAT-05").size() == 1);
  CHECK(findings[0].found == "4,300,000,000");
  CHECK(findings[0].expected == "1,000,000,000");
}

TEST_CASE("a blank year, a blank line and a section that did not come are one finding each") {
  SECTION("a year") {
    const auto findings = Planted().blank("02T", "A1010", "Y3", "DS").restate().check();
    REQUIRE(briefly(findings) == Strings{"DAT-02 02T A1010 2018/19 " + findings.at(0).cell});
    CHECK(findings[0].scenario == "DS");
    CHECK(findings[0].expected == "2018/19");
  }
  SECTION("a line") {
    Planted planted;
    for (const char* year : {"Y1", "Y2", "Y3", "Y4", "Y5"}) planted.blank("02T", "F7050", year);
    const auto findings = planted.restate().check();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "DAT-02");
    CHECK(findings[0].line == "F7050");
    CHECK(findings[0].year.empty());
    CHECK(findings[0].expected == "2016/17 to 2020/21");
  }
  SECTION("a section of the return") {
    Planted planted;
    const auto activity = checked_form().section("activity");
    planted.filed.sections &= ~set_of(activity);
    for (auto& part : planted.filed.organisations) part.sections &= ~set_of(activity);
    const auto findings = planted.restate().check();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "DAT-02");
    CHECK(findings[0].organisation.empty());
    CHECK(findings[0].label == "Activity");
    CHECK(findings[0].expected == "2015/16 to 2020/21");
  }
  SECTION("an organisation") {
    Planted planted;
    std::erase_if(planted.filed.organisations, [](const auto& part) {
      return checked_form().organisations[part.organisation.value].code == "RWY";
    });
    const auto findings = planted.restate().check();
    REQUIRE(findings.size() == 3);
    for (const auto& finding : findings) CHECK(finding.organisation == "RWY");
  }
}

TEST_CASE("nil is an answer") {
  CHECK(all_messages(Planted().type("02T", "F7050", "Y3", "0").restate().check()) == "");
}

TEST_CASE("a rule that is switched off says nothing, and the others go on") {
  const auto planted = Planted().type("02T", "F2110", "Y2", "-1").text("02T", "A1010", "Y3", "ten").restate();
  REQUIRE(of_rule(planted.check(), "SGN-01").size() == 1);
  Template form = checked_form();
  for (auto& rule : form.rules)
    if (rule.id == "SGN-01") rule.status = "off";
  const auto findings = validate(calculate(planted.filed, form), form, "national");
  CHECK(of_rule(findings, "SGN-01").empty());
  CHECK(of_rule(findings, "DAT-01") == of_rule(planted.check(), "DAT-01"));
  CHECK(of_rule(findings, "DAT-01").size() == 1);
}

TEST_CASE("severity follows the stage") {
  const auto at = [](const char* stage) {
    return Planted().blank("02T", "A1010", "Y3").restate().check(stage).at(0).severity;
  };
  CHECK(at("draft") == Severity::information);
  CHECK(at("regional") == Severity::warning);
  CHECK(at("national") == Severity::error);
  CHECK(at("a stage nobody knows") == Severity::error);
}

TEST_CASE("signs: a negative amount, inflation that helps, a driver with the wrong sign") {
  SECTION("a negative amount") {
    const auto findings = Planted().type("02T", "A1010", "Y3", "-20150").restate().check();
    CHECK(of_rule(findings, "SGN-01").size() == 1);
    CHECK(findings[0].found == "-20,150");
  }
  SECTION("a driver with the wrong sign breaks the bridge of its year only, and is named") {
    Planted planted;
    const Decimal right = planted.entry("02T", "F5030", "Y3").value;
    planted.type("02T", "F5030", "Y3", to_text(-right)).restate();
    const auto findings = planted.check();
    CHECK(places(findings, "ARI-02") == Strings{"ARI-02 02T F5110 2018/19"});
    REQUIRE(of_rule(findings, "SGN-03").size() == 1);
    const auto reversal =
        std::find_if(findings.begin(), findings.end(), [](const auto& f) { return f.rule == "SGN-03"; });
    CHECK(reversal->line == "F5030");
    CHECK(reversal->year == "2018/19");
    CHECK(findings.size() == 2);
  }
  SECTION("inflation that improves the position") {
    Planted planted;
    const Decimal worse = planted.entry("02T", "F5040", "Y2").value;
    const Decimal other = planted.entry("02T", "F5090", "Y2").value;
    planted.type("02T", "F5040", "Y2", "500")
        .type("02T", "F5090", "Y2", to_text(other + worse - Decimal::of(500)));
    CHECK(briefly(planted.restate().check()) ==
          Strings{"SGN-04 02T F5040 2017/18 " + planted.check().at(0).cell});
  }
}

TEST_CASE("a calculated cell: overwritten, altered, out of date") {
  SECTION(
      "a formula replaced by a wrong number: the formula is gone, and the number is wrong; its followers are "
      "left alone") {
    Planted planted;
    planted.type("02T", "F2300", "Y2", "500000")
        .noticed("formula-overwritten", "02T", "F2300", "Y2", "500000");
    // Excel recalculated what follows: surplus = resource - the typed total.
    const Decimal resource = planted.entry("02T", "F2090", "Y2").value;
    planted.entry("02T", "F2310", "Y2").value = resource - Decimal::of(500'000);
    const auto findings = planted.check();
    CHECK(of_rule(findings, "STR-05").size() == 1);
    CHECK(of_rule(findings, "ARI-01").size() == 1);
    CHECK(of_rule(findings, "STR-08").empty());
    const auto wrong =
        std::find_if(findings.begin(), findings.end(), [](const auto& f) { return f.rule == "ARI-01"; });
    CHECK(wrong->found == "500,000");
    CHECK(wrong->difference ==
          Decimal::of(500'000) - calculate(planted.filed, checked_form())
                                     .find(checked_form().organisation("02T"), checked_form().line("F2300"),
                                           checked_form().scenario("DN"), checked_form().period("Y2"))
                                     ->value);
    CHECK(wrong->allowed.has_value());
  }
  SECTION("a formula replaced by its own result is only a lost formula") {
    Planted planted;
    planted.entry("02T", "F2300", "Y2").from_formula = false;
    planted.noticed("formula-overwritten", "02T", "F2300", "Y2", "269000");
    CHECK(of_rule(planted.check(), "STR-05").size() == 1);
    CHECK(planted.check().size() == 1);
  }
  SECTION("an altered formula gives a wrong result") {
    Planted planted;
    Entry& total = planted.entry("02T", "F2090", "Y2");
    total.value += Decimal::of(500);
    planted.noticed("formula-altered", "02T", "F2090", "Y2", "=E12+500");
    const auto findings = planted.check();
    CHECK(of_rule(findings, "STR-05").size() == 1);
    CHECK(of_rule(findings, "ARI-01").size() == 1);
    CHECK(of_rule(findings, "STR-08").empty());  // what follows it still holds the right results
  }
  SECTION("an intact formula with an old result is stale, once") {
    Planted planted;
    planted.type("02T", "F2110", "Y2", "3000");  // typed after the last recalculation
    const auto findings = planted.check();
    CHECK(places(findings, "STR-08") == Strings{"STR-08 02T F2300 2017/18"});
    CHECK(of_rule(findings, "ARI-01").empty());
  }
  SECTION("a difference that rounding explains is none") {
    Planted planted;
    planted.entry("02T", "F2300", "Y2").value += Decimal::of(1);
    CHECK(of_rule(planted.check(), "STR-08").empty());
  }
  SECTION("a theme typed over is the register's rule, not the general one") {
    Planted planted;
    planted.register_row("F6010", "RWY", "4200").restate();
    CHECK(all_messages(planted.check()) == "");
    planted.type("RWY", "F6010", "Y5", "5000").noticed("formula-overwritten", "RWY", "F6010", "Y5", "5000");
    const auto findings = planted.check();
    CHECK(of_rule(findings, "ARI-05").size() == 1);
    CHECK(of_rule(findings, "ARI-01").empty());
  }
}

TEST_CASE("brought forward must be what was carried forward") {
  Planted planted;
  const Decimal right = planted.entry("02T", "F2060", "Y5").value;
  const auto findings = planted.type("02T", "F2060", "Y5", to_text(right + Decimal::of(3))).restate().check();
  REQUIRE(briefly(findings).size() == 1);
  CHECK(findings[0].rule == "ARI-03");
  CHECK(findings[0].difference == Decimal::of(3));
  CHECK(findings[0].allowed == Decimal::of(1));
}

TEST_CASE("units: a year in pounds is one finding, at that year") {
  Planted planted;
  planted.type("RWY", "A1020", "Y3", "21000000");
  const auto findings = planted.restate().check();
  CHECK(places(findings, "UNI-01") == Strings{"UNI-01 RWY A1020 2018/19"});
}

TEST_CASE("units: a CCG's resource per head, a provider's pay per WTE, the cover") {
  CHECK(of_rule(Planted().type("02T", "A9010", "Y3", "900000").restate().check(), "UNI-02").size() == 1);
  CHECK(of_rule(Planted().type("RWY", "W8010", "Y3", "1000").restate().check(), "UNI-05").size() == 1);
  CHECK(briefly(Planted().cover("units", "£m").check()) == Strings{"UNI-03 - - - C12"});
  CHECK(of_rule(Planted().cover("published_gap_m", "1").check(), "UNI-03").size() == 1);
}

TEST_CASE("decimals, percentages, dates, notes, copies") {
  SECTION("decimals: one finding for the line, with its years") {
    const auto findings = Planted()
                              .type("02T", "F7050", "Y2", "2345.5")
                              .type("02T", "F7050", "Y3", "2399.75")
                              .restate()
                              .check();
    REQUIRE(of_rule(findings, "DAT-06").size() == 1);
    CHECK(findings[0].message.find("2017/18, 2018/19") != std::string::npos);
  }
  SECTION("a twentieth of the last decimal passes") {
    CHECK(all_messages(Planted().type("02T", "F7050", "Y2", "2345.04").restate().check()) == "");
  }
  SECTION("WTE have one decimal") {
    CHECK(of_rule(Planted().type("RWY", "W1010", "Y2", "123.45").restate().check(), "DAT-06").size() == 1);
  }
  SECTION("2 typed for 2%") {
    const auto findings = Planted().type("02T", "W7010", "Y2", "2").restate().check();
    REQUIRE(briefly(findings).size() == 1);
    CHECK(findings[0].rule == "DAT-07");
    CHECK(findings[0].found == "200.00%");
  }
  SECTION("a date among figures") {
    const auto findings = Planted().type("02T", "F7050", "Y2", "42461").restate().check();
    REQUIRE(of_rule(findings, "DAT-08").size() == 1);
    CHECK(all_messages(findings).find("2016-04-01") != std::string::npos);
  }
  SECTION("a cell formatted as a date") {
    Planted planted;
    planted.entry("02T", "F7050", "Y2").as_date = true;
    CHECK(of_rule(planted.check(), "DAT-08").size() == 1);
  }
  SECTION("an estimate without its note, once for both scenarios") {
    Planted planted;
    for (auto& part : planted.filed.organisations) std::fill(part.notes.begin(), part.notes.end(), "");
    const auto findings = planted.check();
    CHECK(of_rule(findings, "DAT-10").size() ==
          2);  // appointments of 02T, independent sector staff of the council
    CHECK(findings.size() == 2);
  }
  SECTION("four years alike") {
    Planted planted;
    for (const char* year : {"Y2", "Y3", "Y4", "Y5"}) planted.type("02T", "F7050", year, "2000");
    const auto findings = planted.restate().check();
    REQUIRE(briefly(findings).size() == 1);
    CHECK(findings[0].found == "2,000 (2017/18 to 2020/21)");
    for (const char* year : {"Y2"}) planted.type("02T", "F7050", year, "2001");
    CHECK(planted.restate().check().empty());
  }
  SECTION("a line that copies another") {
    Planted planted;
    for (const char* year : {"Y1", "Y2", "Y3", "Y4", "Y5"})
      planted.entry("02T", "F7050", year).value = planted.entry("02T", "F7040", year).value;
    const auto findings = planted.restate().check();
    REQUIRE(briefly(findings).size() == 1);
    CHECK(findings[0].line == "F7050");
    CHECK(findings[0].found.starts_with("F7040 "));
  }
}

TEST_CASE("a part above its whole") {
  const auto findings = Planted().type("02T", "A7320", "Y3", "900000", "DS").restate().check();
  const auto found = of_rule(findings, "ARI-08");
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("ARI-08 02T A7320 2018/19"));
}

TEST_CASE("the cover: a blank field, a choice in no list, no basis") {
  CHECK(briefly(Planted().cover("preparer", "").check()) == Strings{"STR-03 - - - C18"});
  CHECK(briefly(Planted().cover("status", "nearly done").check()) == Strings{"STR-03 - - - C11"});
  CHECK(briefly(Planted().cover("basis_scope", " ").check()) == Strings{"DAT-09 - - - C14"});
}

TEST_CASE("rows of the register: what they lack, codes in no list, text in an amount") {
  Planted planted;
  planted.register_row("F6010", "RWY", "4200").restate();
  CHECK(all_messages(planted.check()) == "");
  auto& cells = planted.filed.tables[checked_form().table("register").value][0].cells;
  const auto& table = checked_form().tables[checked_form().table("register").value];
  SECTION("no owner") {
    cells[table.columns[table.column("owner").value].first_slot] = {};
    const auto findings = planted.check();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "DAT-02");
    CHECK(findings[0].expected == "Owner");
    CHECK(findings[0].organisation == "RWY");
  }
  SECTION("a theme that is none would drop the row from every total") {
    cells[table.columns[table.column("theme").value].first_slot].text = "F6999";
    const auto findings = planted.restate().check();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "DAT-12");
    CHECK(findings[0].found == "F6999");
  }
}

TEST_CASE("an amount in the register that cannot be read is one finding, and the totals are unknown") {
  const auto findings = Planted().register_row("F6010", "RWY", "£4m").restate().check();
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == "DAT-01");
  CHECK(findings[0].expected == "4,000");
  CHECK(findings[0].label == "Gross benefit");
}

TEST_CASE("what readers noticed becomes a finding where a rule observes it") {
  Planted planted;
  planted.noticed("macros-present", "", "", "", "xl/vbaProject.bin")
      .noticed("formula-in-input", "02T", "F2110", "Y2", "=1+1")
      .noticed("sheet-renamed", "", "", "", "Sheet1");
  CHECK(of_rule(planted.check(), "STR-01").size() == 1);
  CHECK(of_rule(planted.check(), "STR-06").size() == 1);
  CHECK(of_rule(planted.check(), "STR-12").size() == 1);
  CHECK(planted.check().size() == 3);
}

TEST_CASE("the round before: a sign that turned, a line in another unit altogether") {
  const Planted before;
  const CalculatedReturn earlier = calculate(before.filed, checked_form());
  SECTION("nothing changed, nothing to say") {
    CHECK(all_messages(before.check("national", &earlier)) == "");
  }
  SECTION("a whole line in pounds") {
    Planted now;
    for (const char* year : {"Y1", "Y2", "Y3", "Y4", "Y5"})
      now.entry("02T", "F7050", year).value = now.entry("02T", "F7050", year).value * Decimal::of(1000);
    now.restate();
    CHECK(of_rule(now.check(), "UNI-01").empty());
    CHECK(of_rule(now.check("national", &earlier), "UNI-01").size() == 1);
  }
  SECTION("a sign that turned against both") {
    Planted now;
    now.type("RWY", "F3260", "Y3", to_text(-now.entry("RWY", "F3260", "Y3").value)).restate();
    CHECK(of_rule(now.check(), "SGN-02").empty());
    CHECK(of_rule(now.check("national", &earlier), "SGN-02").size() == 1);
  }
}

TEST_CASE("a hundred planted faults are found in one pass, in order, and nothing else is") {
  Planted planted;
  std::multiset<std::string> expected;
  const char* activity[] = {"A1010", "A1020", "A3010", "A3020", "A4010"};
  const char* plan_years[] = {"Y1", "Y2", "Y3", "Y4", "Y5"};
  for (const char* line : activity)
    for (const char* year : plan_years) {
      const std::string label = checked_form().periods[checked_form().period(year).value].label;
      planted.text("02T", line, year, "about 500", "DN");
      expected.insert("DAT-01 02T " + std::string(line) + " " + label);
      planted.text("RWY", line, year, "tbc", "DS");
      expected.insert("DAT-03 RWY " + std::string(line) + " " + label);
      planted.type("RWY", line, year, "-7", "DN");
      expected.insert("SGN-01 RWY " + std::string(line) + " " + label);
    }
  for (const char* line : {"W7010", "W7020"})
    for (const char* organisation : {"02T", "RWY"})
      for (const char* year : plan_years) {
        const std::string label = checked_form().periods[checked_form().period(year).value].label;
        planted.type(organisation, line, year, "3", "DS");
        expected.insert("DAT-07 " + std::string(organisation) + " " + line + " " + label);
      }
  for (const char* year : plan_years) {
    const std::string label = checked_form().periods[checked_form().period(year).value].label;
    planted.noticed("formula-in-input", "02T", "F2110", year, "=1+1");
    expected.insert("STR-06 02T F2110 " + label);
  }
  REQUIRE(expected.size() == 100);
  // Five equal negative years and percentages are copies, too; they are not what is counted here.
  std::multiset<std::string> found;
  const auto findings = planted.restate().check();
  for (const auto& one : findings)
    if (one.rule != "DAT-11" && one.rule != "UNI-01")
      found.insert(one.rule + " " + one.organisation + " " + one.line + " " + one.year);
  CHECK(found == expected);

  const auto key = [](const Finding& f) {
    return std::tuple(-static_cast<int>(f.severity), f.organisation, f.line, f.year, f.scenario, f.rule);
  };
  CHECK(std::is_sorted(findings.begin(), findings.end(),
                       [&](const auto& a, const auto& b) { return key(a) < key(b); }));
  CHECK(planted.check() == findings);
  for (const auto& one : findings) {
    CHECK(one.message.find_first_of("{}") == std::string::npos);
    CHECK(one.remedy.find_first_of("{}") == std::string::npos);
  }
}

TEST_CASE("counting findings") {
  const auto findings =
      Planted().blank("02T", "A1010", "Y3").text("02T", "A1010", "Y4", "n/a").restate().check();
  const FindingCounts counts = count(findings);
  CHECK(counts.errors == 1);
  CHECK(counts.warnings == 1);
  CHECK(counts.information == 0);
}
