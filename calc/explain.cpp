#include "calc/explain.h"

#include "calc/form/render.h"
#include "calc/operands.h"
#include "calc/replay.h"
#include "calc/shown.h"

namespace stp {
namespace {

class Explaining {
 public:
  Explaining(const CalculatedReturn& figures, const Template& form, const ExplainOptions& options)
      : figures_(figures), form_(form), options_(options), world_(figures, form) {}

  // In the scenario the line has, when the one asked for is not one of its own.
  Explanation line(Position at, int depth) {
    const Line& definition = form_.lines[at.line.value];
    at.scenario = world_.scenario_of(at.line, at.scenario);
    Explanation told = named(definition.code, definition.label, at);
    told.scenario = form_.scenarios[at.scenario.value].code;
    told.unit = form_.units[definition.unit.value].label;
    show(told, figure(at), form_.units[definition.unit.value]);
    if (const Entry* entry = world_.entry(at.line, at)) locate(told, entry->at);
    if (definition.kind == LineKind::calculated)
      calculated(told, definition, at, depth);
    else
      entered(told, definition, at);
    return told;
  }

  // A line of the organisations, asked for a whole place or footprint.
  Explanation whole(const Position& at, int depth) {
    const Line& definition = form_.lines[at.line.value];
    const Unit& unit = form_.units[definition.unit.value];
    Explanation told = named(definition.code, definition.label, at);
    told.kind = "calculated";
    told.scenario = form_.scenarios[world_.scenario_of(at.line, at.scenario).value].code;
    told.unit = unit.label;
    std::string types;
    for (std::size_t t = 0; t < form_.types.size(); ++t)
      if (holds(definition.types, TypeIndex{static_cast<std::uint16_t>(t)}))
        types += (types.empty() ? "" : ", ") + form_.types[t].code;
    told.formula = "organisations(" + types + ": " + definition.code + ")";
    told.words = "the sum over the organisations that have this line";
    const Value sum = headline_of(figures_, form_, world_, at.line, at.period);
    show(told, {sum.number, sum.known ? FigureState::known : FigureState::unknown}, unit);
    for (const auto& part : figures_.filed.organisations) {
      const bool has_it = holds(definition.types, form_.organisations[part.organisation.value].type) &&
                          holds(part.sections, definition.section);
      if (!has_it) continue;
      if (depth <= 0 || parts_ >= options_.most_parts) {
        told.cut = true;
        break;
      }
      ++parts_;
      told.parts.push_back(line({part.organisation, at.line, at.scenario, at.period}, depth - 1));
    }
    return told;
  }

  bool is_whole(const Position& at) const {
    const Organisation& organisation = form_.organisations[at.organisation.value];
    const Line& definition = form_.lines[at.line.value];
    return organisation.summary && !holds(definition.types, organisation.type) && adds_up(form_, at.line);
  }

 private:
  Explanation named(const std::string& code, const std::string& label, const Position& at) const {
    Explanation told;
    told.line = code;
    told.label = label;
    if (at.organisation) told.organisation = form_.organisations[at.organisation.value].code;
    if (at.period) told.year = form_.periods[at.period.value].label;
    return told;
  }

  Figure figure(const Position& at) const {
    const Figure* found = world_.figure(at.line, at);
    return found ? *found : Figure{};
  }

  static void show(Explanation& told, const Figure& figure, const Unit& unit) {
    told.value = shown(figure, unit);
    if (figure.state == FigureState::known) told.amount = to_text(figure.value);
  }

  void locate(Explanation& told, const CellPlace& at) const {
    CellText text = describe(figures_.filed, at);
    told.file = std::move(text.file);
    told.sha256 = std::move(text.sha256);
    told.sheet = std::move(text.sheet);
    told.cell = std::move(text.cell);
  }

  void entered(Explanation& told, const Line& definition, const Position& at) const {
    told.kind = definition.kind == LineKind::input ? "input" : "reference";
    const Entry* entry = world_.entry(at.line, at);
    if (!entry) return;
    if (entry->kind == EntryKind::unreadable && !entry->at)
      told.words = "its line is not in the workbook";
    else if (entry->kind == EntryKind::unreadable && entry->text < figures_.filed.texts.size())
      told.words = "cannot be read: \"" + figures_.filed.texts[entry->text] + "\"";
    if (entry->kind == EntryKind::blank && definition.kind == LineKind::reference && !told.amount.empty())
      told.words = "the template's own value; source " + definition.source;
  }

