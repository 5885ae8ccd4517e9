#include "tests/calc/form/minimal.h"

#include <catch2/catch.hpp>

namespace stp {

Texts Texts::with(const std::string& path, const std::string& from, const std::string& to) const {
  Texts changed = *this;
  REQUIRE(files.contains(path));
  std::string& text = changed.files[path];
  const std::size_t at = text.find(from);
  INFO(path << " lacks, or repeats: " << from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + 1) == std::string::npos);
  text.replace(at, from.size(), to);
  return changed;
}

Texts Texts::with_file(const std::string& path, const std::string& text) const {
  Texts changed = *this;
  changed.files[path] = text;
  return changed;
}

Texts Texts::without(const std::string& path) const {
  Texts changed = *this;
  changed.files.erase(path);
  return changed;
}

std::vector<TemplateText> Texts::all() const {
  std::vector<TemplateText> texts;
  for (const auto& [path, text] : files) texts.push_back({path, text});
  return texts;
}

Texts minimal() {
  Texts texts;
  auto& files = texts.files;
  files["editions.yaml"] = R"(editions:
  - {code: e-1, title: First edition, status: current, note: For tests, source: T}
)";
  files["sources.yaml"] = R"(sources:
  - {tag: T, title: A test, kind: test}
  - {tag: U, title: Another, kind: test}
)";
  files["periods.yaml"] = R"(periods:
  - {code: Y0, label: 2015/16, nature: outturn, source: T}
  - {code: Y1, label: 2016/17, nature: forecast, source: T}
  - {code: Y2, label: 2017/18, nature: plan, source: T}
)";
  files["scenarios.yaml"] = R"(scenarios:
  - {code: DN, label: do nothing, source: T}
  - {code: DS, label: do something, source: T}
)";
  files["units.yaml"] = R"(units:
  - {code: k, label: "£000", decimals: 0, money: 1, number_format: '#,##0', source: T}
  - {code: n, label: number, decimals: 0, count: 1, number_format: '#,##0', source: T}
  - {code: "%", label: percent, decimals: 1, percent: yes, number_format: '0.0%', source: T}
)";
  files["types.yaml"] = R"(types:
  - {code: C, label: CCG, nhs: yes, source: T}
  - {code: P, label: Provider, nhs: yes, source: T}
  - {code: F, label: Summary, summary: yes, source: T}
)";
  files["sections.yaml"] = R"(sections:
  - {code: finance, label: Finance, unit_note: In £000, source: T}
