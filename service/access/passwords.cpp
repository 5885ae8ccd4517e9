#include <algorithm>

#include "service/access/rows.h"
#include "service/access/secrets.h"
#include "service/access/throttle.h"
#include "service/store/clock.h"
#include "service/store/log_details.h"

namespace stp {

namespace {

constexpr std::size_t least_characters = 12, most_bytes = 1000;

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

bool one_character_only(const std::string& text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0u) == 0x80u) ++length;
  for (std::size_t at = length; at < text.size(); ++at)
    if (text[at] != text[at - length]) return false;
  return true;
}

// What guessers try first: a few words with whatever digits and signs around them, or digits in a row.
bool tried_first(const std::string& folded) {
  if (std::string("012345678901234567890 098765432109876543210").find(folded) != std::string::npos)
    return true;
  std::string letters;
  for (const char c : folded) {
    if (static_cast<unsigned char>(c) >= 0x80u) return false;
    if (c >= 'a' && c <= 'z') letters += c;
  }
  const std::size_t all = letters.size();
  for (const char* word :
       {"password", "passwort", "passw", "welcome", "letmein", "changeme", "iloveyou", "admin", "secret",
        "qwertyuiop", "qwerty", "asdfghjkl", "summer", "winter", "spring", "autumn"})
    for (std::size_t at = 0; (at = letters.find(word)) != std::string::npos;)
      letters.erase(at, std::string(word).size());
  return letters.size() < all && letters.size() < 4;
}

Refusal link_spent() {
  return {"link-spent", "This link does not work: it was used already, is too old, or is not whole.", "",
          "Ask an administrator for a new one."};
}

// Whose password the link sets; "" when it sets none.
std::string name_by_link(DbSession& session, const Gate& gate, const std::string& token) {
  const auto found = session.rows(
      "SELECT l.name FROM one_time_links l JOIN users u ON u.footprint = l.footprint AND u.name = l.name "
      "WHERE l.footprint = ? AND l.token_sha256 = ? AND l.purpose = 'password' AND l.expires_at > ? AND "
      "u.disabled = 0",
      {gate.footprint, token_id(token), gate.now()});
  return found.empty() ? "" : found.front().text(0);
}

void write_password(DbSession& session, const Gate& gate, const std::string& name, const std::string& hash,
                    const std::string& keep_session) {
  session.run("UPDATE users SET password = ?, revision = revision + 1 WHERE footprint = ? AND name = ?",
              {hash, gate.footprint, name});
  spend_password_links(session, gate.footprint, name);
  delete_sessions(session, gate.footprint, name, keep_session);
}

}  // namespace

std::optional<Refusal> password_trouble(const std::string& name, const std::string& password) {
  const auto trouble = [](std::string what) {
    return Refusal{
        "password", std::move(what), "new password",
        "Use at least 12 characters and at most 1,000 bytes; three or four words that do not belong together "
        "are good."};
  };
  if (characters(password) < least_characters) return trouble("The password is too short.");
  if (password.size() > most_bytes)
    return trouble(
        "The password is longer than 1,000 bytes (characters beyond a-z may take up to four each).");
  if (one_character_only(password)) return trouble("The password is one character again and again.");
  const std::string folded = lower(password);
  if (tried_first(folded)) return trouble("The password is one of those that are guessed first.");
  if (folded == name || (name.size() >= 4 && folded.find(name) != std::string::npos &&
                         folded.size() - name.size() < least_characters / 2))
    return trouble("The password is little more than the user's name.");
  return std::nullopt;
}

Result<void> change_password(const Gate& gate, const std::string& name, const std::string& remote,
                             const std::string& old_password, const std::string& new_password,
                             const std::string& keep_session) {
  if (auto trouble = password_trouble(name, new_password)) return refuse(*trouble);
  if (auto wait = count_attempt(gate, name, remote); wait > 0) return refuse(too_many_attempts(wait));
  std::string hash;
  gate.database.read([&](DbSession& session) { hash = password_hash(session, gate.footprint, name); });
  const auto fits = password_fits(gate.cost, hash, old_password);
  if (!fits) return refuse(fits.error());
  if (!*fits)
    return refuse({"password-wrong", "The present password is not right.", "present password",
                   "Type it again, or ask an administrator for a link to set a new one."});
  const auto made = hash_password(gate.cost, new_password);
  if (!made) return refuse(made.error());
  gate.database.write([&](DbSession& session) {
    write_password(session, gate, name, *made, keep_session);
    forget_attempts(session, gate, name, remote);
    record(session, gate, name, "password-changed", name,
           {{"how", "with the old one"}, {"password_mark", mark_of(*made)}});
  });
  return {};
}

Result<OneTimeLink> password_link(const Gate& gate, const std::string& who, const std::string& name) {
  OneTimeLink link{random_token(), name, utc_in(gate.now(), gate.link_seconds)};
  Result<OneTimeLink> answer;
  gate.database.write([&](DbSession& session) {
    answer = link;
    const auto found = find_user(session, gate.footprint, name);
    if (!found) {
      answer = refuse(no_such_user(name));
      return;
    }
    if (found->disabled || !found->issuer.empty()) {
      answer = refuse(
          {"no-password", found->disabled ? "The user is disabled." : "The user signs in through a provider.",
           name, found->disabled ? "Enable the user first." : "Passwords are kept by the provider."});
      return;
    }
    spend_password_links(session, gate.footprint, name);
    session.run(
        "INSERT INTO one_time_links (footprint, token_sha256, purpose, name, expires_at) VALUES (?, ?, "
        "'password', ?, ?)",
        {gate.footprint, token_id(link.token), name, link.expires_at});
    record(session, gate, who, "password-link", name, {{"expires", link.expires_at}});
  });
  return answer;
}

Result<std::string> name_of_link(const Gate& gate, const std::string& token) {
  std::string name;
  gate.database.read([&](DbSession& session) { name = name_by_link(session, gate, token); });
  if (name.empty()) return refuse(link_spent());
  return name;
}

Result<User> set_password(const Gate& gate, const std::string& token, const std::string& password) {
  const auto name = name_of_link(gate, token);
  if (!name) return refuse(name.error());
  if (auto trouble = password_trouble(*name, password)) return refuse(*trouble);
  const auto hash = hash_password(gate.cost, password);
  if (!hash) return refuse(hash.error());
  Result<User> answer;
  gate.database.write([&](DbSession& session) {
    answer = refuse(link_spent());
    if (name_by_link(session, gate, token).empty()) return;
    const auto spent = session.run("DELETE FROM one_time_links WHERE footprint = ? AND token_sha256 = ?",
                                   {gate.footprint, token_id(token)});
    if (spent != 1) return;
    write_password(session, gate, *name, *hash, "");
    record(session, gate, *name, "password-changed", *name,
           {{"how", "by a one-time link"}, {"password_mark", mark_of(*hash)}});
    answer = *find_user(session, gate.footprint, *name);
  });
  return answer;
}

}  // namespace stp
