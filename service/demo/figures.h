// All figures of the demonstration for one round: position, funds, measures of both scenarios and the
// register.
#pragma once

#include "service/demo/solutions.h"

namespace stp::demo {

struct Figures {
  std::map<Key, std::vector<Series>> entries;  // per scenario of the template; empty where nothing is said
  std::map<Key, std::string> notes;            // organisation, line
  std::vector<Payment> payments;
  std::vector<SolutionRow> rows;
};

// The last steps that bring position and net solutions to their targets are worked out on the main round and
// kept for the others. Refuses when the texts do not fit together.
Result<Figures> figures_of(const Profile& profile, const Template& form, const RoundPlan& plan);

}  // namespace stp::demo
