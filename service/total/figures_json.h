// The figures of a total as JSON: what members pay one another, what is taken out, and each line by places.
#pragma once

#include "calc/consolidate.h"
#include "service/total/json_words.h"

namespace stp::total_words {

Json eliminations_json(const FootprintTotal& total, const Codes& codes);  // by nature and year
Json gross_json(const FootprintTotal& total, const Codes& codes);         // before and after, by year
Json pairs_json(const FootprintTotal& total, const Codes& codes);         // both sides of each payment
Json places_json(const FootprintTotal& total, const Codes& codes);        // each line by places

}  // namespace stp::total_words
