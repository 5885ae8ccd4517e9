// API keys for programs: "stp_<id>_<secret>", kept as a hash, narrower than their owner, always with an end.
#pragma once

#include "service/access/gate.h"

namespace stp {

struct ApiKey {
  std::string id, owner, label;
  std::vector<Grant> grants;
  std::string made_at, expires_at, last_used_at, revoked_at;  // "" : not yet
};
struct NewKey {
  std::string label;
  std::vector<Grant> grants;  // each covered by the owner's own
  int days = 0;               // 1 to 366
};
struct MadeKey {
  ApiKey key;
  std::string secret;  // the whole key, seen here and never again
};
// Refused for callers that use a key themselves: a key makes no keys.
Result<MadeKey> make_key(const Gate& gate, const Caller& caller, const NewKey& asked);
std::vector<ApiKey> keys(const Gate& gate, const std::string& owner = "");  // "" : everybody's; newest first
// One's own, or anybody's for an administrator.
Result<ApiKey> revoke_key(const Gate& gate, const Caller& caller, const std::string& id);
// Nobody when it is unknown, over, revoked, or its owner is disabled. What the owner has lost the key has
// lost.
Caller caller_of_key(const Gate& gate, const std::string& presented);

}  // namespace stp
