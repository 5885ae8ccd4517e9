// The types that sources define, by their whole names: two types of one name break memory where both are
// linked, and no compiler says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/layering/sources.h"

namespace layering {

// "stp::xlsx::Address" of each struct, class, union and enum with a body, in order. Left out: forward
// declarations, specialisations, and what only its own file can name (in unnamed namespaces and in
// functions).
std::vector<std::string> types_defined(std::string_view text);

// Each a sentence naming the type and the files that define it.
std::vector<std::string> defined_twice(const std::vector<Source>& sources);

}  // namespace layering
