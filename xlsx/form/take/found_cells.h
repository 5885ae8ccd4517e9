// Where things really stand in a workbook that was read: the addresses a formula is expected to name. A sheet
// that is missing is named where it stood when the form was issued, so that a formula keeps every
// organisation it adds up.
#pragma once

#include "calc/formula/excel.h"
#include "xlsx/form/sheets/plan.h"
#include "xlsx/form/take/reading.h"

namespace stp {

class FoundCells final : public CellNames {
 public:
  FoundCells(const FoundFile& file, const BookPlan& issued);

  std::string sheet_of(OrganisationIndex organisation, SectionIndex section) const override;
  std::uint32_t row(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const override;
  std::string column(PeriodIndex period) const override;
  std::string column_on(OrganisationIndex organisation, SectionIndex section,
                        PeriodIndex period) const override;
  std::string constant(ConstantIndex constant, PeriodIndex period) const override;
  std::string cover(CoverIndex field) const override;
  std::string table_range(TableIndex table, ColumnIndex column, PeriodIndex period) const override;
  std::string organisation_key(OrganisationIndex organisation, SectionIndex section) const override;
  std::string line_key(OrganisationIndex organisation, LineIndex line, ScenarioIndex scenario) const override;
  std::vector<OrganisationIndex> organisations(TypeSet types) const override;

  const BookPlan& issued() const { return issued_; }

 private:
  const FoundSheet* sheet(OrganisationIndex organisation, SectionIndex section) const {
    return by_organisation_[organisation.value * form_.sections.size() + section.value];
  }
  const FoundFile& file_;
  const BookPlan& issued_;
  const Template& form_;
  std::vector<const FoundSheet*> by_organisation_;  // per organisation x section
  std::vector<xlsx::Address> organisation_keys_;    // same positions
  std::string cover_name_;
  std::vector<std::uint32_t> cover_rows_;
  std::uint16_t cover_column_ = 0;
};

}  // namespace stp
