#include "xlsx/form/sheets/organisation_sheet.h"

#include "calc/form/render.h"
#include "xlsx/form/sheets/limits.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

using xlsx::Address;
using xlsx::Range;

struct Page {  // what every row needs
  xlsx::SheetWriter& sheet;
  const BookPlan& plan;
  const SheetPlan& layout;
  const SheetText& text;
  const OrganisationReturn* filed = nullptr;
  const FigureGrid* figures = nullptr;
  const Return* whole = nullptr;
  TypeIndex type;
};

Page page_of(xlsx::SheetWriter& sheet, const BookPlan& plan, const SheetPlan& layout,
             const CalculatedReturn& figures, const SheetText& text) {
  Page page{sheet,   plan,    layout,         text,
            nullptr, nullptr, &figures.filed, plan.form().organisations[layout.organisation.value].type};
  for (std::size_t i = 0; i < figures.filed.organisations.size(); ++i) {
    if (figures.filed.organisations[i].organisation != layout.organisation) continue;
    page.filed = &figures.filed.organisations[i];
    if (i < figures.figures.size()) page.figures = &figures.figures[i];
  }
  return page;
}

Figure figure_at(const Page& page, const PlannedRow& row, PeriodIndex period) {
  return page.figures ? page.figures->at(row.line, row.scenario, period) : Figure{};
}

void write_formula(const Page& page, const PlannedRow& row, PeriodIndex period, Address at,
                   const xlsx::Look& look) {
  const Figure figure = figure_at(page, row, period);
  if (!page.text.not_known.empty() && figure.state == FigureState::unknown)
    return page.sheet.text(at, page.text.not_known, look);
  const Line& line = page.plan.form().lines[row.line.value];
  const FormulaCase* formula = line.formula_for(page.type, period);
  const Position where{page.layout.organisation, row.line, row.scenario, period};
  page.sheet.formula(at, excel_formula(formula->formula, where, page.plan.form(), page.plan), figure.value,
                     look);
}

void write_entered(const Page& page, const PlannedRow& row, PeriodIndex period, Address at,
                   const xlsx::Look& look) {
  const Entry entry = page.filed ? page.filed->entries.at(row.line, row.scenario, period) : Entry{};
  const Figure figure = figure_at(page, row, period);
  if (entry.kind == EntryKind::unreadable) return page.sheet.text(at, page.whole->texts.at(entry.text), look);
  if (entry.kind == EntryKind::value) return page.sheet.number(at, entry.value, look);
  if (figure.state == FigureState::known)
    return page.sheet.number(at, figure.value, look);  // a reference value
  page.sheet.blank(at, look);
}

void write_year(const Page& page, const PlannedRow& row, PeriodIndex period) {
  const Line& line = page.plan.form().lines[row.line.value];
  const CellRole role = role_of(line, page.type, row.scenario, period);
  xlsx::Look look = looks::of(role, page.plan.form().units[line.unit.value]);
  if (!page.text.open_for_typing) look.locked = true;
  const Address at{row.row, page.plan.year_column(period)};
  switch (role) {
    case CellRole::not_applicable:
      return page.sheet.blank(at, look);
    case CellRole::calculated:
      return write_formula(page, row, period, at, look);
    case CellRole::input:
    case CellRole::reference:
      return write_entered(page, row, period, at, look);
  }
}

void write_note(const Page& page, const PlannedRow& row) {
  xlsx::Look look = looks::input_text();
  look.locked = !page.text.open_for_typing;
  look.size = 9;
  const std::size_t position = note_position(page.plan.form(), row.line, row.scenario);
  const bool held = page.filed && position < page.filed->notes.size();
  page.sheet.text({row.row, page.plan.note_column()}, held ? page.filed->notes[position] : "", look);
}

void write_sub_heading(const Page& page, const PlannedRow& row) {
  for (std::uint16_t column = 1; column <= page.plan.note_column(); ++column)
    if (column == grid::line_column)
      page.sheet.text({row.row, column}, row.heading, looks::sub_heading());
    else
      page.sheet.blank({row.row, column}, looks::sub_heading());
}

// A total or balance; a line that only gathers rows of a table is one of the parts.
bool is_result(const Line& line) {
  return line.kind == LineKind::calculated && !line.formulas.empty() &&
         line.formulas.front().formula.op != Operator::rows;
}

void write_line(const Page& page, const PlannedRow& row) {
  const Template& form = page.plan.form();
  const Line& line = form.lines[row.line.value];
  xlsx::Look label = is_result(line) ? looks::strong_label() : looks::label();
  label.indent = 2;
  xlsx::Look small = looks::label();
  small.size = 9;
  page.sheet.text({row.row, grid::code_column}, line.code, small);
  page.sheet.text({row.row, grid::line_column}, line.label, label);
  page.sheet.text({row.row, grid::scenario_column}, form.scenarios[row.scenario.value].label, small);
  page.sheet.text({row.row, grid::unit_column}, form.units[line.unit.value].label, small);
  for (PeriodIndex period{0}; period.value < form.periods.size(); ++period.value)
    write_year(page, row, period);
  write_note(page, row);
}

