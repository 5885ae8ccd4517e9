// The pipeline over the template texts as installed.
#pragma once

#include "service/pipeline/pipeline.h"

namespace stp {

Result<Pipeline> open_pipeline();

}  // namespace stp
