#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>

#include "service/doctor/checks.h"
#include "service/http/wire/origin.h"

namespace stp::doctor {

namespace {

constexpr int days_of_warning = 14;

template <auto release>
struct Released {
  template <class T>
  void operator()(T* owned) const {
    release(owned);
  }
};
using Certificate = std::unique_ptr<X509, Released<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Released<EVP_PKEY_free>>;
using File = std::unique_ptr<std::FILE, Released<std::fclose>>;

Certificate read_certificate(const std::string& path) {
  const File file(std::fopen(path.c_str(), "r"));
  return Certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

int no_passphrase(char*, int, int, void*) { return 0; }  // nobody is there to type one when a service starts

Key read_key(const std::string& path) {
  const File file(std::fopen(path.c_str(), "r"));
  return Key(file ? PEM_read_PrivateKey(file.get(), nullptr, no_passphrase, nullptr) : nullptr);
}

Check dates(X509* certificate) {
  int days = 0, seconds = 0;
  const bool known = ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate)) == 1;
  if (!known || days < 0 || seconds < 0)
    return trouble("certificate", known ? fmt::format("ended {} days ago", -days) : "has no readable end",
                   "one that is valid", "renew it");
  if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
    return trouble("certificate", "is not valid yet", "one that is valid",
                   "check the clock and the certificate");
  if (days < days_of_warning)
    return trouble("certificate", fmt::format("ends in {} days", days),
                   fmt::format("at least {} days left", days_of_warning), "renew it");
  return well("certificate", fmt::format("valid for {} more days", days));
}

Checks pair_of(const ServeOptions& options) {
  Checks all;
  const auto certificate = read_certificate(options.certificate);
  if (certificate)
    all.push_back(dates(certificate.get()));
  else
    all.push_back(trouble("certificate", options.certificate + " cannot be read as a certificate",
                          "a PEM file that begins with the service's own certificate",
                          "check the file and who may read it"));
  const auto key = read_key(options.key);
  if (!key)
    all.push_back(trouble("key", options.key + " cannot be read as a key", "a PEM key without a passphrase",
                          "check the file and who may read it"));
  else if (!certificate)
    all.push_back(well("key", options.key + " can be read"));
  else if (X509_check_private_key(certificate.get(), key.get()) != 1)
    all.push_back(trouble("key", "does not belong to the certificate", "the certificate's own key",
                          "correct --certificate or --key"));
  else
    all.push_back(well("key", "belongs to the certificate"));
  ERR_clear_error();
  return all;
}

Checks key_privacy(const std::string& path) {
  const auto status = status_of(path);
  if (!status) return {};  // said already
  if ((status->mode & 0007) != 0)
    return {trouble("key", path + " has mode " + mode_shown(status->mode),
                    "nothing for other users (0600 or 0640)", "chmod o= " + path)};
  return {well("key", path + " is kept from other users")};
}

}  // namespace

Checks certificate(const ServeOptions& options) {
  if (options.certificate.empty() != options.key.empty()) return {};  // said of the settings
  if (!options.certificate.empty()) {
    Checks all = pair_of(options);
    for (auto& check : key_privacy(options.key)) all.push_back(std::move(check));
    return all;
  }
  if (wire::is_loopback(options.address)) return {well("transport", "this machine alone, without TLS")};
  return {trouble("transport", options.address + " is reached by others, without TLS",
                  "TLS, so that passwords and figures cannot be read on the way",
                  "give --certificate and --key, or listen on 127.0.0.1 behind a proxy with TLS")};
}

}  // namespace stp::doctor
