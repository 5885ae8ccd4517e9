// What formulas may name in the edition being read, and what those names mean.
#pragma once

#include "calc/form/draft.h"
#include "calc/formula/check.h"

namespace stp {

class TemplateNames final : public FormulaNames {
 public:
  explicit TemplateNames(const Template& form) : form_(form) {}
  LineIndex line(std::string_view code) const override { return form_.line(code); }
  std::vector<LineIndex> input_lines(std::string_view first, std::string_view last) const override;
  ConstantIndex constant(std::string_view code) const override { return form_.constant(code); }
  CoverIndex cover(std::string_view code) const override { return form_.cover_field(code); }
  ScenarioIndex scenario(std::string_view code) const override { return form_.scenario(code); }
  TypeIndex type(std::string_view code) const override { return form_.type(code); }
  TableIndex table(std::string_view code) const override { return form_.table(code); }
  ColumnIndex column(TableIndex table, std::string_view code) const override {
    return form_.tables[table.value].column(code);
  }
  std::vector<std::string> all_names() const override;

 private:
  const Template& form_;
};

class TemplateMeanings final : public FormulaMeanings {
 public:
  explicit TemplateMeanings(const Template& form) : form_(form) {}
  Dimension line_dimension(LineIndex line) const override {
    return unit_dimension(form_.lines[line.value].unit);
  }
  Dimension constant_dimension(ConstantIndex constant) const override {
    return unit_dimension(form_.constants[constant.value].unit);
  }
  Dimension cover_dimension(CoverIndex field) const override;
  Dimension column_dimension(TableIndex table, ColumnIndex column) const override {
    return unit_dimension(form_.tables[table.value].columns[column.value].unit);
  }
  TypeSet line_types(LineIndex line) const override { return form_.lines[line.value].types; }
  PeriodSet line_periods(LineIndex line) const override { return form_.lines[line.value].periods; }
  ScenarioSet line_scenarios(LineIndex line) const override { return form_.lines[line.value].scenarios; }
  std::string line_code(LineIndex line) const override { return form_.lines[line.value].code; }

  Dimension unit_dimension(UnitIndex unit) const;

 private:
  const Template& form_;
};

// A formula text read at its place in a file; its troubles are added with file, line and column.
class FormulaReader {
 public:
  FormulaReader(FormDraft& draft, bool in_rule)
      : draft_(draft), names_(draft.form), meanings_(draft.form), in_rule_(in_rule) {}
  std::optional<Expression> parse(const TextNode& node, const std::string& file) const;
  // The dimension, or nothing with a trouble.
  std::optional<Dimension> dimension(const Expression& expression, const TextNode& node,
                                     const std::string& file, std::optional<Dimension> of_this = {}) const;
  void add(const std::vector<FormulaTrouble>& troubles, const std::string& code, const TextNode& node,
           const std::string& file) const;
  const TemplateMeanings& meanings() const { return meanings_; }

 private:
  FormDraft& draft_;
  TemplateNames names_;
  TemplateMeanings meanings_;
  bool in_rule_;
};

std::string in_words(const Dimension& dimension);  // "money per wte"

}  // namespace stp
