// Names from outside, of what the templates hold: as the records spell them, or a refusal that lists what
// there is.
#pragma once

#include "service/desk/desk.h"

namespace stp {

Result<std::string> known_place(const Desk& desk, const std::string& code_or_slug);  // its code
Result<std::string> known_round(const Desk& desk, const std::string& code);
Result<std::string> known_rule(const Desk& desk, const std::string& id);  // of any edition

}  // namespace stp
