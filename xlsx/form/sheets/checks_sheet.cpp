#include "xlsx/form/sheets/checks_sheet.h"

#include "calc/form/render.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/sheets/equation.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

// COUNTBLANK over each run of input cells in that year's column, added up; "" where there is none.
std::string blanks_formula(const Check& check, const BookPlan& plan, PeriodIndex period) {
  const Template& form = plan.form();
  const SheetPlan* sheet = plan.sheet(check.organisation, check.section);
  const TypeIndex type = form.organisations[check.organisation.value].type;
  std::string formula;
  const std::uint16_t column = plan.year_column(period);
  const auto is_input = [&](std::size_t i) {
    const PlannedRow& row = sheet->rows[i];
    return row.line && role_of(form.lines[row.line.value], type, row.scenario, period) == CellRole::input;
  };
  for (std::size_t i = 0; sheet && i < sheet->rows.size(); ++i) {
    if (!is_input(i)) continue;
    const std::size_t first = i;
    while (i + 1 < sheet->rows.size() && is_input(i + 1)) ++i;
    const xlsx::Range run{{sheet->rows[first].row, column}, {sheet->rows[i].row, column}};
    formula +=
        (formula.empty() ? "" : "+") + std::string("COUNTBLANK(") + xlsx::on_sheet(sheet->name, run) + ")";
  }
  return formula;
}

// Every reference names its sheet: Position without a line says that the formula stands elsewhere.
std::string difference_formula(const Check& check, const BookPlan& plan, PeriodIndex period) {
  const Template& form = plan.form();
  const auto equation = equation_at(check, form, period);
  if (!equation) return {};
  const Position at{check.organisation, {}, check.scenario, period};
  const auto text = [&](const Expression& expression) { return excel_formula(expression, at, form, plan); };
  const std::string difference = "(" + text(equation->left) + ")-(" + text(equation->right) + ")";
  return equation->when ? "IF(" + text(*equation->when) + "," + difference + ",0)" : difference;
}

struct Columns {
  std::uint16_t last_year, result;
};
Columns columns_of(const Template& form) {
  const std::uint16_t last = static_cast<std::uint16_t>(checks::first_year + form.periods.size() - 1);
  return {last, static_cast<std::uint16_t>(last + 1)};
}

std::string result_formula(const Columns& columns, std::uint32_t row) {
  const std::string years = xlsx::to_text(xlsx::Range{{row, checks::first_year}, {row, columns.last_year}});
  return "IF(MAX(MAX(" + years + "),-MIN(" + years +
         "))<=" + xlsx::to_text(xlsx::Address{row, checks::allowed}) + ",\"" + words::all_well + "\",\"" +
         words::look_at + "\")";
}

void write_check(xlsx::SheetWriter& sheet, const BookPlan& plan, const Check& check,
                 const CheckResult& result, std::uint32_t row) {
  const Template& form = plan.form();
  const Unit* unit = check.rule ? &form.units[form.lines[check.line.value].unit.value] : nullptr;
  const std::string format = unit ? unit->number_format : "#,##0";
  xlsx::Look small = looks::label();
  small.size = 8;
  sheet.text({row, checks::key}, check.key, small);
  sheet.text({row, checks::what}, check.what, looks::label());
  sheet.link({row, checks::sheet}, check.sheet, check.sheet, looks::link());
  xlsx::Look allowed = looks::label();
  allowed.number_format = format;
  allowed.align = xlsx::Align::right;
  allowed.indent = 0;
  sheet.number({row, checks::allowed}, result.allowed, allowed);
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
    const xlsx::Address at{row, static_cast<std::uint16_t>(checks::first_year + p.value)};
    const std::string formula =
        check.rule ? difference_formula(check, plan, p) : blanks_formula(check, plan, p);
    if (formula.empty())
      sheet.blank(at, looks::not_applicable());
    else
      sheet.formula(at, formula, result.by_year[p.value], looks::calculated(format));
  }
  xlsx::Look word = looks::calculated("");
  word.bold = true;
  word.align = xlsx::Align::centre;
  const Columns columns = columns_of(form);
  sheet.formula_text({row, columns.result}, result_formula(columns, row), result_text(result), word);
}

void write_overall(xlsx::SheetWriter& sheet, const Columns& columns, std::uint32_t last_row,
                   std::size_t to_look_at) {
  const std::string results =
      xlsx::to_text(xlsx::Range{{grid::first_row, columns.result}, {last_row, columns.result}});
  const std::string count = "COUNTIF(" + results + ",\"" + words::look_at + "\")";
  xlsx::Look word = looks::calculated("");
  word.bold = true;
  word.align = xlsx::Align::left;
  word.indent = 1;
  sheet.text({checks::overall.row, 1}, "Altogether", looks::organisation_code());
  sheet.formula_text(
      checks::overall,
      "IF(" + count + "=0,\"" + overall_text(0) + "\",\"LOOK: \"&" + count + "&\" to look at\")",
      overall_text(to_look_at), word);
}

void set_columns(xlsx::SheetWriter& sheet, const Template& form) {
  const Columns columns = columns_of(form);
  sheet.column_width(checks::key, checks::key, 30);
  sheet.column_width(checks::what, checks::what, 88);
  sheet.column_width(checks::sheet, checks::sheet, 30);
  sheet.column_width(checks::allowed, checks::allowed, 10);
  sheet.column_width(checks::first_year, columns.last_year, 12);
  sheet.column_width(columns.result, columns.result, 12);
  sheet.row_height(grid::heading_row, 20);
}

}  // namespace

void write_checks(xlsx::SheetWriter& sheet, const BookPlan& plan, const std::vector<Check>& all,
                  const CalculatedReturn& figures, const BookText& text) {
  const Template& form = plan.form();
  const Columns columns = columns_of(form);
  write_head(sheet, form, {sheet_title::checks, sheet_kind::checks, "", "", text.notice});
  sheet.text(
      {grid::key_row, 1},
      "Each year shows how many cells are blank, or by how much two figures that should be equal differ.",
      looks::note());
  std::vector<std::string> headings = {words::check, words::what, "Sheet", "Allowed"};
  for (const Period& period : form.periods) headings.push_back(period.label);
  headings.push_back(words::result);
  const std::uint32_t last =
      grid::heading_row + std::max<std::uint32_t>(1, static_cast<std::uint32_t>(all.size()));
  sheet.table({{grid::heading_row, 1}, {last, columns.result}}, "table_checks", headings, looks::heading());
  for (std::uint16_t column = checks::allowed; column <= columns.last_year; ++column)
    sheet.text({grid::heading_row, column}, headings[column - 1u], looks::heading(true));
  std::uint32_t row = grid::heading_row;
  std::size_t to_look_at = 0;
  for (const Check& check : all) {
    const CheckResult result = result_of(check, plan, figures);
    to_look_at += result.well ? 0 : 1;
    write_check(sheet, plan, check, result, ++row);
  }
  write_overall(sheet, columns, last, to_look_at);
  const xlsx::Range results{{grid::first_row, columns.result}, {last, columns.result}};
  sheet.highlight(results, {xlsx::Highlight::When::text_begins, words::all_well, looks::good()});
  sheet.highlight(results, {xlsx::Highlight::When::text_begins, words::look_at, looks::bad()});
  set_columns(sheet, form);
  sheet.freeze({grid::first_row, checks::sheet});
  sheet.tab_colour(0x8A1538);
  sheet.protect();
  print_table(sheet, form);
}

}  // namespace stp
