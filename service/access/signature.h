// Signatures of JSON Web Tokens, by OpenSSL. Numbers of keys are base64url, as a JSON Web Key writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stp {

std::optional<std::string> from_base64url(std::string_view text);
// False also for keys that cannot be read, or are shorter than 2048 bits.
bool rs256_fits(const std::string& modulus, const std::string& exponent, std::string_view text,
                const std::string& signature);
bool es256_fits(const std::string& x, const std::string& y, std::string_view text,
                const std::string& signature);

}  // namespace stp
