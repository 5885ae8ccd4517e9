// Reads templates/functions into the table, or says everything that is wrong: a function without a
// computation or a computation without a function, a missing source, an example that does not come out as it
// says.
#pragma once

#include "calc/form/load.h"
#include "calc/functions/function.h"

namespace stp::functions {

// `texts`: functions/*.yaml, and units.yaml and sources.yaml, whose codes they name.
tl::expected<Functions, Troubles> load(const std::vector<TemplateText>& texts);

}  // namespace stp::functions
