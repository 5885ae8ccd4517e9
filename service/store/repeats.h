// Requests that may be sent again under a key of the caller's own: done once, answered every time. Kept for a
// day.
#pragma once

#include <optional>
#include <string>

#include "service/store/database.h"

namespace stp {

struct RepeatKey {
  std::string footprint, who, key;
};
// One process's hold on a key. It is a lease: renewed while the request runs, and over when it is not.
struct RepeatClaim {
  std::string claimant, now, lease_began_before;  // a lease last renewed earlier has run out
};
struct Repeat {
  std::string fingerprint;  // of the request that took the key
  bool done = false;
  std::string answer;
};
// Takes the key and gives nothing; or gives what was kept under it. `day_ago`: what is older is forgotten.
// The key of a request without an answer whose lease has run out is taken over: its process died.
std::optional<Repeat> begin_repeat(DbSession& session, const RepeatKey& key, const std::string& fingerprint,
                                   const RepeatClaim& claim, const std::string& day_ago);
// These change nothing when the claimant has lost the key to another.
void renew_repeat(DbSession& session, const RepeatKey& key, const std::string& claimant,
                  const std::string& now);
void keep_repeat(DbSession& session, const RepeatKey& key, const std::string& claimant,
                 const std::string& answer);
void forget_repeat(DbSession& session, const RepeatKey& key, const std::string& claimant);

}  // namespace stp
