// Text within HTML and XML: what would be read as markup is written as a reference.
#pragma once

#include <string>
#include <string_view>

namespace stp {

std::string markup_escaped(std::string_view text);

}  // namespace stp
