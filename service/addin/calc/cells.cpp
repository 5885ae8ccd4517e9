#include "service/addin/calc/cells.h"

#include <algorithm>
#include <com/sun/star/uno/Any.hxx>
#include <com/sun/star/uno/Sequence.hxx>

#include "service/addin/calc/numbers.h"
#include "service/addin/calc/texts.h"

namespace stp::addin {

namespace {

using com::sun::star::uno::Any;
using com::sun::star::uno::Sequence;
using functions::Grid;
using functions::Value;

Value value_of_any(const Any& given) {
  double number = 0;
  rtl::OUString text;
  if (given >>= number) return value_of(number);
  if (!(given >>= text) || text.isEmpty()) return {};
  return utf8(text);
}

template <class Cell, class Convert>
bool read_rows(const Any& given, Grid& grid, Convert convert) {
  Sequence<Sequence<Cell>> rows;
  if (!(given >>= rows)) return false;
  grid = {static_cast<std::size_t>(rows.getLength()), 0, {}};
  for (sal_Int32 i = 0; i < rows.getLength(); ++i) {
    const Sequence<Cell>& row = rows.getConstArray()[i];
    grid.columns = static_cast<std::size_t>(row.getLength());
    for (sal_Int32 j = 0; j < row.getLength(); ++j) grid.cells.push_back(convert(row.getConstArray()[j]));
  }
  return true;
}

double number_of(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return to_double(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1 : 0;
  return error_number(std::get<functions::Error>(value).fault);
}

bool is_text(const Value& value) {
  return std::holds_alternative<std::string>(value) || std::holds_alternative<std::monostate>(value);
}

Any any_of_value(const Value& value) {
  return is_text(value) ? Any(office_text(to_text(value))) : Any(number_of(value));
}

template <class Cell, class Convert>
Any rows_of(const Grid& grid, Convert convert) {
  Sequence<Sequence<Cell>> rows(static_cast<sal_Int32>(grid.rows));
  Sequence<Cell>* row = rows.getArray();
  for (std::size_t i = 0; i < grid.rows; ++i) {
    row[i].realloc(static_cast<sal_Int32>(grid.columns));
    std::transform(grid.cells.begin() + static_cast<std::ptrdiff_t>(i * grid.columns),
                   grid.cells.begin() + static_cast<std::ptrdiff_t>((i + 1) * grid.columns),
                   row[i].getArray(), convert);
  }
  return Any(rows);
}

}  // namespace

Grid grid_of_any(const Any& given) {
  Grid grid;
  if (given.getValueTypeClass() != com::sun::star::uno::TypeClass_SEQUENCE) {
    grid.cells[0] = value_of_any(given);
    return grid;
  }
  if (read_rows<Any>(given, grid, value_of_any) || read_rows<double>(given, grid, value_of)) return grid;
  return functions::grid_of(functions::Error{
      functions::Fault::value, "This kind of argument is not known here. Give a number, a text or a range."});
}

Any any_of(const Grid& answer) {
  if (answer.single()) return any_of_value(answer.cells[0]);
  if (std::any_of(answer.cells.begin(), answer.cells.end(), is_text))
    return rows_of<Any>(answer, any_of_value);
  return rows_of<double>(answer, number_of);
}

}  // namespace stp::addin
