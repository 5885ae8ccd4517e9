#include <algorithm>

#include "calc/functions/operands.h"

namespace stp::functions {

namespace {

// How many rows and columns the answer of a function of single values has.
struct Shape {
  std::size_t rows = 1, columns = 1;
  bool fits(const Grid& grid) const {
    return (grid.rows == 1 || grid.rows == rows) && (grid.columns == 1 || grid.columns == columns);
  }
};

Error too_large() {
  return {Fault::value, "A range here has too many cells. Name only the cells that hold figures."};
}

bool taken_whole(const Function& function, std::size_t at) {
  return function.parameters[at].kind == Kind::list;
}

std::variant<Shape, Error> shape_of(const Function& function, const std::vector<Grid>& arguments) {
  Shape shape;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Grid& grid = arguments[i];
    if (grid.rows == 0 || grid.columns == 0 || grid.cells.size() != grid.rows * grid.columns ||
        grid.cells.size() > most_cells)
      return too_large();
    if (taken_whole(function, i)) continue;
    shape.rows = std::max(shape.rows, grid.rows);
    shape.columns = std::max(shape.columns, grid.columns);
  }
  if (shape.rows > most_cells / shape.columns) return too_large();
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!taken_whole(function, i) && !shape.fits(arguments[i]))
      return Error{Fault::value,
                   "The ranges given differ in size. Give ranges of the same size, or one row, "
                   "one column or one cell beside them."};
  return shape;
}

const Value& cell_for(const Grid& grid, std::size_t row, std::size_t column) {
  return grid.cells[(grid.rows == 1 ? 0 : row) * grid.columns + (grid.columns == 1 ? 0 : column)];
}

// What a computation throws, as the spreadsheet's errors.
template <class Work>
auto guarded(Work work) -> std::variant<decltype(work()), Error> {
  try {
    return work();
  } catch (const DivisionByZero&) {
    return Error{Fault::division, "This would divide by nought."};
  } catch (const DecimalOverflow&) {
    return Error{Fault::number, "The result is larger than this program can hold exactly."};
  }
}

// The lists, the same for every cell of the answer.
std::optional<Error> fill_lists(const Function& function, const std::vector<Grid>& arguments, Call& ready) {
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    if (taken_whole(function, i))
      if (auto error = fill_list(ready.operands[i], function.parameters[i], arguments[i])) return error;
  return std::nullopt;
}

std::optional<Error> fill_singles(const Function& function, const std::vector<Grid>& arguments,
                                  std::size_t row, std::size_t column, Call& ready) {
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    if (!taken_whole(function, i))
      if (auto error =
              fill_single(ready.operands[i], function.parameters[i], cell_for(arguments[i], row, column)))
        return error;
  return std::nullopt;
}

Value answer_for_cell(const Function& function, const std::vector<Grid>& arguments, std::size_t row,
                      std::size_t column, Call& ready) {
  if (auto error = fill_singles(function, arguments, row, column, ready)) return *error;
  auto answer = guarded([&] { return function.computation.single(ready); });
  if (auto* error = std::get_if<Error>(&answer)) return std::move(*error);
  return std::get<Value>(std::move(answer));
}

Grid answer_whole(const Function& function, const std::vector<Grid>& arguments, const Shape& shape,
                  Call& ready) {
  if (shape.rows != 1 || shape.columns != 1)
    return grid_of(Error{Fault::value,
                         "This function gives a range already: name one cell for each argument "
                         "that is one number or one text."});
  if (auto error = fill_singles(function, arguments, 0, 0, ready)) return grid_of(*error);
  auto answer = guarded([&] { return function.computation.whole(ready); });
  if (auto* error = std::get_if<Error>(&answer)) return grid_of(std::move(*error));
  return std::get<Grid>(std::move(answer));
}

Grid answer_cells(const Function& function, const std::vector<Grid>& arguments, const Shape& shape,
                  Call& ready) {
  Grid answer{shape.rows, shape.columns, {}};
  answer.cells.reserve(shape.rows * shape.columns);
  for (std::size_t row = 0; row < shape.rows; ++row)
    for (std::size_t column = 0; column < shape.columns; ++column)
      answer.cells.push_back(answer_for_cell(function, arguments, row, column, ready));
  return answer;
}

Grid answer(const Function& function, const std::vector<Grid>& arguments, const Figures* figures) {
  const auto shape = shape_of(function, arguments);
  if (const auto* error = std::get_if<Error>(&shape)) return grid_of(*error);
  Call ready{std::vector<Operand>(function.parameters.size()), figures};
  if (auto error = fill_lists(function, arguments, ready)) return grid_of(*error);
  return function.computation.whole ? answer_whole(function, arguments, std::get<Shape>(shape), ready)
                                    : answer_cells(function, arguments, std::get<Shape>(shape), ready);
}

}  // namespace

std::string Function::command() const {
  std::string small = name;
  for (char& letter : small)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return small;
}

const Function* Functions::find(std::string_view name) const {
  const auto same = [&](const Function& function) {
    return std::equal(name.begin(), name.end(), function.name.begin(), function.name.end(),
                      [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
  };
  const auto found = std::find_if(all.begin(), all.end(), same);
  return found == all.end() ? nullptr : &*found;
}

std::string_view Functions::label_of_unit(std::string_view code) const {
  const auto found =
      std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.code == code; });
  return found == units.end() ? code : std::string_view(found->label);
}

// Sizes that come from a request are far too small for their product to leave the range.
std::size_t cells_asked(const Function& function, const std::vector<Grid>& arguments) {
  std::size_t given = 0, rows = 1, columns = 1;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    given += arguments[i].cells.size();
    if (i < function.parameters.size() && taken_whole(function, i)) continue;
    rows = std::max(rows, arguments[i].rows);
    columns = std::max(columns, arguments[i].columns);
  }
  return given + rows * columns;
}

Grid call(const Function& function, const std::vector<Grid>& arguments, const Figures* figures) {
  const std::size_t most = function.parameters.size();
  if (arguments.size() > most)
    return grid_of(Error{Fault::value, function.name + " takes at most " + std::to_string(most) +
                                           " arguments; " + std::to_string(arguments.size()) +
                                           " were given."});
  if (arguments.size() == most) return answer(function, arguments, figures);
  std::vector<Grid> all = arguments;  // those left out are blank
  all.resize(most);
  return answer(function, all, figures);
}

}  // namespace stp::functions
