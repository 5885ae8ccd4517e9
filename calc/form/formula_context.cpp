#include "calc/form/formula_context.h"

namespace stp {

std::vector<LineIndex> TemplateNames::input_lines(std::string_view first, std::string_view last) const {
  std::vector<LineIndex> lines;
  for (auto at = form_.line_by_code.lower_bound(first); at != form_.line_by_code.end() && at->first <= last;
       ++at)
    if (form_.lines[at->second].kind == LineKind::input) lines.push_back(LineIndex{at->second});
  return lines;
}

std::vector<std::string> TemplateNames::all_names() const {
  std::vector<std::string> names = codes_of(form_.lines);
  for (const Constant& constant : form_.constants) names.push_back(constant.code);
  return names;
}

Dimension TemplateMeanings::cover_dimension(CoverIndex field) const {
  Dimension dimension;  // text, or an amount of whatever it is compared with
  dimension.any = true;
  dimension.text = form_.cover[field.value].type != ColumnType::amount;
  return dimension;
}

Dimension TemplateMeanings::unit_dimension(UnitIndex unit) const {
  Dimension dimension;
  if (!unit) {
    dimension.any = true;  // its absence is a trouble already
    return dimension;
  }
  const Unit& of = form_.units[unit.value];
  dimension.money = of.money;
  dimension.count = of.count;
  dimension.wte = of.wte;
  return dimension;
}

std::optional<Expression> FormulaReader::parse(const TextNode& node, const std::string& file) const {
  auto parsed = parse_formula(node.text, names_, {in_rule_});
  if (parsed) return std::move(*parsed);
  add(parsed.error(), "formula", node, file);
  return {};
}

std::optional<Dimension> FormulaReader::dimension(const Expression& expression, const TextNode& node,
                                                  const std::string& file,
                                                  std::optional<Dimension> of_this) const {
  const auto found = dimension_of(expression, meanings_, of_this);
  if (found) return *found;
  add(found.error(), "unlike-units", node, file);
  return {};
}

void FormulaReader::add(const std::vector<FormulaTrouble>& troubles, const std::string& code,
                        const TextNode& node, const std::string& file) const {
  const auto text = draft_.texts.find(file);
  for (const FormulaTrouble& trouble : troubles) {
    if (draft_.troubles.full()) return;
    draft_.troubles.add(place_within(file, text->second, node, trouble.column), code, trouble.sentence,
                        trouble.remedy);
  }
}

std::string in_words(const Dimension& dimension) {
  if (dimension.truth) return "yes or no";
  if (dimension.text) return "text";
  if (dimension.any) return "a number";
  std::string above, below;
  const auto put = [&](int power, const std::string& name) {
    for (int i = 0; i < power; ++i) above += (above.empty() ? "" : " x ") + name;
    for (int i = 0; i < -power; ++i) below += " per " + name;
  };
  put(dimension.money, "money");
  put(dimension.count, "count");
  put(dimension.wte, "wte");
  if (above.empty() && below.empty()) return "a ratio";
  return (above.empty() ? "1" : above) + below;
}

}  // namespace stp
