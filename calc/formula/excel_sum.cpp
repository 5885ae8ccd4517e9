#include "calc/formula/excel_sum.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace stp {

namespace {

std::string sheet_reference(const std::string& sheet) {
  std::string text = "'";
  for (const char c : sheet) text += c == '\'' ? std::string("''") : std::string(1, c);
  return text + "'!";
}

}  // namespace

SheetCells::SheetCells(const FormulaVocabulary& vocabulary, const CellNames& names, const Position& home)
    : vocabulary_(vocabulary), names_(names) {
  if (home.line && home.organisation)
    home_ = names.sheet_of(home.organisation, vocabulary.line_section(home.line));
}

bool SheetCells::asked(LineIndex line, const Position& at) const {
  return holds(vocabulary_.line_types(line), vocabulary_.organisation_type(at.organisation)) &&
         holds(vocabulary_.line_periods(line), at.period);
}

std::uint32_t SheetCells::row(LineIndex line, const Position& at) const {
  const ScenarioIndex scenario = scenario_read(vocabulary_.line_scenarios(line), at.scenario);
  return scenario ? names_.row(at.organisation, line, scenario) : 0;
}

std::optional<std::string> SheetCells::cell(LineIndex line, const Position& at) const {
  const std::uint32_t number = row(line, at);
  if (number == 0) return std::nullopt;
  return on_sheet(
      at.organisation, vocabulary_.line_section(line),
      names_.column_on(at.organisation, vocabulary_.line_section(line), at.period) + std::to_string(number));
}

std::string SheetCells::on_sheet(OrganisationIndex organisation, SectionIndex section,
                                 const std::string& cell) const {
  if (cell.find('!') != std::string::npos) return cell;  // says its sheet already
  const std::string sheet = names_.sheet_of(organisation, section);
  return sheet == home_ ? cell : sheet_reference(sheet) + cell;
}

std::vector<SheetCells::Placed> SheetCells::placed_lines(const Expression& sum, const Position& at) const {
  std::vector<Placed> placed;
  for (const Expression& operand : sum.operands) {
    if (operand.op != Operator::line || !asked(operand.line, at)) continue;
    const std::uint32_t number = row(operand.line, at);
    if (number == 0) continue;
    const SectionIndex section = vocabulary_.line_section(operand.line);
    const auto& order = vocabulary_.layout_order(section);
    const auto position = std::find(order.begin(), order.end(), operand.line) - order.begin();
    placed.push_back({operand.line, section, static_cast<std::size_t>(position), number});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::tie(a.section, a.layout) < std::tie(b.section, b.layout);
  });
  return placed;
}

bool SheetCells::stands_between(LineIndex line, std::uint32_t upper, std::uint32_t lower,
                                const Position& at) const {
  for (ScenarioSet rest = vocabulary_.line_scenarios(line); rest != 0; rest &= rest - 1) {
    const ScenarioIndex scenario{static_cast<std::uint16_t>(std::countr_zero(rest))};
    const std::uint32_t number = names_.row(at.organisation, line, scenario);
    if (number > upper && number < lower) return true;
  }
  return false;
}

// Nothing that carries a figure lies between the two rows.
bool SheetCells::adjoin(const Placed& upper, const Placed& lower, const Position& at) const {
  if (upper.section != lower.section || upper.row >= lower.row) return false;
  if (upper.row + 1 == lower.row) return true;
  const auto& order = vocabulary_.layout_order(upper.section);
  return std::none_of(order.begin(), order.end(),
                      [&](LineIndex line) { return stands_between(line, upper.row, lower.row, at); });
}

CellSum SheetCells::sum(const Expression& sum, const Position& at) const {
  CellSum made;
  const std::vector<Placed> placed = placed_lines(sum, at);
  for (std::size_t first = 0; first < placed.size();) {
    const std::string column = names_.column_on(at.organisation, placed[first].section, at.period);
    std::size_t last = first;
    while (last + 1 < placed.size() && adjoin(placed[last], placed[last + 1], at)) ++last;
    std::string cells = column + std::to_string(placed[first].row);
    if (last > first) {
      cells += ":" + column + std::to_string(placed[last].row);
      made.has_run = true;
    }
    made.parts.push_back(on_sheet(at.organisation, placed[first].section, cells));
    first = last + 1;
  }
  return made;
}

}  // namespace stp
