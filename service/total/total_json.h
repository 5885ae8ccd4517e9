// A footprint total as JSON, and back. The same total gives the same bytes; amounts are exact strings.
#pragma once

#include <string>
#include <string_view>

#include "calc/base/result.h"
#include "calc/consolidate.h"

namespace stp {

// The part of it that tells how the footprint stands, small enough for a page: the same words, without
// entries, rows, pairs and the lines below the summary.
std::string total_summary_json(const FootprintTotal& total, const Template& form);
std::string total_json(const FootprintTotal& total, const Template& form);

// Whether a file's bytes are such a JSON at all: for telling a total from other input.
bool looks_like_total_json(std::string_view bytes);

// Refuses what is not a total, is of an unknown edition, was written with other template texts, or states
// figures that do not follow from its entries.
Result<FootprintTotal> read_total_json(std::string_view bytes, const std::vector<Template>& editions);

}  // namespace stp
