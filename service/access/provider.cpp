#include "service/access/provider.h"

#include <nlohmann/json.hpp>

#include "service/access/id_token.h"
#include "service/access/rows.h"
#include "service/access/secrets.h"
#include "service/access/signature.h"
#include "service/access/web_client.h"
#include "service/store/clock.h"

namespace stp {

using Json = nlohmann::json;

struct Provider::Known {
  std::string authorization, token, userinfo, keys_at;
  Json keys;
};

namespace {

constexpr std::int64_t seconds_to_sign_in = 600;

Refusal lost() {
  return {"sign-in-lost", "This sign-in was not begun here, took too long, or was finished already.", "",
          "Begin again on the sign-in page."};
}
Refusal odd(const std::string& what) {
  return {"provider-away", "The sign-in provider's answer cannot be used: " + what + ".", "",
          "Sign in again; if it happens again, tell the administrators."};
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<Json> fetched_object(const WebRequest& request) {
  const auto body = fetch(request);
  if (!body) return refuse(body.error());
  Json object = Json::parse(*body, nullptr, false);
  if (!object.is_object()) return refuse(odd("it is no JSON object"));
  return object;
}

std::string form_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string form;
  for (const auto& [name, value] : fields)
    form += (form.empty() ? "" : "&") + name + "=" + percent_encoded_all(value);
  return form;
}

std::string sha256_bytes(const std::string& text) {
  const std::string hex = token_id(text);
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

struct Begun {
  std::string nonce, verifier, go_on_to;
};
// Each once: whoever comes back a second time finds nothing.
std::optional<Begun> taken_up(const Gate& gate, const std::string& state) {
  std::optional<Begun> begun;
  gate.database.write([&](DbSession& session) {
    begun.reset();
    const auto found = session.rows(
        "SELECT nonce, verifier, return_to FROM provider_sign_ins WHERE footprint = ? AND state_sha256 = ? "
        "AND "
        "expires_at > ?" +
            session.for_update(),
        {gate.footprint, token_id(state), gate.now()});
    if (found.empty()) return;
    begun = Begun{found[0].text(0), found[0].text(1), found[0].text(2)};
    session.run("DELETE FROM provider_sign_ins WHERE footprint = ? AND state_sha256 = ?",
                {gate.footprint, token_id(state)});
  });
  return begun;
}

std::vector<std::string> values_of(const Json& claims, const std::string& claim) {
  std::vector<std::string> values;
  const auto found = claims.find(claim);
  if (found == claims.end()) return values;
  if (found->is_string()) values.push_back(found->get<std::string>());
  if (found->is_array())
    for (const Json& one : *found)
      if (one.is_string()) values.push_back(one.get<std::string>());
  return values;
}

std::string first_of(const Json& claims, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (std::string text = text_of(claims, name); !text.empty()) return text;
  return "";
}

}  // namespace

Provider::Provider(ProviderSettings settings) : settings_(std::move(settings)) {}
Provider::~Provider() = default;

// Asked when somebody first signs in, and again while the provider could not be reached.
Result<Provider::Known> Provider::known(bool newer_keys) {
  const std::scoped_lock lock(guard_);
  if (known_ && !newer_keys) return *known_;
  Known made;
  auto said = fetched_object(
      {settings_.issuer + (settings_.issuer.ends_with("/") ? "" : "/") + ".well-known/openid-configuration"});
  if (!said) return refuse(said.error());
  if (text_of(*said, "issuer") != settings_.issuer)
    return refuse(odd("it calls itself otherwise than it is called"));
  made.authorization = text_of(*said, "authorization_endpoint");
  made.token = text_of(*said, "token_endpoint");
  made.userinfo = text_of(*said, "userinfo_endpoint");
  made.keys_at = text_of(*said, "jwks_uri");
  if (!may_be_asked(made.authorization) || !may_be_asked(made.token) || !may_be_asked(made.keys_at))
    return refuse(odd("it names no safe addresses"));
  auto keys = fetched_object({made.keys_at});
  if (!keys) return refuse(keys.error());
  made.keys = std::move(*keys);
  known_ = std::make_unique<Known>(made);
  return made;
}

Result<Provider::Departure> Provider::depart(const Gate& gate, const std::string& back,
                                             const std::string& go_on_to) {
  const auto provider = known(false);
  if (!provider) return refuse(provider.error());
  const std::string state = random_token(), nonce = random_token(), verifier = random_token();
  const std::string now = gate.now();
  gate.database.write([&](DbSession& session) {
    session.run("DELETE FROM provider_sign_ins WHERE footprint = ? AND expires_at <= ?",
                {gate.footprint, now});
    session.run(
        "INSERT INTO provider_sign_ins (footprint, state_sha256, nonce, verifier, return_to, expires_at) "
        "VALUES (?, ?, "
        "?, ?, ?, ?)",
        {gate.footprint, token_id(state), nonce, verifier, go_on_to, utc_in(now, seconds_to_sign_in)});
  });
  const std::string query = form_of({{"response_type", "code"},
                                     {"client_id", settings_.client},
                                     {"redirect_uri", back},
                                     {"scope", "openid profile email"},
                                     {"state", state},
                                     {"nonce", nonce},
                                     {"code_challenge", base64url(sha256_bytes(verifier))},
                                     {"code_challenge_method", "S256"}});
  return Departure{
      provider->authorization + (provider->authorization.find('?') == std::string::npos ? "?" : "&") + query,
      state};
}

namespace {

Result<Json> redeemed(const ProviderSettings& settings, const std::string& token_endpoint,
                      const std::string& code, const std::string& verifier, const std::string& back) {
  std::vector<std::pair<std::string, std::string>> fields{{"grant_type", "authorization_code"},
                                                          {"code", code},
                                                          {"redirect_uri", back},
                                                          {"code_verifier", verifier}};
  WebRequest request{token_endpoint};
  if (settings.secret.empty())
    fields.emplace_back("client_id", settings.client);
  else
    request.authorization =
        "Basic " + base64(percent_encoded_all(settings.client) + ":" + percent_encoded_all(settings.secret));
  request.form = form_of(fields);
  return fetched_object(request);
}

}  // namespace

Result<Provider::Person> Provider::arrive(const Gate& gate, const Return& returned) {
  if (returned.state.empty() || !same_secret(returned.state, returned.state_in_cookie)) return refuse(lost());
  const auto begun = taken_up(gate, returned.state);
  if (!begun) return refuse(lost());
  // An answer that names another provider was mixed up with ours (RFC 9207).
  if (!returned.issuer.empty() && returned.issuer != settings_.issuer)
    return refuse(odd("it is another provider's"));
  if (returned.code.empty())
    return refuse(
        {"sign-in-declined", "The provider did not sign you in.", "", "Begin again on the sign-in page."});
  auto provider = known(false);
  if (!provider) return refuse(provider.error());
  const auto tokens = redeemed(settings_, provider->token, returned.code, begun->verifier, returned.back);
  if (!tokens) return refuse(tokens.error());
  const TokenWanted wanted{settings_.issuer, settings_.client, begun->nonce,
                           seconds_between("1970-01-01T00:00:00.000Z", gate.now())};
  auto claims = verified_claims(text_of(*tokens, "id_token"), provider->keys, wanted);
  if (!claims && claims.error().code == "token-key") {  // the provider changes its keys from time to time
    provider = known(true);
    if (!provider) return refuse(provider.error());
    claims = verified_claims(text_of(*tokens, "id_token"), provider->keys, wanted);
  }
  if (!claims) return refuse(claims.error());
  const std::string subject = text_of(*claims, "sub");
  if (!claims->contains(settings_.claim) && may_be_asked(provider->userinfo)) {
    const auto more = fetched_object({provider->userinfo, "", "Bearer " + text_of(*tokens, "access_token")});
    if (!more) return refuse(more.error());
    if (text_of(*more, "sub") != subject) return refuse(odd("it tells of somebody else"));
    for (const auto& [name, value] : more->items())
      if (!claims->contains(name)) (*claims)[name] = value;
  }
  return Person{settings_.issuer,
                subject,
                first_of(*claims, {"preferred_username", "email", "sub"}),
                first_of(*claims, {"name", "preferred_username", "email", "sub"}),
                begun->go_on_to,
                values_of(*claims, settings_.claim)};
}

}  // namespace stp
