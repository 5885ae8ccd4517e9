#include "calc/functions/operands.h"

namespace stp::functions {

namespace {

Error missing(const Parameter& parameter) {
  return {Fault::value, "The argument " + parameter.name + " is missing. It is: " + parameter.sentence + "."};
}

Error no_number(const Parameter& parameter, const Value& found) {
  return {Fault::value, "The argument " + parameter.name + " must be a number; found \"" +
                            to_text(found).substr(0, 60) + "\". Enter it as a plain number."};
}

const Value& or_default(const Value& value, const Parameter& parameter) {
  return std::holds_alternative<std::monostate>(value) ? parameter.otherwise : value;
}

// A cell whose number was stored as text is not converted: what looks like a number may be a unit or a sign
// too many.
std::optional<Error> fill_number(Operand& operand, const Parameter& parameter, const Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  if (!number) return no_number(parameter, value);
  operand.number = *number;
  return std::nullopt;
}

std::optional<Error> fill_text(Operand& operand, const Parameter& parameter, const Value& value) {
  if (std::holds_alternative<bool>(value))
    return Error{Fault::value, "The argument " + parameter.name + " must be a text."};
  operand.text = to_text(value);
  return std::nullopt;
}

}  // namespace

std::optional<Error> fill_single(Operand& operand, const Parameter& parameter, const Value& value) {
  const Value& used = or_default(value, parameter);
  if (const auto* error = std::get_if<Error>(&used)) return *error;
  operand.given = !std::holds_alternative<std::monostate>(used);
  if (!operand.given) return parameter.optional ? std::optional<Error>() : missing(parameter);
  return parameter.kind == Kind::text ? fill_text(operand, parameter, used)
                                      : fill_number(operand, parameter, used);
}

std::optional<Error> fill_list(Operand& operand, const Parameter& parameter, const Grid& grid) {
  operand.given = !(grid.single() && std::holds_alternative<std::monostate>(grid.cells[0]));
  if (!operand.given && !parameter.optional) return missing(parameter);
  operand.rows = grid.rows;
  operand.columns = grid.columns;
  operand.list.reserve(grid.cells.size());
  for (const Value& cell : grid.cells) {
    const auto* number = std::get_if<Decimal>(&cell);
    if (const auto* error = std::get_if<Error>(&cell)) return *error;
    if (!number && !std::holds_alternative<std::monostate>(cell)) return no_number(parameter, cell);
    if (!number) operand.blank_at.push_back(operand.list.size());
    operand.list.push_back(number ? *number : Decimal());
  }
  return std::nullopt;
}

}  // namespace stp::functions
