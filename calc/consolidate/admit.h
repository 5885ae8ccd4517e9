// Which of the returns sent are added: one per expected place, of one round, edition and basis. What is not
// added is named with its reason and remedy; where a person has to choose between two, neither is taken.
#pragma once

#include <vector>

#include "calc/consolidate.h"

namespace stp {

struct Admission {
  std::string round;
  std::vector<Return>
      returns;  // in place order, the footprint's own last; several only if their sections differ
  std::vector<Arrived> arrived;     // per place
  std::vector<NotAdded> not_added;  // in order
  std::vector<Observation> observed;
};

Admission admit(std::vector<Return> returns, const Template& form, const ConsolidateOptions& options);

// SHA-256 of the figures, rows and cover of a return, whatever its files are called and wherever its cells
// lie.
std::string content_digest(const Return& filed);

// The round most returns state; of equally many the latest in the template. "" when none states one.
std::string common_round(const std::vector<Return>& returns, const Template& form);

}  // namespace stp
