#include "xlsx/form/sheets/plan.h"

#include <algorithm>

#include "xlsx/form/roles.h"
#include "xlsx/form/stamp.h"
#include "xlsx/form/write/sheet_name.h"

namespace stp {

namespace {

std::string replaced(std::string text, const std::string& hole, const std::string& with) {
  const std::size_t at = text.find(hole);
  return at == std::string::npos ? text : text.replace(at, hole.size(), with);
}

const std::string& name_on_sheet(const Organisation& organisation) {
  return organisation.short_name.empty() ? organisation.code : organisation.short_name;
}

}  // namespace

std::vector<OrganisationIndex> returned_by(const Template& form, PlaceIndex place) {
  std::vector<OrganisationIndex> found;
  for (OrganisationIndex o{0}; o.value < form.organisations.size(); ++o.value) {
    const Organisation& organisation = form.organisations[o.value];
    if (organisation.home == place && organisation.returned && !organisation.summary) found.push_back(o);
  }
  return found;
}

std::uint32_t SheetPlan::row_of(LineIndex line, ScenarioIndex scenario) const {
  for (const PlannedRow& planned : rows)
    if (planned.line == line && planned.scenario == scenario) return planned.row;
  return 0;
}

BookPlan::BookPlan(const Template& form, const PlanOptions& options)
    : form_(form), place_(options.place), sections_(options.sections), organisations_(options.organisations) {
  for (const SectionIndex section : sections_)
    for (const OrganisationIndex organisation : organisations_) plan_sheet(organisation, section);
  plan_tables(options.table_rows);
  if (const OrganisationIndex summary = form.summary_of(place_)) plan_summary(summary);
}

void BookPlan::add_rows(SheetPlan& sheet, const SectionLayout& layout) const {
  const TypeIndex type = form_.organisations[sheet.organisation.value].type;
  std::string statement;
  for (const LineIndex l : layout.order) {
    const Line& line = form_.lines[l.value];
    if (!applies_to(line, type)) continue;
    if (line.statement != statement) {
      statement = line.statement;
      const auto found = std::find_if(form_.statements.begin(), form_.statements.end(),
                                      [&](const Statement& s) { return s.code == statement; });
      sheet.rows.push_back(
          {++sheet.last_row, {}, {}, found == form_.statements.end() ? statement : found->label});
    }
    for (ScenarioIndex s{0}; s.value < form_.scenarios.size(); ++s.value)
      if (holds(line.scenarios, s)) sheet.rows.push_back({++sheet.last_row, l, s, {}});
  }
}

void BookPlan::plan_sheet(OrganisationIndex organisation, SectionIndex section) {
  for (const SectionLayout& layout : form_.layout.sections) {
    if (layout.section != section) continue;
    SheetPlan sheet;
    sheet.organisation = organisation;
    sheet.section = section;
    sheet.what = form_.sections[section.value].code;
    sheet.which = form_.organisations[organisation.value].code;
    sheet.name = free_name(replaced(layout.sheet_pattern, "{organisation}",
                                    name_on_sheet(form_.organisations[organisation.value])));
    add_rows(sheet, layout);
    if (!sheet.rows.empty()) sheets_.push_back(std::move(sheet));
  }
}

void BookPlan::plan_summary(OrganisationIndex organisation) {
  SheetPlan sheet;
  sheet.organisation = organisation;
  sheet.what = sheet_kind::summary;
  sheet.which = form_.places[place_.value].code;
  sheet.name = free_name(name_on_sheet(form_.organisations[organisation.value]));
  for (const SectionIndex section : sections_)
    for (const SectionLayout& layout : form_.layout.sections)
      if (layout.section == section) add_rows(sheet, layout);
  if (!sheet.rows.empty()) sheets_.push_back(std::move(sheet));
}

void BookPlan::plan_tables(const std::vector<std::size_t>& rows) {
  for (TableIndex t{0}; t.value < form_.tables.size(); ++t.value) {
    const TableDefinition& table = form_.tables[t.value];
    if (std::find(sections_.begin(), sections_.end(), table.section) == sections_.end()) continue;
    TablePlan plan;
    plan.table = t;
    plan.name = free_name(table.sheet);
    const std::size_t held = t.value < rows.size() ? rows[t.value] : 0;
    plan.last_row =
        grid::heading_row + static_cast<std::uint32_t>(held) + static_cast<std::uint32_t>(table.blank_rows);
    for (std::uint16_t slot = 0; slot < table.slots; ++slot)
      plan.slot_column.push_back(static_cast<std::uint16_t>(slot + 1));
    tables_.push_back(std::move(plan));
  }
}

// Two sheets may not share a name, whatever the case of its letters.
std::string BookPlan::free_name(std::string wanted) const {
  const auto taken = [&](const std::string& name) {
    return std::any_of(sheets_.begin(), sheets_.end(),
                       [&](const SheetPlan& s) { return xlsx::same_name(s.name, name); }) ||
           std::any_of(tables_.begin(), tables_.end(),
                       [&](const TablePlan& t) { return xlsx::same_name(t.name, name); });
  };
  std::string name = xlsx::sheet_name(wanted);
  for (int number = 2; taken(name); ++number) name = xlsx::sheet_name(wanted, " " + std::to_string(number));
  return name;
}

const SheetPlan* BookPlan::sheet(OrganisationIndex organisation, SectionIndex section) const {
  for (const SheetPlan& sheet : sheets_)
    if (sheet.organisation == organisation && (sheet.section == section || !sheet.section)) return &sheet;
  return nullptr;
}

std::string constant_name(const Template& form, ConstantIndex constant, PeriodIndex period) {
  return form.constants[constant.value].code + "_" + form.periods[period.value].code;
}

std::string BookPlan::sheet_of(OrganisationIndex organisation, SectionIndex section) const {
  const SheetPlan* found = sheet(organisation, section);
  return found ? found->name : std::string();
}

std::uint32_t BookPlan::row(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const {
  const SheetPlan* found = sheet(organisation, form_.lines[line.value].section);
  return found ? found->row_of(line, scenario) : 0;
}

std::string BookPlan::column(PeriodIndex period) const { return xlsx::column_text(year_column(period)); }

std::string BookPlan::constant(ConstantIndex constant, PeriodIndex period) const {
  return constant_name(form_, constant, period);
}

std::string BookPlan::cover(CoverIndex field) const {
  return xlsx::on_sheet(cover_sheet, {{cover_row(field), 3}, {cover_row(field), 3}});
}

std::string BookPlan::table_range(TableIndex table, ColumnIndex column, PeriodIndex period) const {
  for (const TablePlan& plan : tables_) {
    if (plan.table != table) continue;
    const std::uint16_t sheet_column = plan.slot_column.at(form_.tables[table.value].slot(column, period));
    return xlsx::on_sheet(plan.name, {{grid::first_row, sheet_column}, {plan.last_row, sheet_column}});
  }
  return {};
}

std::string BookPlan::organisation_key(OrganisationIndex organisation, SectionIndex section) const {
  const xlsx::Address key{grid::about_row, grid::code_column};
  return xlsx::on_sheet(sheet_of(organisation, section), {key, key});
}

std::string BookPlan::line_key(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const {
  const xlsx::Address key{row(organisation, line, scenario), grid::code_column};
  return xlsx::on_sheet(sheet_of(organisation, form_.lines[line.value].section), {key, key});
}

std::vector<OrganisationIndex> BookPlan::organisations(TypeSet types) const {
  std::vector<OrganisationIndex> found;
  for (const OrganisationIndex o : organisations_)
    if (holds(types, form_.organisations[o.value].type)) found.push_back(o);
  return found;
}

}  // namespace stp
