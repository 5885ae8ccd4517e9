// SHA-256 of bytes as lower-case hex: the identity of a file and of a template.
#pragma once

#include <string>
#include <string_view>

namespace stp {

std::string sha256(std::string_view bytes);

}  // namespace stp
