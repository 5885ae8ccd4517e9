#include "calc/form/render.h"

#include "calc/formula/words.h"

namespace stp {

std::string TemplateVocabulary::line_label(LineIndex line) const { return form_.lines.at(line.value).label; }
SectionIndex TemplateVocabulary::line_section(LineIndex line) const {
  return form_.lines.at(line.value).section;
}
TypeSet TemplateVocabulary::line_types(LineIndex line) const { return form_.lines.at(line.value).types; }
PeriodSet TemplateVocabulary::line_periods(LineIndex line) const {
  return form_.lines.at(line.value).periods;
}
ScenarioSet TemplateVocabulary::line_scenarios(LineIndex line) const {
  return form_.lines.at(line.value).scenarios;
}
bool TemplateVocabulary::line_calculated(LineIndex line) const {
  return form_.lines.at(line.value).kind == LineKind::calculated;
}

TypeIndex TemplateVocabulary::organisation_type(OrganisationIndex organisation) const {
  return organisation ? form_.organisations.at(organisation.value).type : TypeIndex{};
}

const std::vector<LineIndex>& TemplateVocabulary::layout_order(SectionIndex section) const {
  static const std::vector<LineIndex> no_lines;
  for (const auto& layout : form_.layout.sections)
    if (layout.section == section) return layout.order;
  return no_lines;
}

std::string TemplateVocabulary::constant_label(ConstantIndex constant) const {
  return form_.constants.at(constant.value).label;
}
std::string TemplateVocabulary::cover_label(CoverIndex field) const {
  return form_.cover.at(field.value).label;
}
std::string TemplateVocabulary::scenario_label(ScenarioIndex scenario) const {
  return form_.scenarios.at(scenario.value).label;
}
std::string TemplateVocabulary::type_label(TypeIndex type) const { return form_.types.at(type.value).label; }
std::string TemplateVocabulary::table_label(TableIndex table) const {
  return form_.tables.at(table.value).label;
}
std::string TemplateVocabulary::column_label(TableIndex table, ColumnIndex column) const {
  return form_.tables.at(table.value).columns.at(column.value).label;
}

std::string excel_formula(const Expression& expression, const Position& at, const Template& form,
                          const CellNames& names) {
  return excel_formula(expression, at, TemplateVocabulary(form), names);
}
std::string in_words(const Expression& expression, const Template& form) {
  return in_words(expression, TemplateVocabulary(form));
}

}  // namespace stp
