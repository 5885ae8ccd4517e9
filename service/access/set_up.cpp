#include "service/access/rows.h"
#include "service/access/secrets.h"
#include "service/store/clock.h"
#include "service/store/log_details.h"

namespace stp {

namespace {

bool no_users(DbSession& session, const Gate& gate) {
  return session.rows("SELECT 1 FROM users WHERE footprint = ? LIMIT 1", {gate.footprint}).empty();
}

bool link_stands(DbSession& session, const Gate& gate, const std::string& token) {
  return !session
              .rows(
                  "SELECT 1 FROM one_time_links WHERE footprint = ? AND token_sha256 = ? AND purpose = "
                  "'set-up' "
                  "AND expires_at > ?",
                  {gate.footprint, token_id(token), gate.now()})
              .empty();
}

Refusal already_set_up() {
  return {"already-set-up", "There are users already.", "",
          "Sign in, or ask an administrator for an account."};
}
Refusal link_spent() {
  return {"link-spent", "This set-up link does not work: it was used already, is too old, or is not whole.",
          "", "Start the service again: it prints a new one while there are no users."};
}

}  // namespace

bool needs_set_up(const Gate& gate) {
  bool none = false;
  gate.database.read([&](DbSession& session) { none = no_users(session, gate); });
  return none;
}

// Links given by other processes of the service stay good: whichever is used first ends them all.
Result<OneTimeLink> set_up_link(const Gate& gate) {
  const OneTimeLink link{random_token(), "", utc_in(gate.now(), gate.link_seconds)};
  bool needed = false;
  gate.database.write([&](DbSession& session) {
    needed = no_users(session, gate);
    if (!needed) return;
    session.run("DELETE FROM one_time_links WHERE footprint = ? AND expires_at <= ?",
                {gate.footprint, gate.now()});
    session.run(
        "INSERT INTO one_time_links (footprint, token_sha256, purpose, name, expires_at) VALUES (?, ?, "
        "'set-up', "
        "'', ?)",
        {gate.footprint, token_id(link.token), link.expires_at});
    record(session, gate, "service", "set-up-link", "", {{"expires", link.expires_at}});
  });
  if (!needed) return refuse(already_set_up());
  return link;
}

Result<void> check_set_up_link(const Gate& gate, const std::string& token) {
  bool stands = false;
  gate.database.read(
      [&](DbSession& session) { stands = no_users(session, gate) && link_stands(session, gate, token); });
  if (!stands) return refuse(link_spent());
  return {};
}

Result<User> set_up(const Gate& gate, const std::string& token, const std::string& name,
                    const std::string& shown, const std::string& password) {
  if (auto good = check_set_up_link(gate, token); !good) return refuse(good.error());
  if (auto good = check_name(name); !good) return refuse(good.error());
  if (auto good = check_words("shown name", shown, 100); !good) return refuse(good.error());
  if (auto trouble = password_trouble(name, password)) return refuse(*trouble);
  const auto hash = hash_password(gate.cost, password);
  if (!hash) return refuse(hash.error());
  User first;
  first.name = name;
  first.shown = shown;
  first.grants = {{Role::administrator, ""}};
  first.has_password = true;
  first.made_at = gate.now();
  first.revision = 1;
  Result<User> answer;
  gate.database.write([&](DbSession& session) {
    answer = refuse(link_spent());
    if (!no_users(session, gate) || !link_stands(session, gate, token)) return;
    // All links go at once: who comes second at the same moment waits for these rows and then finds none.
    const auto spent = session.run("DELETE FROM one_time_links WHERE footprint = ? AND purpose = 'set-up'",
                                   {gate.footprint});
    if (spent == 0 || !insert_user(session, gate, first, *hash)) return;
    record(session, gate, name, "set-up", name,
           {{"shown", shown}, {"grants", to_text(first.grants)}, {"password_mark", mark_of(*hash)}});
    answer = first;
  });
  return answer;
}

}  // namespace stp