// One validation for each run of input cells in the row.
void validate_row(const Page& page, const PlannedRow& row) {
  const Template& form = page.plan.form();
  const Line& line = form.lines[row.line.value];
  const std::uint16_t periods = static_cast<std::uint16_t>(form.periods.size());
  const auto is_input = [&](std::uint16_t p) {
    return p < periods && role_of(line, page.type, row.scenario, PeriodIndex{p}) == CellRole::input;
  };
  for (std::uint16_t p = 0; p < periods; ++p) {
    if (!is_input(p)) continue;
    const std::uint16_t first = p;
    while (is_input(static_cast<std::uint16_t>(p + 1))) ++p;
    page.sheet.validate({{row.row, page.plan.year_column(PeriodIndex{first})},
                         {row.row, page.plan.year_column(PeriodIndex{p})}},
                        validation_of(form, row.line));
  }
}

std::vector<std::string> headings(const Template& form) {
  std::vector<std::string> all = {words::code, words::line, words::scenario, words::unit};
  for (const Period& period : form.periods) all.push_back(period.label);
  all.push_back(words::note);
  return all;
}

void write_headings(const Page& page) {
  const std::vector<std::string> all = headings(page.plan.form());
  const Range range{{grid::heading_row, 1},
                    {std::max(page.layout.last_row, grid::first_row), page.plan.note_column()}};
  std::string name = page.text.table_name.empty() ? "table_" + page.layout.what + "_" + page.layout.which
                                                  : page.text.table_name;
  page.sheet.table(range, name_from(name), all, looks::heading());
  for (PeriodIndex p{0}; p.value < page.plan.form().periods.size(); ++p.value)
    page.sheet.text({grid::heading_row, page.plan.year_column(p)}, page.plan.form().periods[p.value].label,
                    looks::heading(true));
}

void set_columns(const Page& page) {
  const std::uint16_t note = page.plan.note_column();
  page.sheet.column_width(grid::code_column, grid::code_column, 11);
  page.sheet.column_width(grid::line_column, grid::line_column, 54);
  page.sheet.column_width(grid::scenario_column, grid::scenario_column, 14);
  page.sheet.column_width(grid::unit_column, grid::unit_column, 10);
  page.sheet.column_width(grid::first_year_column, static_cast<std::uint16_t>(note - 1), 12.5);
  page.sheet.column_width(note, note, 42);
  page.sheet.row_height(grid::heading_row, 20);
}

std::string about(const Page& page) {
  const Template& form = page.plan.form();
  const Organisation& organisation = form.organisations[page.layout.organisation.value];
  std::string text =
      form.types[organisation.type.value].label + ", " + form.places[organisation.home.value].name + ". ";
  for (const SectionIndex section : page.plan.sections())
    if (!page.layout.section || page.layout.section == section)
      text += form.sections[section.value].unit_note + " ";
  return text;
}

SheetHead head_of(const Page& page) {
  const Template& form = page.plan.form();
  SheetHead head;
  head.title = page.text.title;
  if (head.title.empty()) {
    head.title = form.organisations[page.layout.organisation.value].name;
    if (page.layout.section) head.title += ": " + form.sections[page.layout.section.value].label;
  }
  head.what = page.layout.what;
  head.which = page.layout.which;
  head.about = page.text.about.empty() ? about(page) : page.text.about;
  head.notice = page.text.notice;
  return head;
}

std::uint32_t colour_of(const Page& page) {
  static constexpr std::uint32_t colours[] = {0x005EB8, 0x41B6E6, 0x003087, 0x78BE20, 0x768692, 0x8A1538};
  return page.text.tab_colour ? page.text.tab_colour : colours[page.type.value % std::size(colours)];
}

}  // namespace

void write_organisation_sheet(xlsx::SheetWriter& sheet, const BookPlan& plan, const SheetPlan& layout,
                              const CalculatedReturn& figures, const SheetText& text) {
  const Page page = page_of(sheet, plan, layout, figures, text);
  write_head(sheet, plan.form(), head_of(page));
  sheet.text({grid::about_row, grid::code_column}, plan.form().organisations[layout.organisation.value].code,
             looks::organisation_code());
  write_key(sheet, grid::first_year_column);
  write_headings(page);
  for (const PlannedRow& row : layout.rows) {
    if (!row.line) {
      write_sub_heading(page, row);
      continue;
    }
    write_line(page, row);
    if (text.open_for_typing) validate_row(page, row);
  }
  set_columns(page);
  sheet.freeze({grid::first_row, grid::scenario_column});
  sheet.tab_colour(colour_of(page));
  sheet.protect();
  print_table(sheet, plan.form());
}

std::string figures_name(const SheetPlan& layout) { return name_from(layout.what + "_" + layout.which); }

void define_names(xlsx::BookWriter& book, const BookPlan& plan, const SheetPlan& layout) {
  const Range figures{{grid::first_row, grid::first_year_column},
                      {layout.last_row, static_cast<std::uint16_t>(plan.note_column() - 1)}};
  book.define_name(figures_name(layout), xlsx::on_sheet(layout.name, figures));
}

}  // namespace stp
