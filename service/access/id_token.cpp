#include "service/access/id_token.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "service/access/signature.h"

namespace stp {

using Json = nlohmann::json;

namespace {

constexpr std::int64_t clocks_differ_by = 60;  // seconds, at most

tl::unexpected<Refusal> wrong(const std::string& what) {
  return refuse({"token-wrong", "The sign-in provider's answer is not good: " + what + ".", "",
                 "Sign in again; if it happens again, tell the administrators."});
}

struct Parts {
  std::string_view head, claims, signature, signed_part;
};
std::optional<Parts> taken_apart(std::string_view token) {
  const std::size_t one = token.find('.'), two = one == token.npos ? one : token.find('.', one + 1);
  if (two == token.npos || token.find('.', two + 1) != token.npos) return std::nullopt;
  return Parts{token.substr(0, one), token.substr(one + 1, two - one - 1), token.substr(two + 1),
               token.substr(0, two)};
}

// An object, or nothing.
Json object_of(std::string_view part) {
  const auto text = from_base64url(part);
  const Json object = text ? Json::parse(*text, nullptr, false) : Json();
  return object.is_object() ? object : Json();
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Only keys for this algorithm and for signing; a token without a key's name may be by any of them.
std::vector<Json> keys_for(const Json& keys, const std::string& algorithm, const std::string& id) {
  std::vector<Json> found;
  const auto list = keys.find("keys");
  if (list == keys.end() || !list->is_array()) return found;
  for (const Json& key : *list) {
    if (!key.is_object() || text_of(key, "kty") != (algorithm == "RS256" ? "RSA" : "EC")) continue;
    const std::string use = text_of(key, "use"), only_for = text_of(key, "alg");
    if ((!use.empty() && use != "sig") || (!only_for.empty() && only_for != algorithm)) continue;
    if (id.empty() || text_of(key, "kid") == id) found.push_back(key);
  }
  return found;
}

bool signed_by(const Json& key, const std::string& algorithm, const Parts& parts,
               const std::string& signature) {
  if (algorithm == "RS256")
    return rs256_fits(text_of(key, "n"), text_of(key, "e"), parts.signed_part, signature);
  return text_of(key, "crv") == "P-256" &&
         es256_fits(text_of(key, "x"), text_of(key, "y"), parts.signed_part, signature);
}

Result<void> check_signature(const Parts& parts, const Json& keys) {
  const Json head = object_of(parts.head);
  const std::string algorithm = text_of(head, "alg");
  if (algorithm != "RS256" && algorithm != "ES256") return wrong("it is not signed by RS256 or ES256");
  if (head.contains("crit")) return wrong("it asks for what is not known here");
  const auto signature = from_base64url(parts.signature);
  if (!signature) return wrong("its signature cannot be read");
  const auto candidates = keys_for(keys, algorithm, text_of(head, "kid"));
  if (candidates.empty())
    return refuse({"token-key", "The sign-in provider signed with a key it does not list.", "",
                   "Sign in again; if it happens again, tell the administrators."});
  for (const Json& key : candidates)
    if (signed_by(key, algorithm, parts, *signature)) return {};
  return wrong("its signature does not fit");
}

Result<void> check_audience(const Json& claims, const std::string& client) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return wrong("it is for nobody");
  const std::string party = text_of(claims, "azp");
  if (audience->is_string()) {
    if (*audience != client) return wrong("it is for another service");
  } else if (audience->is_array()) {
    if (std::find(audience->begin(), audience->end(), Json(client)) == audience->end())
      return wrong("it is for another service");
    if (audience->size() > 1 && party.empty())
      return wrong("it is for several services and says not which asked");
  } else {
    return wrong("it is for nobody");
  }
  if (claims.contains("azp") && party != client) return wrong("another service asked for it");
  return {};
}

std::optional<std::int64_t> moment(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds < 1e12)) return std::nullopt;
  return static_cast<std::int64_t>(seconds);
}

Result<void> check_times(const Json& claims, std::int64_t now) {
  const auto expires = moment(claims, "exp"), issued = moment(claims, "iat");
  if (!expires || *expires + clocks_differ_by <= now) return wrong("it is too old");
  if (!issued || *issued - clocks_differ_by > now)
    return wrong("it was made in the future; a clock is wrong");
  if (claims.contains("nbf")) {
    const auto starts = moment(claims, "nbf");
    if (!starts || *starts - clocks_differ_by > now) return wrong("it does not count yet");
  }
  return {};
}

Result<void> check_claims(const Json& claims, const TokenWanted& wanted) {
  if (text_of(claims, "iss") != wanted.issuer) return wrong("it is by another provider");
  if (auto audience = check_audience(claims, wanted.client); !audience) return audience;
  if (auto times = check_times(claims, wanted.now); !times) return times;
  if (wanted.nonce.empty() || text_of(claims, "nonce") != wanted.nonce)
    return wrong("it is for another sign-in");
  const std::string subject = text_of(claims, "sub");
  if (subject.empty() || subject.size() > 255) return wrong("it names nobody");
  return {};
}

}  // namespace

Result<Json> verified_claims(const std::string& token, const Json& keys, const TokenWanted& wanted) {
  const auto parts = taken_apart(token);
  if (!parts) return wrong("it is no token");
  if (auto good = check_signature(*parts, keys); !good) return refuse(good.error());
  Json claims = object_of(parts->claims);
  if (claims.is_null()) return wrong("it says nothing");
  if (auto good = check_claims(claims, wanted); !good) return refuse(good.error());
  return claims;
}

}  // namespace stp
