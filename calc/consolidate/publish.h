// Figures as they are published: £m, rounded once from the sum in £000; and which quoted figures may be added
// at all.
#pragma once

#include <string>
#include <vector>

#include "calc/base/result.h"
#include "calc/consolidate.h"

namespace stp {

inline constexpr int published_decimals = 1;  // of £m

Decimal millions_of(Decimal thousands);  // rounded once, here
std::vector<Published> publish(const std::vector<PlaceFigures>& places, const Template& form);

// The sum of quoted figures, or a refusal that names their bases: figures on different bases, or on an
// unstated one, are never added.
Result<Decimal> add_quoted(const std::vector<QuotedFigure>& figures);

}  // namespace stp
