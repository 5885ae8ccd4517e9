// The small world of a rule's example: the figures it names at one organisation and year, nothing else. A
// line it does not name is blank; a figure of the round before that it does not name is unknown.
#pragma once

#include <map>
#include <optional>

#include "calc/form/formula_context.h"
#include "calc/formula/evaluate.h"

namespace stp {

struct ExampleFigure {  // one key of the example
  Expression key;
  std::string text;  // as written
  std::optional<Decimal> number;
  bool blank = false;  // "blank"; "unreadable" is neither blank nor a number
};

class ExampleFigures final : public Figures {
 public:
  ExampleFigures(const Template& form, const Position& base) : form_(form), base_(base) {}

  // False when a key is nothing an example can give.
  bool give(ExampleFigure figure);
  // The line a key speaks of, if it speaks of one.
  static LineIndex line_of(const Expression& key, LineIndex of_this);

  Value line(LineIndex line, const Position& at) const override;
  Value stated(LineIndex line, const Position& at) const override;
  Value earlier(LineIndex line, const Position& at) const override;
  Value constant(ConstantIndex constant, PeriodIndex period) const override;
  Value cover(CoverIndex field) const override;
  std::string cover_text(CoverIndex field) const override;
  bool answered(LineIndex line, const Position& at) const override;
  Value rows(const Expression& rows, const Position& at) const override;
  std::vector<OrganisationIndex> organisations(TypeSet types) const override;
  Value places(const Expression& operand, const Position& at, bool outside) const override;
  Decimal half_step(LineIndex line) const override;

 private:
  enum class Of { figure, stated, earlier };
  struct Slot {
    Of of = Of::figure;
    LineIndex line;
    OrganisationIndex organisation;
    ScenarioIndex scenario;
    PeriodIndex period;
    auto operator<=>(const Slot&) const = default;
  };

  std::optional<Slot> slot_of(const Expression& key, Position at, Of of);
  const ExampleFigure* find(Of of, LineIndex line, const Position& at) const;
  OrganisationIndex organisation_of(TypeSet types);  // stands for all organisations of these types

  const Template& form_;
  Position base_;
  std::map<Slot, ExampleFigure> by_slot_;
  std::vector<ExampleFigure> others_;  // constants, cover fields, rows, places
  std::vector<TypeSet> groups_;
};

}  // namespace stp
