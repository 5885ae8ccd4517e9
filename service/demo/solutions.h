// The rows of the solution register, and what they change in activity and staff.
#pragma once

#include "service/demo/flows.h"

namespace stp::demo {

struct SolutionRow {
  const SolutionPattern* pattern = nullptr;
  const Body* beneficiary = nullptr;
  std::string place, counterparty;
  Series gross, running, one_off, lost, overlap;
  Series activity, staff;  // changes against doing nothing; set once the do-nothing figures are known
};

std::vector<SolutionRow> solution_rows(const Profile& profile);

// Gross benefit less all that goes with it, over all rows.
Decimal net_benefit(const std::vector<SolutionRow>& rows, std::size_t period);

// Leaves the part of each solution that the round's return had; rows with nothing left are gone.
void keep_part(std::vector<SolutionRow>& rows, const std::map<std::string, Decimal>& percents,
               const std::string& place);

// A fixed variation between organisations, from -most to +most, by the letters of their codes.
Decimal spread_factor(const Body& body, const std::string& line, Decimal most);

}  // namespace stp::demo
