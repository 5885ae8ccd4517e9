// Slows down whoever guesses passwords. Attempts are counted before the password is looked at, so that many
// at once gain nothing, and in the database, so that several processes count together.
#pragma once

#include "service/access/gate.h"

namespace stp {

// Seconds to wait; 0: the attempt may be made, and has been counted.
std::int64_t count_attempt(const Gate& gate, const std::string& name, const std::string& remote);
// After a success: what was counted against this name is forgotten, and the address is known from now on.
void forget_attempts(DbSession& session, const Gate& gate, const std::string& name,
                     const std::string& remote);
Refusal too_many_attempts(std::int64_t seconds);

// How attempts are held back: from the `free`th failure on for 1, 2, 4 ... seconds, at most `longest`.
struct Brake {
  std::int64_t free_failures = 0, longest_seconds = 0;
};
// One address guessing at one name; one address guessing at many (a hospital's proxy is one address); many
// addresses guessing at one name, which holds back nobody who has signed in from their address before.
inline constexpr Brake of_name_and_address{5, 15 * 60}, of_address{50, 15 * 60}, of_name{20, 60};
std::int64_t seconds_held(const Brake& brake, std::int64_t failures);

// The network an address belongs to: an IPv6 caller has a whole /64 to itself.
std::string network_of(const std::string& remote);

}  // namespace stp
