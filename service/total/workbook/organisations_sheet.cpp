#include "calc/form/render.h"
#include "service/total/workbook/list_sheet.h"
#include "xlsx/form/roles.h"

namespace stp::total_pages {
namespace {

void write_row(const Pages& pages, ListSheet& list, OrganisationIndex member, const Headline& one) {
  const Organisation& body = pages.form.organisations[member.value];
  const Line& line = pages.form.lines[one.line.value];
  list.next();
  list.text(1, body.code);
  list.text(2, body.name);
  list.text(3, line.code + ", " + pages.form.scenarios[one.scenario.value].label);
  list.text(4, pages.form.units[line.unit.value].label);
  const std::string sheet = pages.plan.sheet_of(member, line.section);
  const std::uint32_t row = pages.plan.row(member, one.line, one.scenario);
  for (std::uint16_t p = 0; p < pages.form.periods.size(); ++p) {
    const std::uint16_t column = pages.plan.year_column(PeriodIndex{p});
    const Figure* figure = pages.total.merged.find(member, one.line, one.scenario, PeriodIndex{p});
    if (row == 0 || !figure || !holds(line.periods, PeriodIndex{p}) || !applies_to(line, body.type))
      list.greyed(column);
    else if (figure->state == FigureState::unknown)
      list.not_known(column);
    else
      list.formula(column, cell(sheet, row, column), figure->value, number_format_of(pages.form, one.line));
  }
  list.text(pages.plan.note_column(), pages.form.places[body.home.value].name);
  list.text(static_cast<std::uint16_t>(pages.plan.note_column() + 1),
            pages.form.types[body.type.value].label);
  list.text(static_cast<std::uint16_t>(pages.plan.note_column() + 2), line.label);
}

void write_total_row(const Pages& pages, ListSheet& list, const Headline& one) {
  const Line& line = pages.form.lines[one.line.value];
  list.next();
  list.text(1, "all");
  list.text(2, "All organisations");
  list.text(3, line.code + ", " + pages.form.scenarios[one.scenario.value].label);
  list.text(4, pages.form.units[line.unit.value].label);
  Expression sum, read;
  read.op = Operator::line;
  read.line = one.line;
  sum.op = Operator::organisations;
  sum.types = line.types;
  sum.operands = {read};
  for (std::uint16_t p = 0; p < pages.form.periods.size(); ++p) {
    const std::uint16_t column = pages.plan.year_column(PeriodIndex{p});
    if (!holds(line.periods, PeriodIndex{p})) {
      list.greyed(column);
      continue;
    }
    Decimal value;
    bool known = true;
    for (const OrganisationIndex member : pages.members)
      if (const Figure* figure = pages.total.merged.find(member, one.line, one.scenario, PeriodIndex{p})) {
        value += figure->value;
        known = known && figure->state != FigureState::unknown;
      }
    if (!known)
      list.not_known(column);
    else
      list.formula(
          column,
          excel_formula(sum, {pages.summary, {}, one.scenario, PeriodIndex{p}}, pages.form, pages.plan),
          value, number_format_of(pages.form, one.line));
  }
  list.text(pages.plan.note_column(), line.label);
}

}  // namespace

void write_organisations(const Pages& pages) {
  ListSheet list(pages, name::organisations, "Each organisation's headline lines, linked to its own sheet.",
                 ListSheet::with_years(pages, {{"Organisation", 13}, {"Name", 52}, {"Line", 24}, {"Unit", 9}},
                                       {{"Home place", 30}, {"Type", 18}, {"Label", 52}}));
  for (const Headline& one : pages.headlines)
    for (const OrganisationIndex member : pages.members) write_row(pages, list, member, one);
  list.finish();
}

void write_line_totals(const Pages& pages) {
  ListSheet list(pages, name::line_totals, "Lines that the bridges read, added up over all organisations.",
                 ListSheet::with_years(pages, {{"Organisation", 13}, {"Name", 24}, {"Line", 24}, {"Unit", 9}},
                                       {{"Label", 60}}));
  for (const Headline& one : pages.bridge_lines) write_total_row(pages, list, one);
  list.finish();
}

}  // namespace stp::total_pages
