// The returns a total was made of, merged into one, as JSON: files, cover, organisations' entries and
// figures, rows of tables, and what was noticed.
#pragma once

#include "calc/consolidate.h"
#include "service/total/json_words.h"

namespace stp::total_words {

void add_filed(Json& json, const FootprintTotal& total, const Template& form);

}  // namespace stp::total_words
