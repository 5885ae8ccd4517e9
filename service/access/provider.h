// Signing in at a provider of OpenID Connect: authorization code with PKCE, state and nonce. What is under
// way is kept in the database, so that the browser may come back to another process.
#pragma once

#include <memory>
#include <mutex>

#include "service/access/accounts.h"

namespace stp {

struct ProviderSettings {
  std::string issuer, client, secret{};  // https, or http on this computer alone; secret "": a public client
  std::string claim = "groups";          // whose values give roles
  // A value of the claim, and what it grants. Where there are any, the provider decides over roles at each
  // sign-in; else the administrators do, and who comes first has none.
  std::vector<std::pair<std::string, Grant>> grants{};
};
// "finance-leeds=preparer LE"; refuses what is none.
Result<std::pair<std::string, Grant>> read_provider_grant(const std::string& text);

class Provider {
 public:
  explicit Provider(ProviderSettings settings);
  ~Provider();

  struct Departure {
    std::string url, state;  // where the browser goes; what it keeps in a cookie
  };
  // `back`: the address of ours that the provider sends the browser back to.
  Result<Departure> depart(const Gate& gate, const std::string& back, const std::string& go_on_to);
  struct Return {
    std::string state, state_in_cookie, code, issuer;  // issuer: as the answer names it, "" where it does not
    std::string back;
  };
  struct Person {
    std::string issuer, subject, name, shown, go_on_to;
    std::vector<std::string> values;  // of the claim
  };
  Result<Person> arrive(const Gate& gate, const Return& returned);
  const ProviderSettings& settings() const { return settings_; }

 private:
  struct Known;  // what discovery said, and the keys
  Result<Known> known(bool newer_keys);
  ProviderSettings settings_;
  std::mutex guard_;
  std::unique_ptr<Known> known_;
};

// The person's account, made at the first sign-in; its roles as the settings say. Refuses who is disabled.
Result<User> user_of(const Gate& gate, const ProviderSettings& settings, const Provider::Person& person);

}  // namespace stp
