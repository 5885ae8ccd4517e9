// A footprint total for the eye: who has sent, the summary lines by year, what was taken out and what does
// not match.
#pragma once

#include <string>

#include "service/pipeline/pipeline.h"

namespace stp {

std::string total_as_text(const Pipeline::Consolidated& consolidated);

}  // namespace stp
