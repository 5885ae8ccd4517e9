#include "calc/validate.h"

#include <algorithm>
#include <tuple>

#include "calc/detect/consequence.h"
#include "calc/detect/detectors.h"
#include "calc/detect/meant_number.h"
#include "calc/detect/sign_reversal.h"
#include "calc/finding_text.h"
#include "calc/form/judge.h"

namespace stp {
namespace {

bool observes(const Rule& rule, std::string_view kind) {
  return std::find(rule.observations.begin(), rule.observations.end(), kind) != rule.observations.end();
}

// Rules speak of the entries they select; an observation without a line speaks of the file.
bool selects(const Selector& selector, const Template& form, const Observation& noticed) {
  const auto& lines = selector.lines;
  if (noticed.line && !lines.empty() && std::find(lines.begin(), lines.end(), noticed.line) == lines.end())
    return false;
  if (noticed.period && selector.periods != 0 && !holds(selector.periods, noticed.period)) return false;
  if (noticed.scenario && selector.scenarios != 0 && !holds(selector.scenarios, noticed.scenario))
    return false;
  return !noticed.organisation || selector.types == 0 ||
         holds(selector.types, form.organisations[noticed.organisation.value].type);
}

// The words that stand for "no number" are the parameter of whichever rule reports them.
std::vector<std::string> markers_of(const Template& form) {
  std::vector<std::string> markers;
  for (const auto& rule : form.rules)
    if (const auto* words = detect::parameters(rule, "markers"); words && rule.status == "active")
      for (const auto& word : *words) markers.push_back(detect::lower_case(detect::plain_text(word)));
  return markers;
}

std::vector<CellPlace> cells_without_formula(const Return& filed) {
  std::vector<CellPlace> cells;
  for (const auto& one : filed.observations)
    if (one.kind == "formula-altered" || one.kind == "formula-overwritten" || one.kind == "external-formula")
      cells.push_back(one.at);
  std::sort(cells.begin(), cells.end(), [](const CellPlace& a, const CellPlace& b) {
    return std::tuple(a.file, a.sheet, a.row, a.column) < std::tuple(b.file, b.sheet, b.row, b.column);
  });
  return cells;
}

class Judging {
 public:
  Judging(const CalculatedReturn& calculated, const Template& form, std::string_view stage,
          const ReturnFigures& figures)
      : scope_{calculated.filed, form, stage},
        ground_{calculated, form, figures, markers_of(form), cells_without_formula(calculated.filed)} {}

  Findings every_rule(bool on_total) {
    std::vector<const Rule*> yielding, last;  // they look at what the others found
    for (const auto& rule : ground_.form.rules) {
      if (rule.status != "active" || rule.on_total != on_total) continue;
      if (observes(rule, "sign-reversal-mends")) last.push_back(&rule);
      observed(rule);
      if (rule.check && !rule.yields_to.empty())
        yielding.push_back(&rule);
      else if (rule.check)
        checked(rule);
    }
    for (const Rule* rule : yielding) checked(*rule);
    for (const Rule* rule : last) put_all(*rule, reversals(*rule));
    put_in_order(findings_);
    return std::move(findings_);
  }

  bool can_judge(const Rule& rule, OrganisationIndex only) const {
    const bool of_series = !rule.selector.lines.empty() || rule.selector.types != 0;
    if (!of_series) return !rule.check || judge(rule, {}, ground_.figures).known;
    bool any = false;
    detect::each_series(ground_, rule.selector, [&](const detect::Series& series) {
      if (any || (only && series.at.organisation != only)) return;
      detect::each_period(series.periods, [&](PeriodIndex period) {
        Position at = series.at;
        at.period = period;
        const bool there = series.figure(period).state == FigureState::known;
        any = any || (there && (!rule.check || judge(rule, at, ground_.figures).known));
      });
    });
    return any;
  }

 private:
  struct Failed {
    const Rule* rule;
    detect::FailedEquation equation;
  };

  struct Told {
    const Rule* rule;
    Position at;
  };

  void put(const Rule& rule, const Observation& noticed) {
    findings_.push_back(finding_of(scope_, rule, noticed));
    if (noticed.line)
      told_.push_back({&rule, {noticed.organisation, noticed.line, noticed.scenario, noticed.period}});
  }

