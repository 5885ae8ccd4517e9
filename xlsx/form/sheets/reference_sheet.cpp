#include "xlsx/form/sheets/back_sheets.h"
#include "xlsx/form/sheets/head.h"
#include "xlsx/form/sheets/looks.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

const std::optional<Decimal>* value_in(const Constant& constant, PeriodIndex period) {
  const std::size_t i = constant.by_period.size() == 1 ? 0 : period.value;
  return i < constant.by_period.size() && constant.by_period[i] ? &constant.by_period[i] : nullptr;
}

void write_constant(xlsx::BookWriter& book, xlsx::SheetWriter& sheet, const BookPlan& plan,
                    ConstantIndex index, std::uint32_t row) {
  const Template& form = plan.form();
  const Constant& constant = form.constants[index.value];
  const Unit& unit = form.units[constant.unit.value];
  sheet.text({row, 1}, constant.code, looks::label());
  sheet.text({row, 2}, constant.label, looks::label());
  sheet.text({row, 3}, constant.verified ? "yes" : "no", looks::label());
  sheet.text({row, 4}, unit.label, looks::label());
  for (PeriodIndex period{0}; period.value < form.periods.size(); ++period.value) {
    const xlsx::Address at{row, plan.year_column(period)};
    if (const auto* value = value_in(constant, period))
      sheet.number(at, **value, looks::reference(unit.number_format));
    else
      sheet.blank(at, looks::not_applicable());
    book.define_name(constant_name(form, index, period), xlsx::on_sheet(sheet.name(), {at, at}));
  }
  sheet.text({row, plan.note_column()}, constant.source, looks::label());
}

}  // namespace

void write_reference(xlsx::BookWriter& book, xlsx::SheetWriter& sheet, const BookPlan& plan,
                     const BookText& text) {
  const Template& form = plan.form();
  write_head(sheet, form, {sheet_title::reference, sheet_kind::reference, "", "", text.notice});
  sheet.text({grid::about_row, 1},
             "National values that formulas use. Each cell has a name made of its code and year; change "
             "nothing here.",
             looks::note());
  std::vector<std::string> headings = {words::code, words::what, "Verified", words::unit};
  for (const Period& period : form.periods) headings.push_back(period.label);
  headings.push_back("Source");
  const std::uint32_t rows = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(form.constants.size()));
  sheet.table({{grid::heading_row, 1}, {grid::heading_row + rows, plan.note_column()}}, "table_reference",
              headings, looks::heading());
  for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value)
    sheet.text({grid::heading_row, plan.year_column(p)}, form.periods[p.value].label, looks::heading(true));
  for (ConstantIndex c{0}; c.value < form.constants.size(); ++c.value)
    write_constant(book, sheet, plan, c, grid::first_row + c.value);
  sheet.column_width(1, 1, 32);
  sheet.column_width(2, 2, 54);
  sheet.column_width(3, 4, 10);
  sheet.column_width(grid::first_year_column, static_cast<std::uint16_t>(plan.note_column() - 1), 12.5);
  sheet.column_width(plan.note_column(), plan.note_column(), 18);
  sheet.row_height(grid::heading_row, 20);
  sheet.freeze({grid::first_row, 3});
  sheet.protect();
  print_table(sheet, form);
}

}  // namespace stp
