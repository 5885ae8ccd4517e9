// Where an equation fails, is there exactly one input that would mend it with its sign reversed?
#pragma once

#include "calc/detect/ground.h"

namespace stp::detect {

struct FailedEquation {
  Position at;
  const Expression* left = nullptr;  // null: `standing` stands on the left
  Decimal standing;
  const Expression* right = nullptr;
  Decimal difference;  // left - right
  Decimal allowed;
};

// Only inputs that may be of either sign are tried; a negative magnitude is another rule's finding.
Observations reversals_that_mend(const Ground& ground, const Rule& rule,
                                 const std::vector<FailedEquation>& failed);

}  // namespace stp::detect
