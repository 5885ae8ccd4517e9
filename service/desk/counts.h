// How much there is of everything, for watchers: read in one go.
#pragma once

#include <map>

#include "service/desk/desk.h"
#include "service/store/jobs.h"

namespace stp {

struct DeskCounts {
  std::map<std::string, std::int64_t> submissions;  // by state as stored: waiting, checked, refused
  std::map<std::string, std::int64_t> refusals;     // by code
  std::map<std::string, std::int64_t> returns;      // by status, of every round
  std::int64_t sightings = 0, log_records = 0, totals = 0, arriving = 0;
  Queue queue;
};
DeskCounts counts(const Desk& desk);

}  // namespace stp
