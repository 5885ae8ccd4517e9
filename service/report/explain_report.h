// A figure and what made it, as an indented text and as JSON. The same explanation, the same bytes.
#pragma once

#include <string>

#include "calc/explain.h"

namespace stp {

std::string explanation_as_text(const Explanation& explanation);
std::string explanation_as_json(const Explanation& explanation);

}  // namespace stp
