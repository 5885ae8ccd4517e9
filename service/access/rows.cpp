#include "service/access/rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/store/log.h"

namespace stp {

namespace {

constexpr auto user_columns =
    "SELECT name, shown, disabled, CASE WHEN password = '' THEN 0 ELSE 1 END, issuer, subject, made_at, "
    "last_sign_in, revision FROM users ";

User user_of(const DbRow& row) {
  User user;
  user.name = row.text(0);
  user.shown = row.text(1);
  user.disabled = row.number(2) != 0;
  user.has_password = row.number(3) != 0;
  user.issuer = row.text(4);
  user.subject = row.text(5);
  user.made_at = row.text(6);
  user.last_sign_in = row.text(7);
  user.revision = row.number(8);
  return user;
}

}  // namespace

Grant grant_of(const DbRow& row, std::size_t first_column) {
  // A role this program does not know is worth nothing: a place's role without its place.
  const auto known = role(row.text(first_column));
  return known ? Grant{*known, row.text(first_column + 1)} : Grant{};
}

std::optional<User> find_user(DbSession& session, const std::string& footprint, const std::string& name,
                              bool to_change) {
  const auto found = session.rows(std::string(user_columns) + "WHERE footprint = ? AND name = ?" +
                                      (to_change ? session.for_update() : ""),
                                  {footprint, name});
  if (found.empty()) return std::nullopt;
  User user = user_of(found.front());
  for (const DbRow& row : session.rows(
           "SELECT role, place FROM user_grants WHERE footprint = ? AND name = ? ORDER BY role, place",
           {footprint, name}))
    user.grants.push_back(grant_of(row, 0));
  std::sort(user.grants.begin(), user.grants.end());
  return user;
}

std::string password_hash(DbSession& session, const std::string& footprint, const std::string& name) {
  const auto found =
      session.rows("SELECT password FROM users WHERE footprint = ? AND name = ?", {footprint, name});
  return found.empty() ? "" : found.front().text(0);
}

bool insert_user(DbSession& session, const Gate& gate, const User& user, const std::string& hash) {
  const auto inserted = session.run(
      "INSERT INTO users (footprint, name, shown, password, disabled, issuer, subject, made_at, "
      "last_sign_in, "
      "revision) VALUES (?, ?, ?, ?, 0, ?, ?, ?, '', 1) ON CONFLICT DO NOTHING",
      {gate.footprint, user.name, user.shown, hash, user.issuer, user.subject, user.made_at});
  if (inserted == 0) return false;
  write_grants(session, gate.footprint, user.name, user.grants);
  return true;
}

void write_grants(DbSession& session, const std::string& footprint, const std::string& name,
                  const std::vector<Grant>& grants) {
  session.run("DELETE FROM user_grants WHERE footprint = ? AND name = ?", {footprint, name});
  for (const Grant& grant : grants)
    session.run("INSERT INTO user_grants (footprint, name, role, place) VALUES (?, ?, ?, ?)",
                {footprint, name, to_text(grant.role), grant.place});
}

std::size_t delete_sessions(DbSession& session, const std::string& footprint, const std::string& name,
                            const std::string& keep_session) {
  return session.run("DELETE FROM sessions WHERE footprint = ? AND name = ? AND token_sha256 <> ?",
                     {footprint, name, keep_session});
}

void spend_password_links(DbSession& session, const std::string& footprint, const std::string& name) {
  session.run("DELETE FROM one_time_links WHERE footprint = ? AND purpose = 'password' AND name = ?",
              {footprint, name});
}

std::string to_text(const std::vector<Grant>& grants) {
  std::string text;
  for (const Grant& grant : grants) {
    if (!text.empty()) text += ", ";
    text += to_text(grant.role) + (grant.place.empty() ? "" : " " + grant.place);
  }
  return text;
}

void record(DbSession& session, const Gate& gate, const std::string& who, const std::string& kind,
            const std::string& subject, const std::vector<std::pair<std::string, std::string>>& details) {
  nlohmann::json object = nlohmann::json::object();
  for (const auto& [name, value] : details) object[name] = well_formed(value);
  append_log(session, gate.footprint, {gate.now(), who, kind, subject, object.dump()});
}

Result<void> check_name(const std::string& name) {
  constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz0123456789._-@";
  if (name.size() >= 2 && name.size() <= 64 && name.find_first_not_of(characters) == std::string::npos &&
      std::isalnum(static_cast<unsigned char>(name.front())) != 0)
    return {};
  return refuse({"user-name", "This cannot be a user's name.", name.substr(0, 80),
                 "Use 2 to 64 of the characters a-z 0-9 . _ - @, starting with a letter or digit. Example: "
                 "ann.smith or ann.smith@example.org"});
}

Result<void> check_words(const std::string& what, const std::string& text, std::size_t most) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
  });
  const bool blank = text.find_first_not_of(' ') == std::string::npos;
  if (!blank && !control && text.size() <= most && well_formed(text) == text) return {};
  return refuse({"words", "The " + what + (blank ? " is missing." : " cannot be taken."), what,
                 "Write it on one line, in at most " + std::to_string(most) + " characters."});
}

Result<std::vector<Grant>> checked_grants(const Gate& gate, const std::vector<Grant>& grants) {
  for (const Grant& grant : grants) {
    const bool known = std::find(gate.places.begin(), gate.places.end(), grant.place) != gate.places.end();
    if (of_a_place(grant.role) && !known)
      return refuse({"grant-place", "The role " + to_text(grant.role) + " needs one of the places.",
                     grant.place, "Name the place by its code."});
    if (!of_a_place(grant.role) && !grant.place.empty())
      return refuse({"grant-place", "The role " + to_text(grant.role) + " is held for the whole footprint.",
                     grant.place, "Leave the place out."});
  }
  std::vector<Grant> sorted = grants;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

Refusal no_such_user(const std::string& name) {
  return {"user-unknown", "There is no such user.", name.substr(0, 80),
          "See the list of users for their names."};
}

}  // namespace stp
