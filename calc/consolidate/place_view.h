// The place view: every organisation's figures shared out to the places its work is for. Organisation view
// and place view are one set of figures: places and outside add up to the organisations exactly wherever the
// shares make 100%.
#pragma once

#include <vector>

#include "calc/consolidate.h"
#include "calc/consolidate/shares.h"
#include "calc/formula/evaluate.h"

namespace stp {

// All summary lines, and by type of organisation every line that can be added. Ratios and rates have no place
// view.
std::vector<PlaceFigures> place_view(const CalculatedReturn& merged, const Template& form,
                                     const std::vector<Arrived>& arrived);

// An expression over the place view: added up over the six places, or the part outside the footprint. This is
// what places(...) and outside(...) of the formula language mean.
class PlaceValues {
 public:
  PlaceValues(const CalculatedReturn& merged, const Template& form)
      : merged_(merged), form_(form), shares_(merged.filed, form) {}
  Value over_places(const Expression& operand, const Position& at) const;
  Value outside(const Expression& operand, const Position& at) const;
  // The expression at one destination: a place, or outside in the footprint's position.
  Value at_destination(const Expression& operand, const Position& at, std::size_t destination) const;
  const ShareTable& shares() const { return shares_; }

 private:
  const CalculatedReturn& merged_;
  const Template& form_;
  ShareTable shares_;
};

// Whether a line's figures may be added over organisations and shared out: its unit is an amount and its
// formula, down to the inputs, only adds and subtracts. Per line of the template.
std::vector<bool> additive_lines(const Template& form);

}  // namespace stp
