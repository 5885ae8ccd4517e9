// Both sides of every payment between members, for pages and programs: who, what each states and where it
// stands, what was taken out, what is left over and what is allowed.
#pragma once

#include <string>

#include "calc/consolidate.h"

namespace stp {

std::string mismatches_json(const FootprintTotal& total, const Template& form);

}  // namespace stp
