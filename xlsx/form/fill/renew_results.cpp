// Renews the cached result of every formula that is the form's own. What we cannot work out is left as it
// stands, and the workbook is asked to recalculate when it is opened.
#include <algorithm>

#include "calc/form/render.h"
#include "calc/return_figures.h"
#include "xlsx/form/fill/filling.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/sheets/book.h"
#include "xlsx/form/sheets/checks_sheet.h"
#include "xlsx/form/sheets/equation.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/take/identify.h"

namespace stp {

namespace {

struct Renewing {
  Filling& filling;
  CalculatedReturn figures;
  std::set<std::pair<std::size_t, xlsx::Address>> known;  // formulas whose result now stands
};

void renew_number(Renewing& renewing, const FoundSheet& sheet, const xlsx::Cell& cell, Decimal value) {
  renewing.known.insert({sheet.position, cell.at});
  const Parsed held = cell.type == xlsx::CellType::number ? parse_decimal(cell.value) : Parsed{};
  if (held.outcome == Parse::ok && held.value == value) return;
  renewing.filling.edits.push_back(
      {sheet.position, cell.at, xlsx::CellEdit::Kind::cached_number, to_text(value)});
}

void renew_text(Renewing& renewing, const FoundSheet& sheet, const xlsx::Cell& cell,
                const std::string& text) {
  renewing.known.insert({sheet.position, cell.at});
  if (cell.type == xlsx::CellType::text && cell.value == text) return;
  renewing.filling.edits.push_back({sheet.position, cell.at, xlsx::CellEdit::Kind::cached_text, text});
}

// Formulas that are not the form's, as position in the file.
std::set<std::pair<std::uint16_t, xlsx::Address>> altered_formulas(const Return& filed) {
  std::set<std::pair<std::uint16_t, xlsx::Address>> altered;
  for (const Observation& one : filed.observations)
    if (one.kind == "formula-altered") altered.insert({one.at.sheet, {one.at.row, one.at.column}});
  return altered;
}

void renew_line(Renewing& renewing, const FoundSheet& sheet, LineIndex line, ScenarioIndex scenario,
                const std::set<std::pair<std::uint16_t, xlsx::Address>>& altered) {
  const Template& form = renewing.filling.form;
  const std::uint32_t row = sheet.rows[note_position(form, line, scenario)];
  if (row == 0) return;
  const TypeIndex type = form.organisations[sheet.organisation.value].type;
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    if (sheet.headings.periods[p.value] == 0 ||
        role_of(form.lines[line.value], type, scenario, p) != CellRole::calculated)
      continue;
    const xlsx::Cell* cell = sheet.cells.find({row, sheet.headings.periods[p.value]});
    if (!cell || !cell->has_formula || cell->formula.find("#REF!") != std::string_view::npos ||
        altered.count({static_cast<std::uint16_t>(sheet.position), cell->at}) != 0)
      continue;
    const Figure* figure = renewing.figures.find(sheet.organisation, line, scenario, p);
    if (!figure || figure->state != FigureState::known) continue;
    renew_number(renewing, sheet, *cell, figure->value);
    ++renewing.filling.result.calculated;
  }
}

void renew_lines(Renewing& renewing) {
  const Template& form = renewing.filling.form;
  const auto altered = altered_formulas(renewing.filling.filed);
  for (const FoundSheet& sheet : renewing.filling.found.sheets) {
    if (sheet.rows.empty() || sheet.repeated) continue;
    for (LineIndex l{0}; l.value < form.lines.size(); ++l.value)
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        renew_line(renewing, sheet, l, s, altered);
  }
}

// Where the columns of the checks stand, and the check each row holds.
struct ChecksFound {
  const FoundSheet* sheet = nullptr;
  Headings headings;
  std::uint16_t key = 0, result = 0;
};

ChecksFound find_checks(const Filling& filling) {
  ChecksFound checks;
  for (const FoundSheet& sheet : filling.found.sheets)
    if (sheet.role == SheetRole::other && sheet.stamp && sheet.stamp->what == sheet_kind::checks &&
        !sheet.repeated)
      checks.sheet = &sheet;
  if (!checks.sheet) return checks;
  checks.headings = find_headings(checks.sheet->cells, filling.words);
  for (const xlsx::Cell& cell : checks.sheet->cells.cells) {
    if (cell.at.row != checks.headings.row) continue;
    if (shown(cell) == words::check) checks.key = cell.at.column;
    if (shown(cell) == words::result) checks.result = cell.at.column;
  }
  return checks;
}

bool depends_on_unknown(const Check& check, const Renewing& renewing) {
  const ReturnFigures world(renewing.figures, renewing.filling.form);
  return !result_known(check, renewing.filling.form, world);
}

// True when the row says that something is to be looked at; nothing when that cannot be known.
std::optional<bool> renew_check(Renewing& renewing, const ChecksFound& checks, const Check& check,
                                const BookPlan& plan, const RowCells& row) {
  if (check.rule && depends_on_unknown(check, renewing)) return std::nullopt;
  const CheckResult result = result_of(check, plan, renewing.figures);
  for (PeriodIndex p{0}; p.value < checks.headings.periods.size(); ++p.value) {
    const xlsx::Cell* cell =
        checks.headings.periods[p.value] == 0 ? nullptr : row.at(checks.headings.periods[p.value]);
    if (cell && cell->has_formula) renew_number(renewing, *checks.sheet, *cell, result.by_year[p.value]);
  }
  const xlsx::Cell* word = checks.result == 0 ? nullptr : row.at(checks.result);
  if (!word || !word->has_formula) return std::nullopt;
  renew_text(renewing, *checks.sheet, *word, result_text(result));
  return !result.well;
}

void renew_checks(Renewing& renewing) {
  const ChecksFound checks = find_checks(renewing.filling);
  if (!checks.sheet || checks.headings.row == 0 || checks.key == 0) return;
  const BookPlan plan = plan_of(renewing.filling.form, renewing.filling.sections, renewing.figures.filed);
  const std::vector<Check> all = checks_of(plan);
  std::size_t to_look_at = 0;
  bool all_known = true;
  each_row(checks.sheet->cells, [&](const RowCells& row) {
    const xlsx::Cell* key = row.at(checks.key);
    if (row.row <= checks.headings.row || !key || is_empty(*key)) return;
    const auto check =
        std::find_if(all.begin(), all.end(), [&](const Check& one) { return one.key == shown(*key); });
    const auto look = check == all.end() ? std::nullopt : renew_check(renewing, checks, *check, plan, row);
    all_known = all_known && look;
    to_look_at += look && *look ? 1 : 0;
  });
  if (!all_known) return;
  for (const xlsx::Cell& cell : checks.sheet->cells.cells)  // the word above the table
    if (cell.at.row < checks.headings.row && cell.has_formula)
      renew_text(renewing, *checks.sheet, cell, overall_text(to_look_at));
}

bool any_unknown_formula(const Renewing& renewing) {
  for (const FoundSheet& sheet : renewing.filling.found.sheets)
    for (const xlsx::Cell& cell : sheet.cells.cells)
      if (cell.has_formula && renewing.known.count({sheet.position, cell.at}) == 0) return true;
  return false;
}

}  // namespace

void renew_results(Filling& filling) {
  Renewing renewing{filling, calculate(filling.filed, filling.form), {}};
  renew_lines(renewing);
  renew_checks(renewing);
  filling.unknown_results = any_unknown_formula(renewing);
}

}  // namespace stp
