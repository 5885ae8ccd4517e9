#include "calc/form/example_figures.h"

#include <algorithm>

namespace stp {
namespace {

bool same(const RowFilter& a, const RowFilter& b) {
  return a.column == b.column && a.key == b.key && a.text == b.text;
}

// The same expression, wherever it was written.
bool same(const Expression& a, const Expression& b) {
  return a.op == b.op && a.number == b.number && a.text == b.text && a.line == b.line &&
         a.constant == b.constant && a.cover == b.cover && a.scenario == b.scenario && a.types == b.types &&
         a.table == b.table && a.column == b.column &&
         std::equal(a.filters.begin(), a.filters.end(), b.filters.begin(), b.filters.end(),
                    [](const RowFilter& one, const RowFilter& other) { return same(one, other); }) &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    [](const Expression& one, const Expression& other) { return same(one, other); });
}

Value value_of(const ExampleFigure& figure) {
  if (figure.number) return {*figure.number, true};
  return figure.blank ? Value{} : Value::unknown();
}

constexpr std::uint16_t first_group = 1;  // organisation 0 is the one in hand

}  // namespace

OrganisationIndex ExampleFigures::organisation_of(TypeSet types) {
  const auto found = std::find(groups_.begin(), groups_.end(), types);
  const auto position = static_cast<std::uint16_t>(found - groups_.begin());
  if (found == groups_.end()) groups_.push_back(types);
  return OrganisationIndex{static_cast<std::uint16_t>(first_group + position)};
}

std::optional<ExampleFigures::Slot> ExampleFigures::slot_of(const Expression& key, Position at, Of of) {
  switch (key.op) {
    case Operator::line:
    case Operator::this_line: {
      const LineIndex line = key.op == Operator::line ? key.line : base_.line;
      if (!line) return {};
      return Slot{of, line, at.organisation, form_.resolve(line, at.scenario), at.period};
    }
    case Operator::previous:
      if (at.period.value == 0) return {};
      --at.period.value;
      return slot_of(key.operands.front(), at, of);
    case Operator::scenario:
      at.scenario = key.scenario;
      return slot_of(key.operands.front(), at, of);
    case Operator::organisations:
      at.organisation = organisation_of(key.types);
      return slot_of(key.operands.front(), at, of);
    case Operator::stated:
      return slot_of(key.operands.front(), at, Of::stated);
    case Operator::earlier:
      return slot_of(key.operands.front(), at, Of::earlier);
    default:
      return {};
  }
}

bool ExampleFigures::give(ExampleFigure figure) {
  const Operator op = figure.key.op;
  if (op == Operator::constant || op == Operator::cover || op == Operator::rows || op == Operator::places ||
      op == Operator::outside) {
    others_.push_back(std::move(figure));
    return true;
  }
  const auto slot = slot_of(figure.key, base_, Of::figure);
  return slot && by_slot_.emplace(*slot, std::move(figure)).second;
}

LineIndex ExampleFigures::line_of(const Expression& key, LineIndex of_this) {
  switch (key.op) {
    case Operator::line:
      return key.line;
    case Operator::this_line:
      return of_this;
    case Operator::previous:
    case Operator::scenario:
    case Operator::stated:
    case Operator::earlier:
      return line_of(key.operands.front(), of_this);
    default:
      return {};
  }
}

const ExampleFigure* ExampleFigures::find(Of of, LineIndex line, const Position& at) const {
  const auto found = by_slot_.find({of, line, at.organisation, form_.resolve(line, at.scenario), at.period});
  return found == by_slot_.end() ? nullptr : &found->second;
}

Value ExampleFigures::line(LineIndex line, const Position& at) const {
  const ExampleFigure* figure = find(Of::figure, line, at);
  return figure ? value_of(*figure) : Value{};
}

Value ExampleFigures::stated(LineIndex of, const Position& at) const {
  const ExampleFigure* figure = find(Of::stated, of, at);
  return figure ? value_of(*figure) : line(of, at);
}

Value ExampleFigures::earlier(LineIndex line, const Position& at) const {
  const ExampleFigure* figure = find(Of::earlier, line, at);
  return figure ? value_of(*figure) : Value::unknown();
}

bool ExampleFigures::answered(LineIndex line, const Position& at) const {
  const ExampleFigure* figure = find(Of::figure, line, at);
  return figure && figure->number;
}

Value ExampleFigures::constant(ConstantIndex constant, PeriodIndex period) const {
  for (const ExampleFigure& figure : others_)
    if (figure.key.op == Operator::constant && figure.key.constant == constant) return value_of(figure);
  const auto& values = form_.constants[constant.value].by_period;
  const bool known = period.value < values.size() && values[period.value].has_value();
  return known ? Value{*values[period.value], true} : Value::unknown();
}

std::string ExampleFigures::cover_text(CoverIndex field) const {
  for (const ExampleFigure& figure : others_)
    if (figure.key.op == Operator::cover && figure.key.cover == field) return figure.text;
  return {};
}

Value ExampleFigures::cover(CoverIndex field) const {
  const Parsed parsed = parse_decimal(cover_text(field));
  return parsed.outcome == Parse::ok ? Value{parsed.value, true} : Value::unknown();
}

Value ExampleFigures::rows(const Expression& rows, const Position&) const {
  for (const ExampleFigure& figure : others_)
    if (same(figure.key, rows)) return value_of(figure);
  return {};
}

std::vector<OrganisationIndex> ExampleFigures::organisations(TypeSet types) const {
  const auto found = std::find(groups_.begin(), groups_.end(), types);
  if (found == groups_.end()) return {};
  return {OrganisationIndex{static_cast<std::uint16_t>(first_group + (found - groups_.begin()))}};
}

Value ExampleFigures::places(const Expression& operand, const Position&, bool outside) const {
  const Operator wanted = outside ? Operator::outside : Operator::places;
  for (const ExampleFigure& figure : others_)
    if (figure.key.op == wanted && same(figure.key.operands.front(), operand)) return value_of(figure);
  return {};
}

Decimal ExampleFigures::half_step(LineIndex line) const {
  return form_.units[form_.lines[line.value].unit.value].half_step();
}

}  // namespace stp
