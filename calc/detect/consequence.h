// Does a failed equation merely follow from a figure that was reported already: typed in another unit, with
// the wrong sign, or left blank?
#pragma once

#include "calc/detect/ground.h"

namespace stp::detect {

// `reported`: places of earlier findings; one without a year speaks of the whole line. The equation's own
// operands count in whatever year it reads them, what lies behind them in that same year only: a mistake of
// an earlier year that is carried forward is reported in its own year.
bool follows_from(const Ground& ground, const Expression& equation, const Position& at,
                  const std::vector<Position>& reported);

}  // namespace stp::detect
