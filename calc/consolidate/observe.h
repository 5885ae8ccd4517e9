// What the rules on consolidation look at and no formula can say: noticed on the finished total.
#pragma once

#include <vector>

#include "calc/consolidate.h"

namespace stp {

std::vector<Observation> observe(const FootprintTotal& total, const Template& form);

}  // namespace stp
