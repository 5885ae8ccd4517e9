// What `stp serve` can be told: on the command line, or with the same names in a configuration file
// (--config).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calc/base/result.h"

namespace stp {

struct ServeOptions {
  std::string data;      // folder of the database and of everything handed in
  std::string database;  // "": sqlite:DATA/stp.db; or postgresql://USER@HOST:PORT/NAME
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                 // 0: any free one
  std::string inbox;                         // "": no watched folder
  int settle_seconds = 3;                    // a dropped file is taken when nothing changed for so long
  std::string certificate, key;              // PEM files: TLS
  std::string public_url;                    // how browsers reach it, when behind a proxy; "": as it listens
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and -Proto are believed
  unsigned workers = 0;                      // caged processes that read files; 0: one for each processor
  std::string round;                         // opened at the first start
  std::string demo;  // folder made by ./run demo: its returns are handed in, visitors choose who they are
  std::string oidc_issuer, oidc_client, oidc_secret_file, oidc_claim = "groups";
  std::vector<std::string> oidc_grants;  // "VALUE=preparer LE": what a value of the claim grants
  std::string log_level = "info";
  int drain_seconds = 20;  // a stop waits so long for what is under way
};

// Serves until SIGTERM or SIGINT. database-unavailable: worth starting again.
Result<void> serve(const ServeOptions& options);

}  // namespace stp
