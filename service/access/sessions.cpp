#include "service/access/sessions.h"

#include "calc/base/sha256.h"
#include "service/access/rows.h"
#include "service/access/secrets.h"
#include "service/access/throttle.h"
#include "service/store/clock.h"

namespace stp {

namespace {

Refusal failed() {
  return {"sign-in-failed", "The name or the password is not right.", "",
          "Type both again. Passwords tell capital letters from small ones."};
}

Caller caller_of(const User& user, const std::string& token) {
  return {user.name, user.shown, user.grants, token_id(token), derived_secret(token, "csrf"), false};
}

void insert_session(DbSession& session, const Gate& gate, const std::string& token, const std::string& name,
                    const std::string& remote, const std::string& agent) {
  const std::string now = gate.now();
  session.run("DELETE FROM sessions WHERE footprint = ? AND (expires_at <= ? OR idle_until <= ?)",
              {gate.footprint, now, now});
  session.run(
      "INSERT INTO sessions (footprint, token_sha256, name, made_at, seen_at, idle_until, expires_at, "
      "remote, agent) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {gate.footprint, token_id(token), name, now, now, utc_in(now, gate.idle_seconds),
       utc_in(now, gate.session_seconds), well_formed(remote.substr(0, 100)),
       well_formed(agent.substr(0, 200))});
  session.run("UPDATE users SET last_sign_in = ? WHERE footprint = ? AND name = ?",
              {now, gate.footprint, name});
}

// Each use would be a write: the clock of idleness is wound once a minute.
constexpr std::int64_t seconds_between_looks = 60;

void wind(const Gate& gate, const std::string& id, const std::string& now) {
  gate.database.write([&](DbSession& session) {
    session.run("UPDATE sessions SET seen_at = ?, idle_until = ? WHERE footprint = ? AND token_sha256 = ?",
                {now, utc_in(now, gate.idle_seconds), gate.footprint, id});
  });
}

}  // namespace

std::string token_id(const std::string& token) { return sha256(token); }

Result<SignedIn> open_session(const Gate& gate, const std::string& name, const std::string& how,
                              const std::string& remote, const std::string& agent) {
  const std::string token = random_token();
  std::optional<User> user;
  gate.database.write([&](DbSession& session) {
    user = find_user(session, gate.footprint, name);
    if (!user || user->disabled) return;
    insert_session(session, gate, token, name, remote, agent);
    if (how == "password") forget_attempts(session, gate, name, remote);
    record(session, gate, name, "sign-in", name, {{"how", how}, {"address", remote}});
  });
  if (!user || user->disabled) return refuse(failed());
  return SignedIn{token, utc_in(gate.now(), gate.session_seconds), caller_of(*user, token)};
}

SignInAnswer sign_in(const Gate& gate, const SignInTry& asked) {
  const std::string name = asked.name.substr(0, 200);
  if (const auto wait = count_attempt(gate, name, asked.remote); wait > 0)
    return {{}, too_many_attempts(wait), wait};
  std::string hash;
  gate.database.read([&](DbSession& session) {
    const auto user = find_user(session, gate.footprint, well_formed(name));
    hash = user && !user->disabled ? password_hash(session, gate.footprint, user->name) : "";
  });
  const auto fits = password_fits(gate.cost, hash, asked.password.substr(0, 1000));
  if (!fits) return {{}, fits.error(), 5};
  if (!*fits) return {{}, failed(), 0};
  auto opened = open_session(gate, name, "password", asked.remote, asked.agent);
  if (!opened) return {{}, opened.error(), 0};
  return {std::move(*opened), {}, 0};
}

Caller caller_of_session(const Gate& gate, const std::string& token) {
  if (token.empty() || token.size() > 200) return {};
  const std::string id = token_id(token), now = gate.now();
  std::optional<User> user;
  bool to_wind = false;
  gate.database.read([&](DbSession& session) {
    user.reset();
    const auto found = session.rows(
        "SELECT name, seen_at FROM sessions WHERE footprint = ? AND token_sha256 = ? AND expires_at > ? AND "
        "idle_until > ?",
        {gate.footprint, id, now, now});
    if (found.empty()) return;
    user = find_user(session, gate.footprint, found[0].text(0));
    to_wind = seconds_between(found[0].text(1), now) >= seconds_between_looks;
  });
  if (!user || user->disabled) return {};
  if (to_wind) wind(gate, id, now);
  return caller_of(*user, token);
}

void sign_out(const Gate& gate, const Caller& caller) {
  if (caller.session.empty()) return;
  gate.database.write([&](DbSession& session) {
    const auto ended = session.run("DELETE FROM sessions WHERE footprint = ? AND token_sha256 = ?",
                                   {gate.footprint, caller.session});
    if (ended > 0) record(session, gate, caller.name, "sign-out", caller.name, {});
  });
}

std::vector<Session> sessions(const Gate& gate, const std::string& name) {
  std::vector<Session> found;
  gate.database.read([&](DbSession& session) {
    found.clear();
    const std::string now = gate.now();
    for (const DbRow& row :
         session.rows("SELECT token_sha256, made_at, seen_at, expires_at, remote, agent FROM sessions WHERE "
                      "footprint = ? AND "
                      "name = ? AND expires_at > ? AND idle_until > ? ORDER BY made_at DESC, token_sha256",
                      {gate.footprint, name, now, now}))
      found.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
  });
  return found;
}

std::size_t end_sessions(const Gate& gate, const std::string& who, const std::string& name,
                         const std::string& keep_session) {
  std::size_t ended = 0;
  gate.database.write([&](DbSession& session) {
    ended = delete_sessions(session, gate.footprint, name, keep_session);
    if (ended > 0) record(session, gate, who, "sessions-ended", name, {{"ended", std::to_string(ended)}});
  });
  return ended;
}

bool csrf_fits(const Caller& caller, const std::string& given) {
  return !caller.csrf.empty() && same_secret(caller.csrf, given);
}

std::string cookie_name(bool secure) { return secure ? "__Host-stp" : "stp"; }

std::string session_cookie(const std::string& token, bool secure) {
  return cookie_name(secure) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
}

std::string ended_cookie(bool secure) { return session_cookie("", secure) + "; Max-Age=0"; }

}  // namespace stp
