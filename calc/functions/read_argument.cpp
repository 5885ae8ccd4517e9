#include "calc/functions/read_argument.h"

#include <algorithm>

namespace stp::functions {

namespace {

constexpr std::string_view percent_unit = "%";  // as units.yaml has it

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(mark, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Refusal no_number(std::string_view text, const Parameter& parameter) {
  return {"argument-unreadable", "\"" + std::string(text.substr(0, 60)) + "\" is not a number.",
          parameter.name,
          "Write it plainly: 1234.5, -20 or 2.1%; no thousands separators and no signs of money."};
}

Result<Value> read_cell(std::string_view text, const Parameter& parameter) {
  if (text.empty()) return Value();
  if (parameter.kind == Kind::text) return std::string(text);
  const auto number = read_plain_number(text);
  if (!number) return refuse(no_number(text, parameter));
  return *number;
}

Result<Grid> read_range(std::string_view text, const Parameter& parameter) {
  Grid grid{0, 0, {}};
  for (const std::string_view row : split(text, '|')) {
    const auto cells = split(row, ';');
    if (grid.rows++ == 0) grid.columns = cells.size();
    if (cells.size() != grid.columns)
      return refuse({"argument-unreadable", "The rows of this range differ in length.", parameter.name,
                     "Separate cells by ';' and rows by '|', every row with as many cells."});
    for (const std::string_view cell : cells) {
      auto value = read_cell(trimmed(cell), parameter);
      if (!value) return refuse(value.error());
      grid.cells.push_back(std::move(*value));
    }
    if (grid.cells.size() > most_cells)
      return refuse(
          {"argument-too-large", "This range has too many cells.", parameter.name, "Ask for part of it."});
  }
  return grid;
}

}  // namespace

std::optional<Decimal> read_plain_number(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text = trimmed(text.substr(0, text.size() - 1));
  const Parsed parsed = parse_decimal(text);
  if (parsed.outcome != Parse::ok) return std::nullopt;
  return percent ? parsed.value / Decimal::of(100) : parsed.value;
}

std::string argument_text(const Grid& argument, const Parameter& parameter) {
  Grid shown = argument;
  for (Value& value : shown.cells)
    if (const auto* number = std::get_if<Decimal>(&value); number && parameter.unit == percent_unit)
      value = stp::to_text(*number * Decimal::of(100)) + "%";
  return to_text(shown);
}

Result<Grid> read_argument(std::string_view text, const Parameter& parameter) {
  if (trimmed(text).empty()) return Grid{};
  if (parameter.alone) return grid_of(std::string(text));
  return read_range(text, parameter);
}

namespace {

Refusal no_argument(const Function& function, const std::string& name) {
  std::string known;
  for (const Parameter& parameter : function.parameters)
    known += (known.empty() ? "" : ", ") + parameter.name;
  return {"argument-unknown", function.name + " has no argument \"" + name.substr(0, 60) + "\".", name,
          "Its arguments are " + known + "."};
}

Refusal given_twice(const std::string& name) {
  return {"argument-twice", "The argument " + name + " is given twice.", name,
          "Give it once; cells of a range are separated by ';', rows by '|'."};
}

}  // namespace

Result<std::vector<Grid>> read_arguments(const Function& function,
                                         const std::vector<std::pair<std::string, std::string>>& named) {
  std::vector<Grid> arguments(function.parameters.size());
  std::vector<bool> given(function.parameters.size());
  for (const auto& [name, text] : named) {
    const auto found = std::find_if(function.parameters.begin(), function.parameters.end(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    if (found == function.parameters.end()) return refuse(no_argument(function, name));
    const auto at = static_cast<std::size_t>(found - function.parameters.begin());
    if (given[at]) return refuse(given_twice(name));
    given[at] = true;
    auto read = read_argument(text, *found);
    arguments[at] = read ? std::move(*read)
                         : grid_of(Error{Fault::value, found->name + ": " + read.error().sentence + " " +
                                                           read.error().remedy});
  }
  return arguments;
}

}  // namespace stp::functions
