// What a place's people do next with their return, in one panel.
#pragma once

#include "service/access/access.h"
#include "service/desk/returns.h"
#include "service/report/page.h"

namespace stp {

// That the newest file of a section has errors and does not count; empty where none has.
Html not_counting(const Desk& desk, const ReturnState& state);
// That a new workbook took back what was submitted; empty where none did.
Html withdrawn(const Desk& desk, const ReturnState& state);
Html next_step(const Desk& desk, const Caller& caller, const ReturnState& state);
// What waits for the regional team: requests to reopen, returns to lock.
Html next_of_region(const Desk& desk, const std::vector<ReturnState>& returns);
// How far the return is, for this caller: what was found is not told to other places.
Html standing_of(const Caller& caller, const ReturnState& state);
bool open_to_files(const ReturnState& state);
std::string next_step_in_words(const Desk& desk, const Caller& caller, const ReturnState& state);

}  // namespace stp
