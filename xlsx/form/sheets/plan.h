// Where everything will stand in a workbook about to be written: sheets, their names, the rows of their
// lines, the columns of the years. Answers the formula renderer, so that formulas and cells cannot disagree.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calc/form/template.h"
#include "calc/formula/excel.h"
#include "xlsx/form/write/book.h"

namespace stp {

// Rows and columns that all our sheets share.
namespace grid {
inline constexpr std::uint32_t title_row = 1, stamp_row = 2, about_row = 3, key_row = 4, heading_row = 5,
                               first_row = 6;
inline constexpr std::uint16_t code_column = 1, line_column = 2, scenario_column = 3, unit_column = 4,
                               first_year_column = 5;
}  // namespace grid

struct PlannedRow {
  std::uint32_t row = 0;
  LineIndex line;  // nothing: a sub-heading
  ScenarioIndex scenario;
  std::string heading;
};

// One organisation's sheet for a section, or a summary organisation's for all sections of the workbook.
struct SheetPlan {
  std::string what, which, name;  // as in the stamp
  OrganisationIndex organisation;
  SectionIndex section;  // nothing: summary
  std::vector<PlannedRow> rows;
  std::uint32_t last_row = grid::heading_row;
  std::uint32_t row_of(LineIndex line, ScenarioIndex scenario) const;  // 0: not here
};

struct TablePlan {
  TableIndex table;
  std::string name;                        // sheet name
  std::uint32_t last_row = 0;              // last row ready for typing
  std::vector<std::uint16_t> slot_column;  // sheet column of each slot
};

struct PlanOptions {
  PlaceIndex place;  // whose summary it carries
  std::vector<SectionIndex> sections;
  std::vector<OrganisationIndex> organisations;  // in the order of their sheets
  std::vector<std::size_t> table_rows;           // per TableIndex: rows to be held; blank rows are added
  std::string file_prefix;                       // before sheet names, "" none
};

class BookPlan : public CellNames {
 public:
  BookPlan(const Template& form, const PlanOptions& options);

  const Template& form() const { return form_; }
  PlaceIndex place() const { return place_; }
  const std::vector<SectionIndex>& sections() const { return sections_; }
  const std::vector<OrganisationIndex>& organisation_list() const { return organisations_; }
  const std::vector<SheetPlan>& sheets() const { return sheets_; }
  const SheetPlan* sheet(OrganisationIndex organisation, SectionIndex section) const;  // null: none
  const std::vector<TablePlan>& tables() const { return tables_; }
  std::uint16_t year_column(PeriodIndex period) const {
    return static_cast<std::uint16_t>(grid::first_year_column + period.value);
  }
  std::uint16_t note_column() const {
    return static_cast<std::uint16_t>(grid::first_year_column + form_.periods.size());
  }
  std::uint32_t cover_row(CoverIndex field) const { return grid::first_row + field.value; }

  // CellNames
  std::string sheet_of(OrganisationIndex organisation, SectionIndex section) const override;
  std::uint32_t row(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const override;
  std::string column(PeriodIndex period) const override;
  std::string constant(ConstantIndex constant, PeriodIndex period) const override;
  std::string cover(CoverIndex field) const override;
  std::string table_range(TableIndex table, ColumnIndex column, PeriodIndex period) const override;
  std::string organisation_key(OrganisationIndex organisation, SectionIndex section) const override;
  std::string line_key(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const override;
  std::vector<OrganisationIndex> organisations(TypeSet types) const override;

  static constexpr const char* cover_sheet = "Cover";

 private:
  void plan_sheet(OrganisationIndex organisation, SectionIndex section);
  void plan_summary(OrganisationIndex organisation);
  void plan_tables(const std::vector<std::size_t>& rows);
  void add_rows(SheetPlan& sheet, const SectionLayout& layout) const;
  std::string free_name(std::string wanted) const;

  const Template& form_;
  PlaceIndex place_;
  std::vector<SectionIndex> sections_;
  std::vector<OrganisationIndex> organisations_;
  std::vector<SheetPlan> sheets_;
  std::vector<TablePlan> tables_;
};

// The defined name of a constant's value in a year.
std::string constant_name(const Template& form, ConstantIndex constant, PeriodIndex period);

// Organisations a place returns, in Template order, without summaries.
std::vector<OrganisationIndex> returned_by(const Template& form, PlaceIndex place);

}  // namespace stp
