// Signing in and staying signed in. A session is a random token in a cookie; the database holds its SHA-256
// only.
#pragma once

#include "service/access/accounts.h"

namespace stp {

struct SignInTry {
  std::string name, password;
  std::string remote, agent;  // address and User-Agent, for throttling and for the list of one's sessions
};
struct SignedIn {
  std::string token, expires_at;
  Caller caller;
};
struct SignInAnswer {
  std::optional<SignedIn> signed_in;
  Refusal refusal;               // sign-in-failed (401), sign-in-throttled (429), sign-in-busy (503)
  std::int64_t retry_after = 0;  // seconds, for 429 and 503
};
// The same answer in the same time whether the name is unknown, disabled or the password wrong.
SignInAnswer sign_in(const Gate& gate, const SignInTry& asked);
// For who has proved by other means who it is: `how` says which, for the log.
Result<SignedIn> open_session(const Gate& gate, const std::string& name, const std::string& how,
                              const std::string& remote, const std::string& agent);

Caller caller_of_session(const Gate& gate, const std::string& token);  // nobody: unknown, over, or disabled
void sign_out(const Gate& gate, const Caller& caller);
struct Session {
  std::string id, made_at, seen_at, expires_at, remote, agent;  // id: as in Caller::session
};
std::vector<Session> sessions(const Gate& gate, const std::string& name);
std::size_t end_sessions(const Gate& gate, const std::string& who, const std::string& name,
                         const std::string& keep_session = "");
bool csrf_fits(const Caller& caller, const std::string& given);  // in constant time

// The cookie is SameSite=Lax and not Strict: people come by links in e-mail and back from their sign-in
// provider, and would be shown the sign-in page again. What changes anything is a POST with the session's
// CSRF token.
std::string cookie_name(bool secure);  // "__Host-stp", or "stp" over plain HTTP
std::string session_cookie(const std::string& token,
                           bool secure);  // value of Set-Cookie; it ends with the browser
std::string ended_cookie(bool secure);

}  // namespace stp
