#include "xlsx/form/take/found_cells.h"

#include "xlsx/form/take/read_tables.h"
#include "xlsx/form/write/book.h"

namespace stp {

namespace {

using xlsx::Address;

// The cell above the headings that holds the organisation's code alone.
Address organisation_key_on(const FoundSheet& sheet, const std::string& code) {
  for (const xlsx::Cell& cell : sheet.cells.cells) {
    if (cell.at.row >= sheet.headings.row) break;
    if (cell.type == xlsx::CellType::text && shown(cell) == code) return cell.at;
  }
  return {grid::about_row, grid::code_column};
}

std::string one_cell(const std::string& sheet, Address at) { return xlsx::on_sheet(sheet, {at, at}); }

}  // namespace

FoundCells::FoundCells(const FoundFile& file, const BookPlan& issued)
    : file_(file), issued_(issued), form_(issued.form()) {
  by_organisation_.resize(form_.organisations.size() * form_.sections.size());
  organisation_keys_.resize(by_organisation_.size());
  for (const FoundSheet& found : file.sheets) {
    if (found.repeated || !found.organisation) continue;
    for (SectionIndex s{0}; s.value < form_.sections.size(); ++s.value) {
      if (found.role != SheetRole::summary && found.section != s) continue;
      const std::size_t position = found.organisation.value * form_.sections.size() + s.value;
      by_organisation_[position] = &found;
      organisation_keys_[position] =
          organisation_key_on(found, form_.organisations[found.organisation.value].code);
    }
  }
  if (const FoundSheet* cover = file.with_role(SheetRole::cover)) {
    const CoverPlaces places = cover_places(*cover, form_);
    cover_name_ = cover->name;
    cover_rows_ = places.rows;
    cover_column_ = places.entry_column;
  }
}

std::string FoundCells::sheet_of(OrganisationIndex organisation, SectionIndex section) const {
  const FoundSheet* found = sheet(organisation, section);
  return found ? found->name : issued_.sheet_of(organisation, section);
}

std::uint32_t FoundCells::row(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const {
  const FoundSheet* found = sheet(organisation, form_.lines[line.value].section);
  if (!found) return issued_.row(organisation, line, scenario);
  const std::size_t position = line.value * form_.scenarios.size() + scenario.value;
  return position < found->rows.size() ? found->rows[position] : 0;
}

std::string FoundCells::column(PeriodIndex period) const {
  return xlsx::column_text(static_cast<std::uint16_t>(grid::first_year_column + period.value));
}

std::string FoundCells::column_on(OrganisationIndex organisation, SectionIndex section,
                                  PeriodIndex period) const {
  const FoundSheet* found = sheet(organisation, section);
  const std::uint16_t at = found && period.value < found->headings.periods.size()
                               ? found->headings.periods[period.value]
                               : std::uint16_t{0};
  return at == 0 ? column(period) : xlsx::column_text(at);
}

std::string FoundCells::constant(ConstantIndex constant, PeriodIndex period) const {
  return constant_name(form_, constant, period);
}

std::string FoundCells::cover(CoverIndex field) const {
  if (!file_.with_role(SheetRole::cover)) return issued_.cover(field);
  if (field.value >= cover_rows_.size() || cover_rows_[field.value] == 0) return "NA()";
  return one_cell(cover_name_, {cover_rows_[field.value], cover_column_});
}

std::string FoundCells::table_range(TableIndex table, ColumnIndex column, PeriodIndex period) const {
  for (const FoundSheet& found : file_.sheets) {
    if (found.role != SheetRole::table || found.table != table || found.repeated) continue;
    const std::uint16_t at = found.columns.slots.at(form_.tables[table.value].slot(column, period));
    if (at == 0) return "NA()";
    return xlsx::on_sheet(found.name, {{found.columns.first_row, at}, {found.columns.last_row, at}});
  }
  return issued_.table_range(table, column, period);
}

std::string FoundCells::organisation_key(OrganisationIndex organisation, SectionIndex section) const {
  const FoundSheet* found = sheet(organisation, section);
  return found ? one_cell(found->name,
                          organisation_keys_[organisation.value * form_.sections.size() + section.value])
               : issued_.organisation_key(organisation, section);
}

std::string FoundCells::line_key(OrganisationIndex organisation, LineIndex line,
                                 ScenarioIndex scenario) const {
  const FoundSheet* found = sheet(organisation, form_.lines[line.value].section);
  return found ? one_cell(found->name, {row(organisation, line, scenario), found->headings.code})
               : issued_.line_key(organisation, line, scenario);
}

std::vector<OrganisationIndex> FoundCells::organisations(TypeSet types) const {
  std::vector<OrganisationIndex> found;
  for (OrganisationIndex o{0}; o.value < form_.organisations.size(); ++o.value) {
    if (!holds(types, form_.organisations[o.value].type)) continue;
    for (SectionIndex s{0}; s.value < form_.sections.size(); ++s.value)
      if (sheet(o, s) || issued_.sheet(o, s)) {
        found.push_back(o);
        break;
      }
  }
  return found;
}

}  // namespace stp
