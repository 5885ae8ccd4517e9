// Where the small form lies in a workbook.
#pragma once

#include <map>

#include "calc/formula/excel.h"
#include "tests/calc/formula/small_form.h"

namespace small_form {

// Finance rows from 5 down in layout order; activity rows 5 to 8: each line do nothing, then do something.
class SmallBook : public CellNames {
 public:
  std::map<std::string, std::uint32_t> moved;  // line code -> another row (0: nowhere)
  std::string sheet_of(OrganisationIndex organisation, SectionIndex section) const override {
    const std::vector<std::string> names{"RR1", "RR2", "Queen's", "Leeds"};
    return names.at(organisation.value) + (section.value == 0 ? " finance" : " activity");
  }
  std::uint32_t row(OrganisationIndex organisation, LineIndex l, ScenarioIndex scenario) const override {
    const Row& of = rows.at(l.value);
    if (!holds(of.types, type_of(organisation)) || !holds(of.scenarios, scenario)) return 0;
    if (const auto found = moved.find(of.code); found != moved.end()) return found->second;
    if (l.value < 8) return 5u + l.value;
    return 5u + (l.value - 8u) * 2u + scenario.value;
  }
  std::string column(PeriodIndex period) const override {
    return std::string(1, static_cast<char>('E' + period.value));
  }
  std::string constant(ConstantIndex c, PeriodIndex period) const override {
    return constants.at(c.value) + "_" + std::to_string(period.value);
  }
  std::string cover(CoverIndex field) const override {
    return "'Cover'!$C$" + std::to_string(5 + field.value);
  }
  std::string table_range(TableIndex, ColumnIndex column, PeriodIndex period) const override {
    const char first = std::string_view("ABCH")[column.value];  // gross: one column a year, C to E
    const std::string letter(1, static_cast<char>(first + (column.value == 2 ? period.value : 0)));
    return "'Register'!$" + letter + "$6:$" + letter + "$65";
  }
  std::string organisation_key(OrganisationIndex, SectionIndex) const override { return "$B$3"; }
  std::string line_key(OrganisationIndex organisation, LineIndex l, ScenarioIndex scenario) const override {
    return "$A" + std::to_string(row(organisation, l, scenario));
  }
  std::vector<OrganisationIndex> organisations(TypeSet wanted) const override {
    std::vector<OrganisationIndex> found;
    for (std::uint16_t i = 0; i < 4; ++i)
      if (holds(wanted, type_of(OrganisationIndex{i}))) found.push_back(OrganisationIndex{i});
    return found;
  }
};

}  // namespace small_form
