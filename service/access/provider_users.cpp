#include <algorithm>

#include "service/access/provider.h"
#include "service/access/rows.h"

namespace stp {

namespace {

// What of the provider's name can be a name here; "user" where nothing can.
std::string name_from(const std::string& given) {
  std::string name;
  for (const char c : given) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (name.size() < 56) name += small;
  }
  std::erase_if(name, [](char c) {
    return std::string_view("abcdefghijklmnopqrstuvwxyz0123456789._-@").find(c) == std::string_view::npos;
  });
  while (!name.empty() && !std::isalnum(static_cast<unsigned char>(name.front()))) name.erase(0, 1);
  return name.size() < 2 ? "user" : name;
}

std::optional<std::string> name_of_identity(DbSession& session, const Gate& gate,
                                            const Provider::Person& person) {
  const auto found = session.rows("SELECT name FROM users WHERE footprint = ? AND issuer = ? AND subject = ?",
                                  {gate.footprint, person.issuer, person.subject});
  if (found.empty()) return std::nullopt;
  return found[0].text(0);
}

// Never the account of somebody who signs in otherwise, whatever name the provider gives: a number is added.
std::string made_for(DbSession& session, const Gate& gate, const Provider::Person& person) {
  User user;
  user.shown = check_words("shown name", person.shown, 100) ? person.shown : name_from(person.name);
  user.issuer = person.issuer;
  user.subject = person.subject;
  user.made_at = gate.now();
  const std::string name = name_from(person.name);
  for (int number = 1; number < 1000; ++number) {
    user.name = number == 1 ? name : name + "-" + std::to_string(number);
    if (!insert_user(session, gate, user, "")) {
      if (const auto meanwhile = name_of_identity(session, gate, person)) return *meanwhile;
      continue;
    }
    record(session, gate, user.name, "user-made", user.name,
           {{"shown", user.shown}, {"issuer", user.issuer}, {"subject", user.subject}, {"grants", ""}});
    return user.name;
  }
  return "";
}

std::vector<Grant> granted(const ProviderSettings& settings, const std::vector<std::string>& values) {
  std::vector<Grant> grants;
  for (const auto& [value, grant] : settings.grants)
    if (std::find(values.begin(), values.end(), value) != values.end()) grants.push_back(grant);
  return grants;
}

}  // namespace

Result<std::pair<std::string, Grant>> read_provider_grant(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::string held = equals == std::string::npos ? "" : text.substr(equals + 1);
  const std::size_t space = held.find(' ');
  const auto known = role(held.substr(0, space));
  if (equals == 0 || !known)
    return refuse({"provider-grant", "This gives no role.", text,
                   "Write the claim's value, = and a role with its place: \"finance-leeds=preparer LE\" or "
                   "\"stp-audit=auditor\"."});
  return std::pair(text.substr(0, equals),
                   Grant{*known, space == std::string::npos ? "" : held.substr(space + 1)});
}

Result<User> user_of(const Gate& gate, const ProviderSettings& settings, const Provider::Person& person) {
  std::string name;
  gate.database.write([&](DbSession& session) {
    const auto there = name_of_identity(session, gate, person);
    name = there ? *there : made_for(session, gate, person);
  });
  auto found = user(gate, name);
  if (!found) return found;
  if (found->disabled)
    return refuse(
        {"not-allowed", "Your account is disabled here.", "", "Ask an administrator of this service."});
  if (settings.grants.empty()) return found;
  // The last administrator stays one, so that the service can be looked after.
  auto changed = change_user(gate, "provider", name, {{}, granted(settings, person.values), {}, {}});
  return changed || changed.error().code != "last-administrator" ? changed : found;
}

}  // namespace stp
