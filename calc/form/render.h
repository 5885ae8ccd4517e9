// A Template as the vocabulary of the formula renderings, and the two renderings for callers that hold a
// Template.
#pragma once

#include <string>

#include "calc/form/template.h"
#include "calc/formula/excel.h"
#include "calc/formula/vocabulary.h"

namespace stp {

// Refers to the Template, which must outlive it.
class TemplateVocabulary final : public FormulaVocabulary {
 public:
  explicit TemplateVocabulary(const Template& form) : form_(form) {}
  std::string line_label(LineIndex line) const override;
  SectionIndex line_section(LineIndex line) const override;
  TypeSet line_types(LineIndex line) const override;
  PeriodSet line_periods(LineIndex line) const override;
  ScenarioSet line_scenarios(LineIndex line) const override;
  bool line_calculated(LineIndex line) const override;
  TypeIndex organisation_type(OrganisationIndex organisation) const override;
  const std::vector<LineIndex>& layout_order(SectionIndex section) const override;
  std::string constant_label(ConstantIndex constant) const override;
  std::string cover_label(CoverIndex field) const override;
  std::string scenario_label(ScenarioIndex scenario) const override;
  std::string type_label(TypeIndex type) const override;
  std::string table_label(TableIndex table) const override;
  std::string column_label(TableIndex table, ColumnIndex column) const override;

 private:
  const Template& form_;
};

std::string excel_formula(const Expression& expression, const Position& at, const Template& form,
                          const CellNames& names);
std::string in_words(const Expression& expression, const Template& form);

}  // namespace stp
