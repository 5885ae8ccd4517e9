#include "service/serve/settings.h"

#include <regex>
#include <stdexcept>

#include "service/http/wire/origin.h"
#include "service/serve/provider.h"

namespace stp {

namespace {

Result<void> demonstration_is_alone(const ServeOptions& options) {
  if (options.demo.empty() || wire::is_loopback(options.address)) return {};
  return refuse({"demo-not-alone",
                 "The demonstration lets every visitor in, so it is served on this machine alone.",
                 options.address, "Leave out --address, or --demo."});
}

Result<void> tls_is_whole(const ServeOptions& options) {
  if (options.certificate.empty() == options.key.empty()) return {};
  return refuse({"tls-incomplete", "TLS needs both a certificate and its key.",
                 options.certificate.empty() ? "--certificate" : "--key", "Give --certificate and --key."});
}

// Links are this and a path: it has none of its own.
Result<void> public_url_is_an_address(const ServeOptions& options) {
  static const std::regex wanted(R"(https?://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:(\d{1,5}))?/?)");
  constexpr int last_port = 65535;
  std::smatch match;
  if (options.public_url.empty()) return {};
  if (std::regex_match(options.public_url, match, wanted) &&
      (!match[3].matched || std::stoi(match[3].str()) <= last_port))
    return {};
  return refuse({"public-url", "\"" + options.public_url + "\" is no address browsers reach a service by.",
                 "--public-url",
                 "Give http:// or https:// with a name and, where it is needed, a port, and nothing behind "
                 "it: https://returns.example."});
}

Result<void> proxies_are_addresses(const ServeOptions& options) {
  try {
    const wire::Proxies read(options.trusted_proxies);
    return {};
  } catch (const std::runtime_error& trouble) {
    return refuse({"trusted-proxy", std::string(trouble.what()) + ".", "--trusted-proxy",
                   "Give the address the proxy calls from, such as 127.0.0.1, or its network."});
  }
}

Result<void> round_is_known(const ServeOptions& options, const Pipeline& pipeline) {
  if (options.round.empty()) return {};
  const auto known = pipeline.edition_of_round(options.round);
  if (known) return {};
  Refusal refusal = known.error();
  refusal.where = "--round";
  return refuse(refusal);
}

Result<void> provider_is_whole(const ServeOptions& options, const Pipeline& pipeline) {
  const auto provider = provider_of(options, place_codes(pipeline.editions().back()));
  if (!provider) return refuse(provider.error());
  return {};
}

}  // namespace

std::vector<Refusal> troubles_of_settings(const ServeOptions& options, const Pipeline& pipeline) {
  std::vector<Refusal> troubles;
  for (const auto& good : {demonstration_is_alone(options), tls_is_whole(options),
                           public_url_is_an_address(options), proxies_are_addresses(options),
                           round_is_known(options, pipeline), provider_is_whole(options, pipeline)})
    if (!good) troubles.push_back(good.error());
  return troubles;
}

std::vector<std::string> place_codes(const Template& form) {
  std::vector<std::string> codes;
  for (const auto& place : form.places) codes.push_back(place.code);
  return codes;
}

}  // namespace stp
