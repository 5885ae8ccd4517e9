// Checks an ID token of OpenID Connect: its signature (RS256 or ES256, by a key of the provider's list) and
// every claim that says for whom, by whom, until when and for which sign-in it was made.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "calc/base/result.h"

namespace stp {

struct TokenWanted {
  std::string issuer, client, nonce;
  std::int64_t now = 0;  // seconds since 1970
};
// The claims. Refuses (token-key: no key of this name is in `keys`; else token-wrong). `keys`: a JSON Web Key
// Set.
Result<nlohmann::json> verified_claims(const std::string& token, const nlohmann::json& keys,
                                       const TokenWanted& wanted);

}  // namespace stp
