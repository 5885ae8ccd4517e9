#include "calc/functions/value.h"

namespace stp::functions {

std::string_view to_text(Fault fault) {
  switch (fault) {
    case Fault::division:
      return "#DIV/0!";
    case Fault::number:
      return "#NUM!";
    case Fault::missing:
      return "#N/A";
    case Fault::reference:
      return "#REF!";
    case Fault::value:
      break;
  }
  return "#VALUE!";
}

std::string to_text(const Value& value) {
  struct Words {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const Decimal& number) const { return stp::to_text(number); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const Error& error) const {
      return std::string(to_text(error.fault)) + " " + error.reason;
    }
  };
  return std::visit(Words{}, value);
}

std::string to_text(const Grid& grid) {
  std::string text;
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    if (i != 0) text += i % grid.columns == 0 ? '|' : ';';
    text += to_text(grid.cells[i]);
  }
  return text;
}

}  // namespace stp::functions
