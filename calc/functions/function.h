// The calculation functions offered at every door. What each is called, takes, gives and says stands in
// templates/functions; what it computes stands in the computation of its name. Everything else (commands,
// HTTP routes, the spreadsheet's function wizard, the manual) is made from this table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calc/functions/value.h"

namespace stp::functions {

class Figures;

enum class Kind {
  number,  // one number; given a range, the function answers for each of its cells
  text,    // one text; a range likewise
  list     // a range of numbers, taken whole; a blank cell counts as nought
};

struct Parameter {
  std::string name, sentence, unit;  // unit: a code of units.yaml; "" for text
  Kind kind = Kind::number;
  bool optional = false;
  Value otherwise;     // of an optional one that was left out; blank: the computation knows what that means
  bool alone = false;  // never a range where arguments are written as text: its ';' and '|' are its own
};

// An argument as a computation sees it: of its parameter's kind, defaults filled in.
struct Operand {
  bool given = true;  // false: optional, left out, and without a default
  Decimal number;
  std::string text;
  std::vector<Decimal> list;
  std::size_t rows = 1, columns = 1;  // of the list
  std::vector<std::size_t> blank_at;  // cells of the list in which nothing stands
};

struct Call {
  std::vector<Operand> operands;
  const Figures* figures = nullptr;  // null: no returns can be read at this door
  Decimal number(std::size_t i) const { return operands[i].number; }
  const std::string& text(std::size_t i) const { return operands[i].text; }
  const std::vector<Decimal>& list(std::size_t i) const { return operands[i].list; }
  Decimal sum(std::size_t i) const {  // of a list; of one left out nought
    Decimal sum;
    for (const Decimal part : operands[i].list) sum += part;
    return sum;
  }
};

// What a function does: one value of single values, or a range from whole ones. May throw DecimalOverflow and
// DivisionByZero, which become #NUM! and #DIV/0!.
struct Computation {
  Value (*single)(const Call& call) = nullptr;
  Grid (*whole)(const Call& call) = nullptr;
  bool reads_figures = false;  // asks Call::figures: not for everybody, where returns are people's own
};

struct Example {
  std::vector<Grid> arguments;
  Grid result;
  bool runnable = true;  // false: needs a file, so only tests with one can run it
};

struct Function {
  std::string name;      // "GROW": STP.GROW in a spreadsheet, grow at the other doors
  std::string category;  // a code of function_categories
  std::string label, sentence, unit, source;
  bool verified = true;
  std::vector<Parameter> parameters;
  std::vector<Example> examples;  // at least one
  Computation computation;
  std::string command() const;  // the name in small letters
  bool computation_known() const { return computation.single || computation.whole; }
};

struct Category {
  std::string code, label;
};

// What the units of arguments and answers are called: "£000", "years".
struct UnitLabel {
  std::string code, label;
};

struct Functions {
  std::vector<Category> categories;
  std::vector<UnitLabel> units;
  std::vector<Function> all;                          // in the order of the texts
  const Function* find(std::string_view name) const;  // capitals or not
  std::string_view label_of_unit(std::string_view code) const;
};

// The most cells one argument or answer may have.
constexpr std::size_t most_cells = 1'048'576;

// The cells of the arguments and, before it is worked out, of the answer: for doors that bound what one
// request may ask.
std::size_t cells_asked(const Function& function, const std::vector<Grid>& arguments);

// Never refuses and never throws: what cannot be answered is an error value. Single parameters given ranges
// make a range of answers; a range of one row or column goes along the others.
Grid call(const Function& function, const std::vector<Grid>& arguments, const Figures* figures = nullptr);

}  // namespace stp::functions
