// What a place's people do next with their return, in one panel.
#pragma once

#include "service/access/access.h"
#include "service/desk/returns.h"
#include "service/report/page.h"

namespace stp {

Html next_step(const Desk& desk, const Caller& caller, const ReturnState& state);
std::string next_step_in_words(const Desk& desk, const Caller& caller, const ReturnState& state);

}  // namespace stp
