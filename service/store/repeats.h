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
struct Repeat {
  std::string fingerprint;  // of the request that took the key
  bool done = false;
  std::string answer;
};
// Takes the key and gives nothing; or gives what was kept under it. `day_ago`: what is older is forgotten.
// `stalled_before`: a request that began earlier and has no answer is taken to have died, and its key is
// taken over.
std::optional<Repeat> begin_repeat(DbSession& session, const RepeatKey& key, const std::string& fingerprint,
                                   const std::string& now, const std::string& day_ago,
                                   const std::string& stalled_before);
void keep_repeat(DbSession& session, const RepeatKey& key, const std::string& answer);
void forget_repeat(DbSession& session, const RepeatKey& key);

}  // namespace stp
