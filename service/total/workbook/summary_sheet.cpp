#include "calc/consolidate/publish.h"
#include "service/total/workbook/list_sheet.h"

namespace stp::total_pages {
namespace {

constexpr const char* millions_format = "#,##0.0;[Red]-#,##0.0";

std::string about(const Pages& pages) {
  std::string text = pages.total.complete ? "Complete: every expected return is added." : "INCOMPLETE.";
  for (const std::string& missing : pages.total.incomplete) text += " " + missing + ".";
  return text;
}

const Published* published(const Pages& pages, LineIndex line, PeriodIndex period) {
  for (const Published& one : pages.total.published)
    if (one.line == line && one.period == period) return &one;
  return nullptr;
}

// Rounded half-even, as everywhere: a tie of 50 thousand goes to the even tenth of a million.
std::string in_millions(const std::string& thousands) {
  return "IF(MOD(ABS(" + thousands + "),100)=50,ROUND(" + thousands + "/200,0)/5,ROUND(" + thousands +
         "/1000,1))";
}

void write_thousands(const Pages& pages, ListSheet& list, const Headline& one) {
  const Line& line = pages.form.lines[one.line.value];
  list.next();
  list.text(1, line.code);
  list.text_in(2, line.label, looks::strong_label());
  list.text(3, pages.form.scenarios[one.scenario.value].label);
  list.text(4, pages.form.units[line.unit.value].label);
  const std::string sheet = pages.plan.sheet_of(pages.summary, line.section);
  const std::uint32_t row = pages.plan.row(pages.summary, one.line, one.scenario);
  for (std::uint16_t p = 0; p < pages.form.periods.size(); ++p) {
    const std::uint16_t column = pages.plan.year_column(PeriodIndex{p});
    const Figure* figure = pages.total.merged.find(pages.summary, one.line, one.scenario, PeriodIndex{p});
    if (!holds(line.periods, PeriodIndex{p}) || !figure || row == 0)
      list.greyed(column);
    else if (figure->state == FigureState::unknown)
      list.not_known(column);
    else
      list.formula(column, cell(sheet, row, column), figure->value, number_format_of(pages.form, one.line));
  }
  list.text(pages.plan.note_column(), pages.total.complete ? "" : "incomplete");
}

void write_millions(const Pages& pages, ListSheet& list, const Headline& one, std::uint32_t thousands_row) {
  const Line& line = pages.form.lines[one.line.value];
  list.next();
  list.text(1, line.code);
  list.text_in(2, line.label, looks::strong_label());
  list.text(3, pages.form.scenarios[one.scenario.value].label);
  list.text(4, "£m");
  for (std::uint16_t p = 0; p < pages.form.periods.size(); ++p) {
    const std::uint16_t column = pages.plan.year_column(PeriodIndex{p});
    const Published* figure = published(pages, one.line, PeriodIndex{p});
    if (!figure)
      list.greyed(column);
    else if (!figure->figure_known)
      list.not_known(column);
    else
      list.formula(column, in_millions(cell(thousands_row, column)), figure->millions, millions_format);
  }
  const Published* last =
      published(pages, one.line, PeriodIndex{static_cast<std::uint16_t>(pages.form.periods.size() - 1)});
  std::string note = pages.total.complete ? "" : "incomplete. ";
  if (last && !last->difference.is_zero())
    note += "Places rounded one by one would make " + to_text(last->rounded_places) + " in the last year.";
  list.text(pages.plan.note_column(), note);
}

}  // namespace

void write_summary(const Pages& pages) {
  ListSheet list(pages, name::summary, about(pages),
                 ListSheet::with_years(pages, {{"Code", 11}, {"Line", 58}, {"Scenario", 14}, {"Unit", 10}},
                                       {{"Note", 60}}));
  std::vector<std::uint32_t> rows;
  list.sub_heading("Organisation view, £000");
  for (const Headline& one : pages.summary_lines) {
    write_thousands(pages, list, one);
    rows.push_back(list.row());
  }
  list.sub_heading("As published: £m, rounded once from the sum in £000");
  for (std::size_t i = 0; i < pages.summary_lines.size(); ++i)
    write_millions(pages, list, pages.summary_lines[i], rows[i]);
  list.sheet().activate();
  list.finish();
}

}  // namespace stp::total_pages
