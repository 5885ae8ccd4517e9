// Users, what they may do, and their passwords. A password is only ever set by its owner: with the old one,
// or by a link that works once. Each change is in the log before it counts.
#pragma once

#include <optional>

#include "service/access/gate.h"

namespace stp {

struct User {
  std::string name;   // signs in with it: 2 to 64 of a-z 0-9 . _ - @
  std::string shown;  // for people
  std::vector<Grant> grants;
  bool disabled = false, has_password = false;
  std::string issuer, subject;  // of OpenID Connect; "" : a local account
  std::string made_at, last_sign_in;
  std::int64_t revision = 0;  // for If-Match
};
std::vector<User> users(const Gate& gate, const std::string& after = "", std::size_t most = 1000);  // by name
Result<User> user(const Gate& gate, const std::string& name);

// `who` is for the log: the administrator, or "operator" on the command line.
struct NewUser {
  std::string name, shown;
  std::vector<Grant> grants{};
};
Result<User> make_user(const Gate& gate, const std::string& who, const NewUser& asked);
struct UserChange {
  std::optional<std::string> shown{};
  std::optional<std::vector<Grant>> grants{};
  std::optional<bool> disabled{};
  std::optional<std::int64_t> if_revision{};
};
// Refuses to leave the footprint without an administrator who can sign in. Disabling ends the user's
// sessions.
Result<User> change_user(const Gate& gate, const std::string& who, const std::string& name,
                         const UserChange& change);

// Why this may not be a password; nothing where it may.
std::optional<Refusal> password_trouble(const std::string& name, const std::string& password);
// Ends the user's sessions except `keep_session`. Throttled like signing in, hence the address it comes from.
Result<void> change_password(const Gate& gate, const std::string& name, const std::string& remote,
                             const std::string& old_password, const std::string& new_password,
                             const std::string& keep_session);

struct OneTimeLink {
  std::string token;  // seen here and never again; the path is /set-password?link=TOKEN or /set-up?link=TOKEN
  std::string name, expires_at;
};
Result<OneTimeLink> password_link(const Gate& gate, const std::string& who, const std::string& name);
Result<std::string> name_of_link(const Gate& gate, const std::string& token);  // whose password it sets
// Spends the link, sets the password, ends the user's sessions.
Result<User> set_password(const Gate& gate, const std::string& token, const std::string& password);

// The first administrator. A link is given only while there is no user at all.
bool needs_set_up(const Gate& gate);
Result<OneTimeLink> set_up_link(const Gate& gate);
Result<void> check_set_up_link(const Gate& gate, const std::string& token);
Result<User> set_up(const Gate& gate, const std::string& token, const std::string& name,
                    const std::string& shown, const std::string& password);

}  // namespace stp
