// A form small enough to work out by hand: ten lines, two types, two scenarios, three years.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "calc/formula/check.h"
#include "calc/formula/parse.h"
#include "calc/formula/vocabulary.h"

namespace small_form {

using namespace stp;

struct Row {
  const char *code, *label;
  bool input;
  TypeSet types;
  ScenarioSet scenarios;
  PeriodSet periods;
  Dimension dimension;
};
constexpr TypeSet ccg = 1, provider = 2, summary = 4;
constexpr Dimension money{1, 0, 0, false, false, false}, count{0, 1, 0, false, false, false}, rate{};

// Position in this list is the LineIndex.
inline const std::vector<Row> rows{{"F10", "Pay", true, ccg | provider, 1, 7, money},
                                   {"F20", "Drugs", true, ccg | provider, 1, 7, money},
                                   {"F30", "Premises", true, provider, 1, 7, money},
                                   {"F40", "Total cost", false, ccg | provider, 1, 7, money},
                                   {"F50", "Income", true, ccg | provider, 1, 7, money},
                                   {"F60", "Surplus", false, ccg | provider, 1, 7, money},
                                   {"F70", "Growth", true, ccg | provider, 1, 6, rate},
                                   {"F80", "System surplus", false, summary, 1, 7, money},
                                   {"A10", "Attendances", true, ccg | provider, 3, 7, count},
                                   {"A20", "Admissions, planned", true, ccg | provider, 3, 7, count}};
inline const std::vector<std::string> types{"C", "P", "F"}, type_labels{"CCG", "NHS provider", "Summary"};
inline const std::vector<std::string> scenarios{"DN", "DS"}, scenario_labels{"do nothing", "do something"};
inline const std::vector<std::string> constants{"days", "uplift"},
    constant_labels{"Days in a year", "Tariff uplift"};
inline const std::vector<std::string> cover{"units", "population"}, cover_labels{"Units", "Population"};
inline const std::vector<std::string> columns{"theme", "beneficiary", "gross", "kind"},
    column_labels{"Theme", "Beneficiary", "Gross benefit", "Kind"};

template <class Made>
Made position_of(const std::vector<std::string>& list, std::string_view code) {
  const auto found = std::find(list.begin(), list.end(), code);
  if (found == list.end()) return Made{};
  return Made{static_cast<std::uint16_t>(found - list.begin())};
}

inline LineIndex line(std::string_view code) {
  for (std::uint16_t i = 0; i < rows.size(); ++i)
    if (rows[i].code == code) return LineIndex{i};
  return LineIndex{};
}

class Names : public FormulaNames {
 public:
  LineIndex line(std::string_view code) const override { return small_form::line(code); }
  std::vector<LineIndex> input_lines(std::string_view first, std::string_view last) const override {
    std::vector<LineIndex> found;
    for (std::uint16_t i = 0; i < rows.size(); ++i)
      if (rows[i].input && rows[i].code >= first && rows[i].code <= last) found.push_back(LineIndex{i});
    return found;
  }
  ConstantIndex constant(std::string_view code) const override {
    return position_of<ConstantIndex>(constants, code);
  }
  CoverIndex cover(std::string_view code) const override {
    return position_of<CoverIndex>(small_form::cover, code);
  }
  ScenarioIndex scenario(std::string_view code) const override {
    return position_of<ScenarioIndex>(scenarios, code);
  }
  TypeIndex type(std::string_view code) const override { return position_of<TypeIndex>(types, code); }
  TableIndex table(std::string_view code) const override {
    return code == "register" ? TableIndex{0} : TableIndex{};
  }
  ColumnIndex column(TableIndex, std::string_view code) const override {
    return position_of<ColumnIndex>(columns, code);
  }
  std::vector<std::string> all_names() const override {
    std::vector<std::string> names;
    for (const Row& row : rows) names.emplace_back(row.code);
    for (const auto* list : {&constants, &small_form::cover, &columns})
      names.insert(names.end(), list->begin(), list->end());
    names.emplace_back("register");
    return names;
  }
};

class Meanings : public FormulaMeanings {
 public:
  Dimension line_dimension(LineIndex l) const override { return rows.at(l.value).dimension; }
  Dimension constant_dimension(ConstantIndex) const override { return rate; }
  Dimension cover_dimension(CoverIndex field) const override {
    Dimension dimension;
    (field.value == 0 ? dimension.text : dimension.any) = true;
    return dimension;
  }
  Dimension column_dimension(TableIndex, ColumnIndex column) const override {
    Dimension dimension;
    if (column.value == 2) return money;
    dimension.text = true;
    return dimension;
  }
  TypeSet line_types(LineIndex l) const override { return rows.at(l.value).types; }
  PeriodSet line_periods(LineIndex l) const override { return rows.at(l.value).periods; }
  ScenarioSet line_scenarios(LineIndex l) const override { return rows.at(l.value).scenarios; }
  std::string line_code(LineIndex l) const override { return rows.at(l.value).code; }
};

// Organisations 0 and 1 are CCGs, 2 a provider, 3 the summary.
inline TypeIndex type_of(OrganisationIndex organisation) {
  constexpr std::array<std::uint16_t, 4> of{0, 0, 1, 2};
  return TypeIndex{of.at(organisation.value)};
}

class Vocabulary : public FormulaVocabulary {
 public:
  std::string line_label(LineIndex l) const override { return rows.at(l.value).label; }
  SectionIndex line_section(LineIndex l) const override {
    return SectionIndex{static_cast<std::uint16_t>(rows.at(l.value).code[0] == 'A' ? 1 : 0)};
  }
  TypeSet line_types(LineIndex l) const override { return rows.at(l.value).types; }
  PeriodSet line_periods(LineIndex l) const override { return rows.at(l.value).periods; }
  ScenarioSet line_scenarios(LineIndex l) const override { return rows.at(l.value).scenarios; }
  bool line_calculated(LineIndex l) const override { return !rows.at(l.value).input; }
  TypeIndex organisation_type(OrganisationIndex organisation) const override { return type_of(organisation); }
  const std::vector<LineIndex>& layout_order(SectionIndex section) const override {
    return layouts.at(section.value);
  }
  std::string constant_label(ConstantIndex c) const override { return constant_labels.at(c.value); }
  std::string cover_label(CoverIndex c) const override { return cover_labels.at(c.value); }
  std::string scenario_label(ScenarioIndex s) const override { return scenario_labels.at(s.value); }
  std::string type_label(TypeIndex t) const override { return type_labels.at(t.value); }
  std::string table_label(TableIndex) const override { return "Register"; }
  std::string column_label(TableIndex, ColumnIndex c) const override { return column_labels.at(c.value); }

  std::vector<std::vector<LineIndex>> layouts{{LineIndex{0}, LineIndex{1}, LineIndex{2}, LineIndex{3},
                                               LineIndex{4}, LineIndex{5}, LineIndex{6}, LineIndex{7}},
                                              {LineIndex{8}, LineIndex{9}}};
};

inline Expression parsed(std::string_view text, bool in_rule = true) {
  const Names names;
  auto result = parse_formula(text, names, {in_rule});
  if (!result) throw std::runtime_error(std::string(text) + ": " + result.error().front().sentence);
  return *result;
}

}  // namespace small_form
