#include "service/serve/provider.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "service/access/web_client.h"

namespace stp {

namespace {

Result<std::string> secret_of(const std::string& file) {
  if (file.empty()) return std::string();
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  std::string secret = text.str();
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.empty())
    return refuse({"oidc-secret", "The provider's secret cannot be read.", file,
                   "Put it on one line of a file that only the service may read."});
  return secret;
}

Result<void> check_place(const Grant& grant, const std::string& text,
                         const std::vector<std::string>& places) {
  const bool known = std::find(places.begin(), places.end(), grant.place) != places.end();
  if (of_a_place(grant.role) ? known : grant.place.empty()) return {};
  return refuse(
      {"provider-grant", "This gives no role.", text,
       "Roles of a place need its code, roles of the footprint none: \"finance-leeds=preparer LE\"."});
}

}  // namespace

Result<std::shared_ptr<Provider>> provider_of(const ServeOptions& options,
                                              const std::vector<std::string>& places) {
  if (options.oidc_issuer.empty() && options.oidc_client.empty() && options.oidc_secret_file.empty() &&
      options.oidc_grants.empty())
    return std::shared_ptr<Provider>();
  if (!may_be_asked(options.oidc_issuer) || options.oidc_client.empty())
    return refuse(
        {"oidc-incomplete",
         "Signing in at a provider needs its issuer (https; http only on this machine) and our name there.",
         options.oidc_issuer, "Give --oidc-issuer and --oidc-client."});
  auto secret = secret_of(options.oidc_secret_file);
  if (!secret) return refuse(secret.error());
  ProviderSettings settings{options.oidc_issuer, options.oidc_client, *secret, options.oidc_claim, {}};
  for (const std::string& text : options.oidc_grants) {
    auto grant = read_provider_grant(text);
    if (!grant) return refuse(grant.error());
    if (auto good = check_place(grant->second, text, places); !good) return refuse(good.error());
    settings.grants.push_back(std::move(*grant));
  }
  return std::make_shared<Provider>(std::move(settings));
}

}  // namespace stp
