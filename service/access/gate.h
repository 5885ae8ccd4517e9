// The gate: where accounts, sessions, keys and failed sign-ins are kept, and by which limits. Everything else
// in this folder works on it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "calc/base/result.h"
#include "service/access/access.h"
#include "service/store/database.h"

namespace stp {

struct PasswordCost {  // of Argon2id: about a fifth of a second on a small machine, and few at a time
  unsigned long long passes = 3;
  std::size_t memory_bytes = 64u << 20;
};
struct Gate {
  Database& database;
  std::string footprint;             // first key of every row
  std::vector<std::string> places;   // codes a grant may name
  std::function<std::string()> now;  // see service/store/clock.h
  int idle_seconds = 60 * 60, session_seconds = 12 * 60 * 60;
  int link_seconds = 24 * 60 * 60;
  PasswordCost cost{};
};

}  // namespace stp