statements:
  - {code: F1, label: Income, section: finance, source: T}
  - {code: F8, label: Summary, section: finance, source: T}
)";
  files["rounds.yaml"] = R"(rounds:
  - {code: r-1, label: Return, date: 2016-09-16, stage: national, edition: e-1, footprint_name: Whole, source: T}
)";
  files["places.yaml"] = R"(places:
  - {code: WY, name: Whole, slug: whole, footprint: yes, source: T}
  - {code: LE, name: Leeds, slug: leeds, population: 774060, source: T}
)";
  files["organisations/all.yaml"] = R"(organisations:
  - {code: SUM-LE, name: Leeds summary, type: F, home: LE, summary: yes, source: T}
  - {code: SUM-WY, name: Whole summary, type: F, home: WY, summary: yes, source: T}
  - {code: RR8, name: A hospital, short: Hospital, type: P, home: LE, source: T}
  - {code: 03R, name: A CCG, type: C, home: LE, source: T}
)";
  files["shares.yaml"] = R"(shares:
  - {organisation: RR8, measure: finance, source: T, shares: {LE: 0.9, OUT: 10%}}
)";
  files["constants.yaml"] = R"(constants:
  - {code: days_in_year, label: Days, unit: n, value: 365, source: T}
  - {code: inflation, label: Inflation, unit: "%", values: {Y1: 3.1%, Y2: 2.3%}, source: T}
)";
  files["references.yaml"] = R"(references:
  - {line: F1030, values: {Y1: 3.1%, Y2: 2.0%}, source: T}
)";
  files["quoted.yaml"] = R"(quoted:
  - {code: q, place: LE, what: A gap, value: 706000, period: Y2, basis: cumulative, as_quoted: "£706m", source: T}
)";
  files["cover.yaml"] = R"(cover:
  - {code: units, label: Units, type: choice, choices: ["£000"], source: T}
)";
  files["lines/finance/F1.yaml"] = R"(lines:
  - code: F1010
    label: Income
    types: [C, P]
    kind: input
    unit: k
    sign: magnitude
    scenarios: [DN]
    periods: [Y0, Y1, Y2]
    source: T
  - code: F1020
    label: Other income
    types: [P]
    kind: input
    unit: k
    sign: either
    scenarios: [DN, DS]
    periods: [Y0, Y1, Y2]
    source: T
  - code: F1030
    label: Inflation
    types: [C, P]
    kind: reference
    unit: "%"
    sign: either
    scenarios: [DN]
    periods: [Y1, Y2]
    source: T
  - code: F1090
    label: Total
    types: [C, P]
    kind: calculated
    unit: k
    sign: surplus
    scenarios: [DN]
    periods: [Y0, Y1, Y2]
    formula: sum(F1010:F1020)
    source: T
  - code: F1100
    label: Brought forward
    types: [C, P]
    kind: calculated
    unit: k
    sign: surplus
    scenarios: [DN]
    periods: [Y0, Y1, Y2]
    formula:
      - {periods: [Y0], is: F1090}
      - {periods: [Y1, Y2], is: previous(F1100)}
    source: T
)";
  files["lines/finance/F8.yaml"] = R"(lines:
  - code: F8010
    label: All
    types: [F]
    kind: calculated
    unit: k
    sign: surplus
    scenarios: [DN]
    periods: [Y0, Y1, Y2]
    formula: 'organisations(C, P: F1090)'
    source: T
)";
  files["tables/plans.yaml"] = R"(tables:
  - code: plans
    label: Plans
    section: finance
    sheet: Plans
    blank_rows: 20
    source: T
    columns:
      - {code: solution, label: Solution, type: text, required: yes}
      - {code: theme, label: Theme, type: line}
      - {code: beneficiary, label: For whom, type: organisation}
      - {code: gross, label: Gross, type: amount, unit: k, periods: [Y1, Y2]}
      - {code: note, label: Note, type: text}
)";
  files["eliminations.yaml"] = R"(eliminations:
  - {nature: contract, label: Contracts, payer_types: [C], payee_types: [P], payer_lines: [F1010], payee_lines: [F1020],
     threshold: {amount: 250, share: 0.5%}, source: T}
)";
  files["bridges/one.yaml"] = R"(bridges:
  - code: one
    title: Year by year
    source: T
    opening: F1100
    closing: F1090
    steps:
      - {label: Income, lines: [F1010, F1020]}
    over: years
)";
  files["layout/e-1.yaml"] = R"(layout:
  edition: e-1
  sections:
    - section: finance
      sheet: "{organisation} finance"
      order:
        F1: [F1010, F1020, F1030, F1090, F1100]
        F8: [F8010]
)";
  files["observations.yaml"] = R"(observations:
  - kind: formula-overwritten
    means: A formula was typed over
    with: {most: number, lines: line, parts: part of whole, others: rule, years: period}
  - {kind: text-for-number, means: Text where a number belongs}
)";
  files["rules/TST.yaml"] = R"(rules:
  - id: TST-01
    title: Positive
    statement: Amounts are positive.
    owner: nobody
    severity: {draft: warning, regional: error, national: error}
    for: {kinds: [input], signs: [magnitude]}
    check: this >= 0
    tolerance: exact
    message: "{label} is {found}."
    remedy: Enter it in {cell}.
    source: T
    examples:
      - {passes: {F1010: 5}}
      - {fails: {F1010: -5}}
  - id: TST-02
    title: Not typed over
    statement: Formulas stay.
    owner: nobody
    severity: error
    observes: [formula-overwritten]
    tolerance: "1"
    message: "{cell}: {found}, {detail}"
    remedy: Put it back.
    source: T, U (page 3)
    examples:
      - {passes: {observed: text-for-number}}
      - {passes: {observed: formula-overwritten, found: 11, expected: 10}}
      - {fails: {observed: formula-overwritten, found: 12, expected: 10}}
)";
  return texts;
}