  void calculated(Explanation& told, const Line& definition, const Position& at, int depth) {
    told.kind = "calculated";
    const auto* formula = definition.formula_for(form_.organisations[at.organisation.value].type, at.period);
    if (!formula) return;
    told.formula = formula->text;
    told.words = in_words(formula->formula, form_);
    for (const auto& operand : operands_read(formula->formula, at, world_, form_)) {
      if (depth <= 0 || parts_ >= options_.most_parts) {
        told.cut = true;
        return;
      }
      add_part(told, operand, depth - 1);
    }
  }

  void add_part(Explanation& told, const Operand& operand, int depth) {
    ++parts_;
    switch (operand.kind) {
      case Operand::Kind::line:
        told.parts.push_back(line(operand.at, depth));
        return;
      case Operand::Kind::constant:
        told.parts.push_back(constant(operand));
        return;
      case Operand::Kind::cover:
        told.parts.push_back(cover(operand));
        return;
      case Operand::Kind::places:
        told.parts.push_back(places(operand));
        return;
      case Operand::Kind::rows:
        --parts_;
        add_rows(told, operand);
        return;
    }
  }

  Explanation constant(const Operand& operand) const {
    const Constant& constant = form_.constants[operand.constant.value];
    Explanation told = named(constant.code, constant.label, operand.at);
    told.kind = "constant";
    told.words = "source " + constant.source;
    const Value value = world_.constant(operand.constant, operand.at.period);
    const Figure figure{value.number, value.known ? FigureState::known : FigureState::unknown};
    if (constant.unit) told.unit = form_.units[constant.unit.value].label;
    show(told, figure, constant.unit ? form_.units[constant.unit.value] : Unit{});
    return told;
  }

  Explanation cover(const Operand& operand) const {
    const CoverField& field = form_.cover[operand.cover.value];
    Explanation told = named(field.code, field.label, {});
    told.kind = "cover";
    told.value = world_.cover_text(operand.cover);
    if (operand.cover.value < figures_.filed.cover.size())
      locate(told, figures_.filed.cover[operand.cover.value].at);
    return told;
  }

  Explanation places(const Operand& operand) const {
    Explanation told = named("", in_words(*operand.expression, form_), operand.at);
    told.kind = "places";
    told.words = "the place view of a footprint total";
    return told;
  }

  void add_rows(Explanation& told, const Operand& operand) {
    for (const auto row : world_.row_index().matching(*operand.expression, operand.at)) {
      const TableCell* amount = world_.row_index().cell(*operand.expression, row, operand.at.period);
      if (!amount || amount->kind == EntryKind::blank) continue;
      if (parts_ >= options_.most_parts) {
        told.cut = true;
        return;
      }
      ++parts_;
      told.parts.push_back(table_row(*operand.expression, row, *amount, operand.at));
    }
  }

  // A register row is named by its first two columns: the solution's id and its name.
  Explanation table_row(const Expression& rows, std::uint32_t row, const TableCell& amount,
                        const Position& at) const {
    const TableDefinition& table = form_.tables[rows.table.value];
    const Column& column = table.columns[rows.column.value];
    const auto& cells = figures_.filed.tables[rows.table.value][row].cells;
    const auto text = [&](std::size_t i) {
      const bool there = i < table.columns.size() && table.columns[i].first_slot < cells.size();
      return there ? cells[table.columns[i].first_slot].text : std::string();
    };
    Explanation told = named(text(0), text(1), at);
    told.kind = "row";
    told.words = column.label + ", " + table.label;
    const Unit unit = column.unit ? form_.units[column.unit.value] : Unit{};
    told.unit = unit.label;
    show(told, {amount.value, amount.kind == EntryKind::value ? FigureState::known : FigureState::unknown},
         unit);
    locate(told, amount.at);
    return told;
  }

  const CalculatedReturn& figures_;
  const Template& form_;
  const ExplainOptions& options_;
  ReturnFigures world_;
  std::size_t parts_ = 0;
};

}  // namespace

Explanation explain(const CalculatedReturn& figures, const Template& form, OrganisationIndex organisation,
                    LineIndex line, ScenarioIndex scenario, PeriodIndex period,
                    const ExplainOptions& options) {
  Explaining explaining(figures, form, options);
  const Position at{organisation, line, scenario, period};
  return explaining.is_whole(at) ? explaining.whole(at, options.depth) : explaining.line(at, options.depth);
}

}  // namespace stp
