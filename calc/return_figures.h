// What formulas and rules ask of one return: figures, statements, tables, cover, and the constants of its
// edition. A line that does not apply to an organisation is 0; one whose section did not arrive for it is
// unknown, except as a part of a sum over organisations. Reads a CalculatedReturn that may still be in the
// middle of its calculation.
#pragma once

#include <memory>

#include "calc/calculate.h"
#include "calc/row_index.h"

namespace stp {

class PlaceValues;

class ReturnFigures : public Figures {
 public:
  // `earlier`: the round before; read only when it is of the same edition, for positions differ between
  // editions.
  ReturnFigures(const CalculatedReturn& figures, const Template& form,
                const CalculatedReturn* earlier = nullptr);

  Value line(LineIndex line, const Position& at) const override;
  Value stated(LineIndex line, const Position& at) const override;
  Value earlier(LineIndex line, const Position& at) const override;
  Value constant(ConstantIndex constant, PeriodIndex period) const override;
  Value cover(CoverIndex field) const override;
  std::string cover_text(CoverIndex field) const override;
  bool answered(LineIndex line, const Position& at) const override;
  Value rows(const Expression& rows, const Position& at) const override;
  std::vector<OrganisationIndex> organisations(TypeSet types) const override;
  // Only a total has a place view (calc/consolidate/place_view.h); for a single return it is unknown.
  Value places(const Expression& operand, const Position& at, bool outside) const override;
  Decimal half_step(LineIndex line) const override;
  bool asked(LineIndex line, const Position& at) const override;

  // The scenario a line is read in: the one in hand if the line has it, else the line's only one, else
  // nothing.
  ScenarioIndex scenario_of(LineIndex line, ScenarioIndex in_hand) const;
  // What stands there and was calculated there; null where nothing is kept.
  const Figure* figure(LineIndex line, const Position& at) const;
  const Entry* entry(LineIndex line, const Position& at) const;
  const RowIndex& row_index() const { return rows_; }
  RowIndex& row_index() { return rows_; }

 private:
  bool section_missing(LineIndex line, OrganisationIndex organisation) const;
  bool within_sum_over_organisations(const Position& at) const;
  std::size_t position(OrganisationIndex organisation) const;

  const CalculatedReturn& figures_;
  const Template& form_;
  const CalculatedReturn* earlier_;
  RowIndex rows_;
  mutable std::shared_ptr<const PlaceValues> place_values_;  // of a total, when first asked for
  std::vector<std::size_t> position_of_;                     // per OrganisationIndex, in the return
};

}  // namespace stp
