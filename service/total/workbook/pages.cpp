#include "service/total/workbook/pages.h"

#include <set>

#include "calc/base/sha256.h"

namespace stp::total_pages {
namespace {

using Headlines = std::set<Headline>;

ScenarioIndex scenario_of(const Line& line, ScenarioIndex in_hand) {
  return scenario_read(line.scenarios, in_hand);
}

// The lines of organisations that a summary formula adds up.
void gather(const Expression& e, ScenarioIndex scenario, bool within, const Template& form,
            Headlines& found) {
  if (within && e.op == Operator::line) {
    const ScenarioIndex read = scenario_of(form.lines[e.line.value], scenario);
    if (read) found.insert({e.line, read});
  }
  if (e.op == Operator::scenario) scenario = e.scenario;
  for (const Expression& operand : e.operands)
    gather(operand, scenario, within || e.op == Operator::organisations, form, found);
}

std::vector<Headline> summary_lines(const Template& form, OrganisationIndex summary, Headlines& added_up) {
  std::vector<Headline> lines;
  if (!summary) return lines;
  const TypeIndex type = form.organisations[summary.value].type;
  for (std::uint16_t l = 0; l < form.lines.size(); ++l)
    for (std::uint16_t s = 0; s < form.scenarios.size(); ++s) {
      const Line& line = form.lines[l];
      if (!line.summary || !holds(line.types, type) || !holds(line.scenarios, ScenarioIndex{s})) continue;
      lines.push_back({LineIndex{l}, ScenarioIndex{s}});
      for (const FormulaCase& one : line.formulas)
        if (holds(one.types, type)) gather(one.formula, ScenarioIndex{s}, false, form, added_up);
    }
  return lines;
}

std::vector<Headline> lines_of_bridges(const Template& form) {
  Headlines found;
  const auto add = [&](LineIndex line) {
    if (!line || form.lines[line.value].summary) return;
    if (const ScenarioIndex scenario = scenario_of(form.lines[line.value], {}))
      found.insert({line, scenario});
  };
  for (const Bridge& one : form.bridges) {
    add(one.opening);
    add(one.closing);
    for (const BridgeStep& step : one.steps)
      for (const LineIndex line : step.lines) add(line);
  }
  return {found.begin(), found.end()};
}

std::string as_a_spreadsheet_holds_it(Decimal value) { return to_text(rounded(value, 6)); }

}  // namespace

std::string sections_text(const Template& form, std::uint32_t sections) {
  std::string text;
  for (std::uint16_t s = 0; s < form.sections.size(); ++s)
    if (holds(sections, SectionIndex{s})) text += (text.empty() ? "" : " ") + form.sections[s].code;
  return text;
}

Pages pages_of(const FootprintTotal& total, const Template& form, const BookPlan& plan,
               xlsx::BookWriter& book, BookText text) {
  Pages pages{total, form, plan, book, std::move(text), form.summary_of(form.footprint()), {}, {}, {}, {}};
  pages.members = plan.organisation_list();
  Headlines added_up;
  pages.summary_lines = summary_lines(form, pages.summary, added_up);
  pages.headlines.assign(added_up.begin(), added_up.end());
  pages.bridge_lines = lines_of_bridges(form);
  return pages;
}

std::uint32_t Pages::organisations_row(std::size_t member, std::size_t headline) const {
  return static_cast<std::uint32_t>(grid::first_row + headline * members.size() + member);
}

std::uint32_t Pages::shared_row(std::size_t destination, std::size_t member, std::size_t headline) const {
  return static_cast<std::uint32_t>(grid::first_row +
                                    (destination * headlines.size() + headline) * members.size() + member);
}

std::uint32_t Pages::line_total_row(LineIndex line) const {
  for (std::size_t i = 0; i < bridge_lines.size(); ++i)
    if (bridge_lines[i].line == line) return static_cast<std::uint32_t>(grid::first_row + i);
  return 0;
}

std::string Pages::destination_code(std::size_t destination) const {
  return destination + 1 < destinations() ? form.places[destination].code : "OUT";
}

std::string Pages::destination_name(std::size_t destination) const {
  return destination + 1 < destinations() ? form.places[destination].name : "outside the footprint";
}

bool Pages::arrived(std::size_t place) const {
  for (const Arrived& one : total.arrived)
    if (one.place.value == place) return one.present;
  return false;
}

std::string figures_digest(const CalculatedReturn& figures, const Template& form) {
  std::string text;
  for (std::size_t i = 0; i < figures.figures.size(); ++i) {
    text += form.organisations[figures.filed.organisations[i].organisation.value].code + "\n";
    for (std::uint16_t l = 0; l < form.lines.size(); ++l)
      for (std::uint16_t s = 0; s < form.scenarios.size(); ++s)
        for (std::uint16_t p = 0; p < form.periods.size(); ++p) {
          const Figure& figure = figures.figures[i].at(LineIndex{l}, ScenarioIndex{s}, PeriodIndex{p});
          if (figure.state == FigureState::known)
            text += std::to_string(l) + ' ' + std::to_string(s) + ' ' + std::to_string(p) + ' ' +
                    as_a_spreadsheet_holds_it(figure.value) + '\n';
        }
  }
  for (const auto& rows : figures.filed.tables)
    for (const TableRow& row : rows) {
      for (const TableCell& cell : row.cells)
        text += cell.text + '|' +
                (cell.kind == EntryKind::value ? as_a_spreadsheet_holds_it(cell.value) : "") + '|';
      text += '\n';
    }
  return sha256(text);
}

}  // namespace stp::total_pages
