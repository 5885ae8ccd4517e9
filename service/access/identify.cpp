#include "service/access/identify.h"

#include <algorithm>

#include "service/access/keys.h"
#include "service/access/sessions.h"

namespace stp {

namespace {

// The key of "Bearer KEY"; "" for any other scheme, whose name is the same in capital letters (RFC 9110).
std::string bearer(const std::string& authorization) {
  constexpr std::string_view scheme = "bearer ";
  const bool fits = authorization.size() > scheme.size() &&
                    std::equal(scheme.begin(), scheme.end(), authorization.begin(),
                               [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  if (!fits) return "";
  const std::size_t start = authorization.find_first_not_of(' ', scheme.size());
  return start == std::string::npos ? "" : authorization.substr(start);
}

}  // namespace

Caller identify(const Gate& gate, const std::map<std::string, std::string>& cookies,
                const std::string& authorization, bool secure) {
  // Who sends a key means the key: a wrong one is not made good by a cookie.
  if (const std::string key = bearer(authorization); !key.empty()) return caller_of_key(gate, key);
  const auto cookie = cookies.find(cookie_name(secure));
  return cookie == cookies.end() ? Caller{} : caller_of_session(gate, cookie->second);
}

}  // namespace stp