Texts two_editions() {
  return minimal()
      .with("editions.yaml", "source: T}\n",
            "source: T}\n  - {code: e-2, title: Second edition, status: current, source: T}\n")
      .with("lines/finance/F1.yaml", "    label: Income\n",
            "    label: Income\n    revisions:\n      - {edition: e-2, label: Income of all kinds, types: "
            "[P, C]}\n")
      .with("lines/finance/F1.yaml", "    label: Other income\n", "    label: Other income\n    until: e-2\n")
      .with("lines/finance/F1.yaml", "    label: Total\n",
            "    label: Total\n    revisions:\n      - {edition: e-2, formula: F1010}\n")
      .with_file("lines/finance/F8.yaml", minimal().files["lines/finance/F8.yaml"] + R"(  - code: F8005
    since: e-2
    label: New
    types: [C, P]
    kind: input
    unit: n
    sign: either
    scenarios: [DS]
    periods: [Y1, Y2]
    source: T
)")
      .with("eliminations.yaml", "source: T}\n", "source: T, until: e-2}\n")
      .with("bridges/one.yaml", "    over: years\n",
            "    over: years\n    revisions:\n      - {edition: e-2, steps: [{label: Income, lines: "
            "[F1010]}]}\n")
      .with("rounds.yaml", "source: T}\n",
            "source: T}\n  - {code: r-2, label: Plan, date: 2016-12-23, stage: draft, edition: e-2, "
            "footprint_name: Whole, source: T}\n")
      .with_file("layout/e-2.yaml", R"(layout:
  edition: e-2
  sections:
    - section: finance
      sheet: "{organisation} finance"
      order:
        F1: [F1090, F1010, F1030, F1100]
        F8: [F8010, F8005]
)");
}

Template load_one(const Texts& texts) {
  auto loaded = load_templates(texts.all());
  if (!loaded)
    for (const Refusal& trouble : loaded.error()) UNSCOPED_INFO(to_text(trouble));
  REQUIRE(loaded);
  REQUIRE_FALSE(loaded->empty());
  return std::move(loaded->front());
}

Troubles troubles_of(const Texts& texts) {
  auto loaded = load_templates(texts.all());
  REQUIRE_FALSE(loaded);
  for (const Refusal& trouble : loaded.error()) {
    CHECK_FALSE(trouble.sentence.empty());
    CHECK_FALSE(trouble.remedy.empty());
  }
  return loaded.error();
}

Refusal check_refused(const Texts& texts, const std::string& code, const std::string& where) {
  const Troubles troubles = troubles_of(texts);
  for (const Refusal& trouble : troubles) UNSCOPED_INFO(to_text(trouble));
  CHECK(troubles.size() == 1);
  for (const Refusal& trouble : troubles) UNSCOPED_INFO(to_text(trouble));
  CHECK(troubles.front().code == code);
  CHECK(troubles.front().where == where);
  return troubles.front();
}

namespace {

// "file:line:column" of the mark, counting characters, not bytes.
std::string place_of_mark(const std::string& path, const std::string& text) {
  int line = 1, column = 1;
  for (const char c : text.substr(0, text.find('@'))) {
    if (c == '\n')
      ++line, column = 1;
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
      ++column;
  }
  return path + ":" + std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace

Refusal check_broken(const Texts& texts, const std::string& path, const std::string& from,
                     const std::string& to, const std::string& code) {
  CHECK(check_broken_among(texts, path, from, to, code).code == code);
  const Troubles troubles = troubles_of(texts.with(path, from, to).with(path, "@", ""));
  for (const Refusal& trouble : troubles) UNSCOPED_INFO(to_text(trouble));
  CHECK(troubles.size() == 1);
  return troubles.front();
}

Refusal check_broken_among(const Texts& texts, const std::string& path, const std::string& from,
                           const std::string& to, const std::string& code) {
  INFO(path << ": " << from << " -> " << to);
  const Texts marked = texts.with(path, from, to);
  REQUIRE(to.find('@') != std::string::npos);
  return check_among(marked.with(path, "@", ""), code, place_of_mark(path, marked.files.at(path)));
}

Refusal check_among(const Texts& texts, const std::string& code, const std::string& where) {
  const Troubles troubles = troubles_of(texts);
  for (const Refusal& trouble : troubles) {
    if (trouble.code == code && trouble.where == where) return trouble;
    UNSCOPED_INFO(to_text(trouble));
  }
  FAIL("no trouble " << code << " at " << where);
  return {};
}

}  // namespace stp
