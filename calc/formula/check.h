// What can be wrong with a formula that parses: unlike units, lines that do not apply where the formula does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calc/formula/parse.h"

namespace stp {

struct Dimension {  // powers; a plain number takes any
  int money = 0, count = 0, wte = 0;
  bool any = false, truth = false, text = false;
  bool operator==(const Dimension&) const = default;
};

class FormulaMeanings {
 public:
  virtual ~FormulaMeanings() = default;
  virtual Dimension line_dimension(LineIndex line) const = 0;
  virtual Dimension constant_dimension(ConstantIndex constant) const = 0;
  virtual Dimension cover_dimension(CoverIndex field) const = 0;
  virtual Dimension column_dimension(TableIndex table, ColumnIndex column) const = 0;
  virtual TypeSet line_types(LineIndex line) const = 0;
  virtual PeriodSet line_periods(LineIndex line) const = 0;
  virtual ScenarioSet line_scenarios(LineIndex line) const = 0;
  virtual std::string line_code(LineIndex line) const = 0;
  virtual std::string type_code(TypeIndex type) const { return "type " + std::to_string(type.value + 1); }
  virtual std::string period_code(PeriodIndex period) const {
    return "year " + std::to_string(period.value + 1);
  }
};

// Dimension of the whole, or troubles (unlike units added or compared, truth used as a number).
tl::expected<Dimension, std::vector<FormulaTrouble>> dimension_of(const Expression& expression,
                                                                  const FormulaMeanings& meanings,
                                                                  std::optional<Dimension> of_this = {});
// Lines used where they do not apply; previous() in the first period. `types`, `periods`, `scenarios`: where
// the formula holds, 0 to leave that unchecked. A sum leaves out lines that do not apply, but one must for
// each type.
std::vector<FormulaTrouble> applicability(const Expression& expression, const FormulaMeanings& meanings,
                                          TypeSet types, PeriodSet periods, ScenarioSet scenarios);

struct Reference {
  LineIndex line;
  ScenarioIndex scenario;
  bool previous = false;
  bool across_organisations = false;
};
// Every line an expression reads, in the order written. scenario is nothing when it is the one in hand.
std::vector<Reference> references(const Expression& expression);

}  // namespace stp
