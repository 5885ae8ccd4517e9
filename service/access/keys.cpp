#include "service/access/keys.h"

#include <algorithm>

#include "service/access/rows.h"
#include "service/access/secrets.h"
#include "service/store/clock.h"
#include "service/store/log_details.h"

namespace stp {

namespace {

constexpr auto key_columns =
    "SELECT id, owner, label, made_at, expires_at, last_used_at, revoked_at, secret_sha256 FROM api_keys ";

struct KeptKey {
  ApiKey key;
  std::string secret_sha256;
};
KeptKey key_of(DbSession& session, const std::string& footprint, const DbRow& row) {
  KeptKey kept{
      {row.text(0), row.text(1), row.text(2), {}, row.text(3), row.text(4), row.text(5), row.text(6)},
      row.text(7)};
  for (const DbRow& grant : session.rows(
           "SELECT role, place FROM api_key_grants WHERE footprint = ? AND id = ? ORDER BY role, place",
           {footprint, kept.key.id}))
    kept.key.grants.push_back(grant_of(grant, 0));
  std::sort(kept.key.grants.begin(), kept.key.grants.end());
  return kept;
}

std::optional<KeptKey> find_key(DbSession& session, const std::string& footprint, const std::string& id) {
  const auto found =
      session.rows(std::string(key_columns) + "WHERE footprint = ? AND id = ?", {footprint, id});
  if (found.empty()) return std::nullopt;
  return key_of(session, footprint, found.front());
}

Result<std::vector<Grant>> checked_scope(const Gate& gate, const Caller& caller, const NewKey& asked) {
  if (caller.by_key)
    return refuse(
        {"key-by-key", "A key cannot make keys.", "", "Sign in and make it on your account's page."});
  if (auto good = check_words("label", asked.label, 100); !good) return refuse(good.error());
  if (asked.days < 1 || asked.days > 366)
    return refuse({"key-days", "A key lasts 1 to 366 days.", std::to_string(asked.days), "Choose how long."});
  if (asked.grants.empty())
    return refuse({"key-scope", "The key would allow nothing.", "", "Choose at least one of your roles."});
  auto grants = checked_grants(gate, asked.grants);
  if (!grants) return grants;
  for (const Grant& grant : *grants)
    if (!covered(caller.grants, grant))
      return refuse({"key-scope", "A key cannot allow what you may not do yourself.", to_text({grant}),
                     "Choose among your own roles."});
  return grants;
}

void insert_key(DbSession& session, const Gate& gate, const ApiKey& key, const std::string& secret) {
  session.run(
      "INSERT INTO api_keys (footprint, id, secret_sha256, owner, label, made_at, expires_at, last_used_at, "
      "revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, '', '')",
      {gate.footprint, key.id, token_id(secret), key.owner, key.label, key.made_at, key.expires_at});
  for (const Grant& grant : key.grants)
    session.run("INSERT INTO api_key_grants (footprint, id, role, place) VALUES (?, ?, ?, ?)",
                {gate.footprint, key.id, to_text(grant.role), grant.place});
}

constexpr std::int64_t seconds_between_uses = 60;

void note_use(const Gate& gate, const std::string& id, const std::string& now) {
  gate.database.write([&](DbSession& session) {
    session.run("UPDATE api_keys SET last_used_at = ? WHERE footprint = ? AND id = ?",
                {now, gate.footprint, id});
  });
}

struct Presented {
  std::string id, secret;
};
std::optional<Presented> taken_apart(const std::string& presented) {
  constexpr std::string_view start = "stp_";
  if (!presented.starts_with(start) || presented.size() > 200) return std::nullopt;
  const std::size_t end = presented.find('_', start.size());
  if (end == std::string::npos) return std::nullopt;
  return Presented{presented.substr(start.size(), end - start.size()), presented.substr(end + 1)};
}

}  // namespace

Result<MadeKey> make_key(const Gate& gate, const Caller& caller, const NewKey& asked) {
  auto grants = checked_scope(gate, caller, asked);
  if (!grants) return refuse(grants.error());
  const std::string now = gate.now(), secret = random_token();
  // Of the hash of something random: letters and digits only, so that the id ends where the secret begins.
  const std::string id = token_id(random_token()).substr(0, 12);
  const ApiKey key{id,          caller.name,
                   asked.label, std::move(*grants),
                   now,         utc_in(now, std::int64_t{asked.days} * 24 * 60 * 60),
                   "",          ""};
  gate.database.write([&](DbSession& session) {
    insert_key(session, gate, key, secret);
    record(session, gate, caller.name, "key-made", caller.name,
           {{"key", id},
            {"label", key.label},
            {"grants", to_text(key.grants)},
            {"expires", key.expires_at},
            {"secret_mark", mark_of(token_id(secret))}});
  });
  return MadeKey{key, "stp_" + id + "_" + secret};
}

std::vector<ApiKey> keys(const Gate& gate, const std::string& owner) {
  std::vector<ApiKey> found;
  gate.database.read([&](DbSession& session) {
    found.clear();
    std::string sql = std::string(key_columns) + "WHERE footprint = ?";
    std::vector<DbValue> values{gate.footprint};
    if (!owner.empty()) {
      sql += " AND owner = ?";
      values.emplace_back(owner);
    }
    for (const DbRow& row : session.rows(sql + " ORDER BY made_at DESC, id", values))
      found.push_back(key_of(session, gate.footprint, row).key);
  });
  return found;
}

Result<ApiKey> revoke_key(const Gate& gate, const Caller& caller, const std::string& id) {
  std::optional<KeptKey> kept;
  gate.database.write([&](DbSession& session) {
    kept = find_key(session, gate.footprint, id);
    if (kept && kept->key.owner != caller.name && !allowed(caller, Need::administer, "")) kept.reset();
    if (!kept || !kept->key.revoked_at.empty()) return;
    kept->key.revoked_at = gate.now();
    session.run("UPDATE api_keys SET revoked_at = ? WHERE footprint = ? AND id = ?",
                {kept->key.revoked_at, gate.footprint, id});
    record(session, gate, caller.name, "key-revoked", kept->key.owner,
           {{"key", id}, {"label", kept->key.label}, {"revoked_at", kept->key.revoked_at}});
  });
  if (!kept)
    return refuse(
        {"key-unknown", "There is no such key.", id.substr(0, 80), "See the list of keys for their ids."});
  return kept->key;
}

Caller caller_of_key(const Gate& gate, const std::string& presented) {
  const auto parts = taken_apart(presented);
  if (!parts) return {};
  const std::string now = gate.now();
  std::optional<KeptKey> kept;
  std::optional<User> owner;
  gate.database.read([&](DbSession& session) {
    owner.reset();
    kept = find_key(session, gate.footprint, well_formed(parts->id));
    if (kept) owner = find_user(session, gate.footprint, kept->key.owner);
  });
  if (!kept || !same_secret(kept->secret_sha256, token_id(parts->secret))) return {};
  const ApiKey& key = kept->key;
  if (!key.revoked_at.empty() || key.expires_at <= now || !owner || owner->disabled) return {};
  if (key.last_used_at.empty() || seconds_between(key.last_used_at, now) >= seconds_between_uses)
    note_use(gate, key.id, now);
  Caller caller{owner->name, owner->shown, {}, "", "", true};
  for (const Grant& grant : key.grants)
    if (covered(owner->grants, grant)) caller.grants.push_back(grant);
  return caller;
}

}  // namespace stp
