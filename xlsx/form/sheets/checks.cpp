#include <algorithm>
#include <bit>

#include "calc/return_figures.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/sheets/checks_sheet.h"
#include "xlsx/form/sheets/equation.h"
#include "xlsx/form/sheets/words.h"

namespace stp {

namespace {

bool looks_at(const Rule& rule, const Template& form, LineIndex line, TypeIndex type) {
  const auto& lines = rule.selector.lines;
  return std::find(lines.begin(), lines.end(), line) != lines.end() &&
         applies_to(form.lines[line.value], type) &&
         (rule.selector.types == 0 || holds(rule.selector.types, type));
}

Check blanks_of(const Template& form, const SheetPlan& sheet) {
  Check check;
  check.key = "BLANK " + sheet.which + " " + sheet.what;
  check.what = "Cells still blank: " + form.organisations[sheet.organisation.value].name;
  check.sheet = sheet.name;
  check.organisation = sheet.organisation;
  check.section = sheet.section;
  return check;
}

void add_rule_checks(std::vector<Check>& all, const BookPlan& plan, const SheetPlan& sheet,
                     const Rule& rule) {
  const Template& form = plan.form();
  const Organisation& organisation = form.organisations[sheet.organisation.value];
  for (const PlannedRow& row : sheet.rows) {
    if (!row.line || !looks_at(rule, form, row.line, organisation.type)) continue;
    if (rule.selector.scenarios != 0 && !holds(rule.selector.scenarios, row.scenario)) continue;
    Check check;
    check.key = rule.id + " " + sheet.which + " " + form.lines[row.line.value].code;
    if (!single_scenario(form.lines[row.line.value]))
      check.key += " " + form.scenarios[row.scenario.value].code;
    check.what = rule.title + ": " + organisation.name;
    check.sheet = sheet.name;
    check.organisation = sheet.organisation;
    check.rule = &rule;
    check.line = row.line;
    check.scenario = row.scenario;
    all.push_back(std::move(check));
  }
}

std::vector<Decimal> blanks_by_year(const Check& check, const BookPlan& plan,
                                    const CalculatedReturn& figures) {
  const Template& form = plan.form();
  std::vector<Decimal> blanks(form.periods.size());
  const OrganisationReturn* filed = figures.filed.find(check.organisation);
  const SheetPlan* sheet = plan.sheet(check.organisation, check.section);
  if (!filed || !sheet) return blanks;
  const TypeIndex type = form.organisations[check.organisation.value].type;
  for (const PlannedRow& row : sheet->rows)
    for (PeriodIndex p{0}; row.line && p.value < form.periods.size(); ++p.value) {
      if (role_of(form.lines[row.line.value], type, row.scenario, p) != CellRole::input) continue;
      const Figure* figure = figures.find(check.organisation, row.line, row.scenario, p);
      const bool prefilled = figure && figure->state == FigureState::known;
      if (filed->entries.at(row.line, row.scenario, p).kind == EntryKind::blank && !prefilled)
        blanks[p.value] += Decimal::of(1);
    }
  return blanks;
}

Decimal number_or_zero(const Value& value) { return value.known ? value.number : Decimal(); }

std::vector<Decimal> differences_by_year(const Check& check, const BookPlan& plan,
                                         const CalculatedReturn& figures) {
  const Template& form = plan.form();
  const ReturnFigures world(figures, form);
  std::vector<Decimal> differences(form.periods.size());
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    const auto equation = equation_at(check, form, p);
    if (!equation) continue;
    const Position at{check.organisation, check.line, check.scenario, p};
    if (equation->when && number_or_zero(evaluate(*equation->when, at, world)).is_zero()) continue;
    differences[p.value] = number_or_zero(evaluate(equation->left, at, world)) -
                           number_or_zero(evaluate(equation->right, at, world));
  }
  return differences;
}

}  // namespace

std::vector<Check> checks_of(const BookPlan& plan) {
  std::vector<Check> all;
  for (const SheetPlan& sheet : plan.sheets())
    if (sheet.section) all.push_back(blanks_of(plan.form(), sheet));
  for (const Rule& rule : plan.form().rules) {
    if (!is_live_equation(rule)) continue;
    for (const SheetPlan& sheet : plan.sheets()) add_rule_checks(all, plan, sheet, rule);
  }
  return all;
}

CheckResult result_of(const Check& check, const BookPlan& plan, const CalculatedReturn& figures) {
  CheckResult result;
  result.by_year =
      check.rule ? differences_by_year(check, plan, figures) : blanks_by_year(check, plan, figures);
  if (check.rule) result.allowed = allowed_difference(check, plan.form(), figures);
  for (const Decimal& value : result.by_year) result.well = result.well && absolute(value) <= result.allowed;
  return result;
}

std::string result_text(const CheckResult& result) { return result.well ? words::all_well : words::look_at; }

std::string overall_text(std::size_t to_look_at) {
  return to_look_at == 0 ? "OK: every check holds" : "LOOK: " + std::to_string(to_look_at) + " to look at";
}

}  // namespace stp
