// The pipeline over a folder of template texts.
#pragma once

#include <string>

#include "service/pipeline/pipeline.h"

namespace stp {

// "": the folder this program finds by itself. A refusal names every trouble of the texts.
Result<Pipeline> read_pipeline(const std::string& folder = "");

}  // namespace stp
