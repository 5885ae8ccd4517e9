// Random tokens, what is kept of them, and comparison that takes the same time wherever the difference is.
// Passwords are hashed with Argon2id, few at a time, so that signing in cannot use up the machine's memory.
#pragma once

#include <string>
#include <string_view>

#include "service/access/gate.h"

namespace stp {

std::string random_token(std::size_t bytes = 32);  // base64url without padding
std::string base64url(std::string_view bytes);
std::string base64(std::string_view bytes);  // as HTTP's Basic wants it
bool same_secret(std::string_view a, std::string_view b);
// A secret that follows from another and does not give it away.
std::string derived_secret(std::string_view secret, std::string_view purpose);

// Refused (sign-in-busy) when too many wait for the same work.
Result<std::string> hash_password(const PasswordCost& cost, const std::string& password);
// Costs as much when there is no hash ("") as when there is one.
Result<bool> password_fits(const PasswordCost& cost, const std::string& hash, const std::string& password);

}  // namespace stp
