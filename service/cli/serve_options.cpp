#include "service/cli/serve_options.h"

#include <CLI/CLI.hpp>
#include <charconv>

#include "service/cli/config_file.h"

namespace stp {

namespace {

void declare_where(CLI::App& command, ServeOptions& options) {
  command.add_option("--data", options.data, "folder of the database and of everything handed in")
      ->required()
      ->envname("STP_DATA");
  command.add_option("--database", options.database,
                     "postgresql://USER@HOST:PORT/NAME; default: SQLite in the data folder");
  command.add_option("--inbox", options.inbox,
                     "watched folder: a folder for each place, files dropped into its in/");
  command.add_option("--settle", options.settle_seconds, "seconds a dropped file must lie unchanged")
      ->check(CLI::Range(0, 3600));
  command.add_option("--round", options.round,
                     "opened at the first start, e.g. 2016-09-16; not when somebody has changed it since");
  command
      .add_option("--demo", options.demo,
                  "folder made by ./run demo: its returns are handed in, visitors choose who they are")
      ->check(CLI::ExistingDirectory);
}

// "" : it is one.
std::string no_port(const std::string& text) {
  unsigned port = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (trouble == std::errc() && end == text.data() + text.size() && port <= 65535) return "";
  return "\"" + text + "\" is no port. Give a whole number from 0 (any free one) to 65535, such as 8080.";
}

// `certificate`: what is asked of the files of TLS as soon as they are named.
void declare_network(CLI::App& command, ServeOptions& options, const CLI::Validator& certificate) {
  command.add_option("--address", options.address, "where to listen; default: this machine alone");
  command.add_option("--port", options.port, "0: any free one; default: 8080")
      ->check(CLI::Validator(no_port, "0 to 65535"));
  command.add_option("--certificate", options.certificate, "TLS certificate chain (PEM)")->check(certificate);
  command.add_option("--key", options.key, "TLS private key (PEM)")->check(certificate);
  command.add_option("--public-url", options.public_url, "how browsers reach it, when behind a proxy");
  command.add_option("--trusted-proxy", options.trusted_proxies,
                     "address of a proxy whose forwarded addresses are believed; may be given again");
  command.add_option("--drain", options.drain_seconds, "seconds a stop waits for what is under way")
      ->check(CLI::Range(0, 600));
}

void declare_sign_in(CLI::App& command, ServeOptions& options) {
  command.add_option("--oidc-issuer", options.oidc_issuer,
                     "sign-in by OpenID Connect: the provider's address");
  command.add_option("--oidc-client", options.oidc_client, "this service's name at the provider");
  command
      .add_option("--oidc-secret-file", options.oidc_secret_file,
                  "file with the secret shared with the provider")
      ->check(CLI::ExistingFile);
  command.add_option("--oidc-claim", options.oidc_claim,
                     "claim that lists a person's roles; default: groups");
  command.add_option(
      "--oidc-grant", options.oidc_grants,
      "\"VALUE=preparer LE\" or \"VALUE=auditor\": what a value of the claim grants; may be given "
      "again. With any of them the provider decides over roles at each sign-in");
}

void declare_work(CLI::App& command, ServeOptions& options) {
  command
      .add_option("--workers", options.workers, "caged processes that read files; 0: one for each processor")
      ->check(CLI::Range(0, 64));
  command.add_option("--log-level", options.log_level, "error, warn, info or debug")
      ->check(CLI::IsMember({"error", "warn", "info", "debug"}));
}

using TakeConfig = std::function<void(const std::string& path)>;

void declare_all(CLI::App& command, ServeOptions& options, const CLI::Validator& certificate,
                 const TakeConfig& take) {
  command
      .add_option_function<std::string>("--config", take, "file with these options, one a line: port = 8080")
      ->configurable(false)
      ->envname("STP_CONFIG");
  declare_where(command, options);
  declare_network(command, options, certificate);
  declare_sign_in(command, options);
  declare_work(command, options);
}

}  // namespace

void declare_serve_options(CLI::App& command, ServeOptions& options) {
  declare_all(command, options, CLI::ExistingFile, [&command](const std::string& path) {
    std::string text;
    for (const auto& trouble : apply_config_file(command, path))
      text += (text.empty() ? "" : "\n") + to_text(trouble);
    if (!text.empty()) throw CLI::ConfigError(text);
  });
}

void declare_serve_options(CLI::App& command, ServeOptions& options, std::vector<Refusal>& troubles) {
  declare_all(command, options, CLI::Validator(), [&command, &troubles](const std::string& path) {
    troubles = apply_config_file(command, path);
  });
}

}  // namespace stp
