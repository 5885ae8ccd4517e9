#include "service/access/accounts.h"

#include "service/access/rows.h"

namespace stp {

namespace {

bool administers(const std::vector<Grant>& grants) {
  for (const Grant& grant : grants)
    if (grant.role == Role::administrator) return true;
  return false;
}

// Locks the administrators' grants, so that two of them cannot remove each other at the same moment.
bool is_last_administrator(DbSession& session, const Gate& gate, const std::string& name) {
  session.rows(
      "SELECT name FROM user_grants WHERE footprint = ? AND role = 'administrator'" + session.for_update(),
      {gate.footprint});
  return session
      .rows(
          "SELECT 1 FROM user_grants g JOIN users u ON u.footprint = g.footprint AND u.name = g.name "
          "WHERE g.footprint = ? AND g.role = 'administrator' AND u.disabled = 0 AND u.name <> ? LIMIT 1",
          {gate.footprint, name})
      .empty();
}

Result<UserChange> checked(const Gate& gate, UserChange change) {
  if (change.shown)
    if (auto good = check_words("shown name", *change.shown, 100); !good) return refuse(good.error());
  if (change.grants) {
    auto grants = checked_grants(gate, *change.grants);
    if (!grants) return refuse(grants.error());
    change.grants = std::move(*grants);
  }
  return change;
}

std::vector<std::pair<std::string, std::string>> apply(User& user, const UserChange& change) {
  std::vector<std::pair<std::string, std::string>> details;
  if (change.shown && *change.shown != user.shown) details.emplace_back("shown", user.shown = *change.shown);
  if (change.grants && *change.grants != user.grants) {
    details.emplace_back("grants-before", to_text(user.grants));
    details.emplace_back("grants", to_text(user.grants = *change.grants));
  }
  if (change.disabled && *change.disabled != user.disabled)
    details.emplace_back("disabled", (user.disabled = *change.disabled) ? "yes" : "no");
  return details;
}

Result<User> changed(DbSession& session, const Gate& gate, const std::string& who, const std::string& name,
                     const UserChange& change) {
  auto user = find_user(session, gate.footprint, name, true);
  if (!user) return refuse(no_such_user(name));
  if (change.if_revision && *change.if_revision != user->revision)
    return refuse({"changed-meanwhile", "The user was changed by somebody else meanwhile.", name,
                   "Look at the user again, then make your change."});
  const bool administered = administers(user->grants) && !user->disabled;
  const auto details = apply(*user, change);
  if (details.empty()) return *user;
  if (administered && (user->disabled || !administers(user->grants)) &&
      is_last_administrator(session, gate, name))
    return refuse({"last-administrator", "This is the last administrator who can sign in.", name,
                   "Make somebody else an administrator first."});
  ++user->revision;
  record(session, gate, who, "user-changed", name, details);
  session.run("UPDATE users SET shown = ?, disabled = ?, revision = ? WHERE footprint = ? AND name = ?",
              {user->shown, std::int64_t{user->disabled}, user->revision, gate.footprint, name});
  write_grants(session, gate.footprint, name, user->grants);
  if (user->disabled) {
    delete_sessions(session, gate.footprint, name, "");
    spend_password_links(session, gate.footprint, name);
  }
  return *user;
}

}  // namespace

std::vector<User> users(const Gate& gate, const std::string& after, std::size_t most) {
  std::vector<User> found;
  gate.database.read([&](DbSession& session) {
    found.clear();
    for (const DbRow& row :
         session.rows("SELECT name FROM users WHERE footprint = ? AND name > ? ORDER BY name LIMIT ?",
                      {gate.footprint, after, static_cast<std::int64_t>(most)}))
      if (auto user = find_user(session, gate.footprint, row.text(0))) found.push_back(std::move(*user));
  });
  return found;
}

Result<User> user(const Gate& gate, const std::string& name) {
  std::optional<User> found;
  gate.database.read([&](DbSession& session) { found = find_user(session, gate.footprint, name); });
  if (!found) return refuse(no_such_user(name));
  return *found;
}

Result<User> make_user(const Gate& gate, const std::string& who, const NewUser& asked) {
  if (auto good = check_name(asked.name); !good) return refuse(good.error());
  if (auto good = check_words("shown name", asked.shown, 100); !good) return refuse(good.error());
  auto grants = checked_grants(gate, asked.grants);
  if (!grants) return refuse(grants.error());
  User made;
  made.name = asked.name;
  made.shown = asked.shown;
  made.grants = std::move(*grants);
  made.made_at = gate.now();
  made.revision = 1;
  bool taken = false;
  gate.database.write([&](DbSession& session) {
    taken = !insert_user(session, gate, made, "");
    if (!taken)
      record(session, gate, who, "user-made", made.name,
             {{"shown", made.shown}, {"grants", to_text(made.grants)}});
  });
  if (taken)
    return refuse(
        {"user-exists", "There is a user of this name already.", made.name, "Choose another name."});
  return made;
}

Result<User> change_user(const Gate& gate, const std::string& who, const std::string& name,
                         const UserChange& change) {
  auto good = checked(gate, change);
  if (!good) return refuse(good.error());
  Result<User> answer;
  gate.database.write([&](DbSession& session) { answer = changed(session, gate, who, name, *good); });
  return answer;
}

}  // namespace stp