  // What stands behind the equation was reported by a rule this one yields to.
  bool is_consequence(const Rule& rule, const Position& at) const {
    std::vector<Position> reported;
    for (const auto& one : told_)
      if (detect::named(&rule.yields_to, one.rule->id)) reported.push_back(one.at);
    return detect::follows_from(ground_, *rule.check, at, reported);
  }

  void put_all(const Rule& rule, const detect::Observations& noticed) {
    for (const auto& one : noticed)
      if (fires_on(rule, one.kind, one.difference, {one.organisation, one.line, one.scenario, one.period},
                   ground_.figures))
        put(rule, one);
  }

  void observed(const Rule& rule) {
    if (rule.observations.empty()) return;
    detect::Observations noticed = detect::notice(ground_, rule);
    remember_failed_results(rule, noticed);
    for (const auto& one : scope_.filed.observations)
      if (observes(rule, one.kind) && selects(rule.selector, ground_.form, one)) noticed.push_back(one);
    put_all(rule, noticed);
  }

  void checked(const Rule& rule) {
    if (rule.selector.lines.empty()) {  // speaks of the cover or the whole return
      check_at(rule, {});
      return;
    }
    detect::each_series(ground_, rule.selector, [&](const detect::Series& series) {
      Position at = series.at;
      detect::each_period(series.periods, [&](PeriodIndex period) {
        at.period = period;
        check_at(rule, at);
      });
    });
  }

  void check_at(const Rule& rule, const Position& at) {
    const Judgement judgement = judge(rule, at, ground_.figures);
    if (!judgement.fires || is_consequence(rule, at)) return;
    put(rule, noticed_at(at, judgement));
    if (rule.check->op == Operator::equal && judgement.difference)
      failed_.push_back({&rule,
                         {at,
                          &rule.check->operands[0],
                          {},
                          &rule.check->operands[1],
                          *judgement.difference,
                          judgement.allowed.value_or(Decimal())}});
  }

  Observation noticed_at(const Position& at, const Judgement& judgement) const {
    Observation noticed;
    noticed.organisation = at.organisation;
    noticed.line = at.line;
    noticed.scenario = at.scenario;
    noticed.period = at.period;
    noticed.difference = judgement.difference;
    noticed.allowed = judgement.allowed;
    if (!at.line) return noticed;
    const Entry* entry = ground_.figures.entry(at.line, at);
    if (entry) noticed.at = entry->at;
    const Unit& unit = detect::unit_of(ground_, ground_.form.lines[at.line.value]);
    if (judgement.found) noticed.found = detect::exactly_shown(*judgement.found, unit);
    if (judgement.expected) noticed.expected = detect::exactly_shown(*judgement.expected, unit);
    return noticed;
  }

  // A replaced result is an equation that fails, too: the figure standing there against the form's formula.
  void remember_failed_results(const Rule& rule, const detect::Observations& noticed) {
    for (const auto& one : noticed) {
      if (one.kind != "recalculated-differs" || !one.difference) continue;
      const Position at{one.organisation, one.line, one.scenario, one.period};
      const Entry* entry = ground_.figures.entry(one.line, at);
      const TypeIndex type = ground_.form.organisations[one.organisation.value].type;
      const FormulaCase* formula = ground_.form.lines[one.line.value].formula_for(type, one.period);
      if (entry && formula)
        failed_.push_back({&rule,
                           {at, nullptr, entry->value, &formula->formula, *one.difference,
                            one.allowed.value_or(Decimal())}});
    }
  }

  detect::Observations reversals(const Rule& rule) const {
    const auto* families = detect::parameters(rule, "families");
    std::vector<detect::FailedEquation> failed;
    for (const auto& one : failed_)
      if (detect::named(families, one.rule->family)) failed.push_back(one.equation);
    return detect::reversals_that_mend(ground_, rule, failed);
  }

  FindingScope scope_;
  detect::Ground ground_;
  Findings findings_;
  std::vector<Failed> failed_;
  std::vector<Told> told_;
};

}  // namespace

Findings validate(const CalculatedReturn& calculated, const Template& form, std::string_view stage,
                  const CalculatedReturn* earlier) {
  const ReturnFigures figures(calculated, form, earlier);
  return Judging(calculated, form, stage, figures).every_rule(calculated.filed.total);
}

bool can_judge(const CalculatedReturn& calculated, const Template& form, const Rule& rule,
               OrganisationIndex only) {
  const ReturnFigures figures(calculated, form, nullptr);
  return Judging(calculated, form, "", figures).can_judge(rule, only);
}

}  // namespace stp
