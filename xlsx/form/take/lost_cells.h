// What is left of a formula when a sheet it reads is deleted: #REF! where its cells stood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stp {

// True when `held` is `expected` but for #REF! in the place of cells of the sheets that are missing.
bool lost_only(std::string_view held, std::string_view expected, const std::vector<std::string>& missing);

}  // namespace stp
