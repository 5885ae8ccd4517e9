// Whether what `stp serve` was told goes together and names what there is. The service asks before it opens
// anything, the doctor asks the same: what one of them refuses, the other never calls well.
#pragma once

#include <vector>

#include "service/pipeline/pipeline.h"
#include "service/serve/options.h"

namespace stp {

// Each thing the service would not start with; none: as far as settings go it starts.
std::vector<Refusal> troubles_of_settings(const ServeOptions& options, const Pipeline& pipeline);
std::vector<std::string> place_codes(const Template& form);

}  // namespace stp
