// The known name nearest to a mistyped one, for remedies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stp {

// Fewest letters changed, added or left out, capitals aside; "" when nothing is near. Ties: the first in the
// list.
std::string nearest_name(std::string_view mistyped, const std::vector<std::string>& names);

}  // namespace stp
