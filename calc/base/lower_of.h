// What both sides of a payment have in common: the one rule by which payments between members are taken out.
#pragma once

#include "calc/base/decimal.h"

namespace stp {

// The lower of two figures, by size when both are negative; 0 when their signs differ.
inline Decimal lower_of(Decimal a, Decimal b) {
  if (a.is_negative() != b.is_negative()) return Decimal();
  return absolute(a) < absolute(b) ? a : b;
}

}  // namespace stp
