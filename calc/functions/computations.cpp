#include "calc/functions/computations.h"

namespace stp::functions {

const Computations& computations() {
  static const Computations all = [] {
    Computations joined;
    for (auto subject :
         {growth_computations, efficiency_computations, position_computations, rate_computations,
          consolidation_computations, allocation_computations, figure_computations})
      joined.merge(subject());
    return joined;
  }();
  return all;
}

}  // namespace stp::functions
