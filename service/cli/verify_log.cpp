#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/store_options.h"
#include "service/store/backup.h"
#include "service/store/log.h"

namespace stp {

namespace {

std::vector<std::string> verified(DbSession& session) {
  std::vector<std::string> troubles;
  for (const auto& footprint : log_footprints(session)) {
    const auto verdict = verify_log(session, footprint);
    fmt::print("{}: {} records, the last is {}\n", footprint, verdict.records, verdict.last_hash);
    for (const auto& trouble : verdict.troubles) troubles.push_back(footprint + ": " + trouble);
  }
  return troubles;
}

int run(const ServeOptions& options) {
  auto database = Database::open(database_url(options), Opening::beside);
  if (!database) return refused(database.error());
  std::vector<std::string> troubles;
  (*database)->read([&](DbSession& session) {
    troubles = verified(session);
    const auto missing = missing_bytes(session, Bytes(bytes_folder(options)));
    troubles.insert(troubles.end(), missing.begin(), missing.end());
  });
  return say_troubles(troubles);
}

}  // namespace

void declare_verify_log(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = app.add_subcommand(
      "verify-log", "Say whether a record of receipts and decisions was changed, removed or put in later");
  declare_store_options(*command, *options);
  command->callback([options, &exit_code] { exit_code = with_store([&] { return run(*options); }); });
}

}  // namespace stp
