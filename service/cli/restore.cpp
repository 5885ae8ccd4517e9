#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/store_options.h"
#include "service/store/backup.h"
#include "service/store/durable_file.h"

namespace stp {

namespace {

struct Options {
  ServeOptions store;
  std::string folder;
};

int run(const Options& options) {
  if (auto made = make_folder(options.store.data); !made) return refused(made.error());
  const auto restored =
      restore(options.folder, database_url(options.store), Bytes(bytes_folder(options.store)));
  if (!restored) return refused(restored.error());
  fmt::print("restored: {} rows and {} files\n", restored->rows, restored->files);
  return say_troubles(restored->troubles);
}

}  // namespace

void declare_restore(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "restore", "Bring back a backup into an empty data folder or database, of either kind");
  command->add_option("backup", options->folder, "folder made by stp backup")->required();
  declare_store_options(*command, options->store);
  command->callback([options, &exit_code] { exit_code = with_store([&] { return run(*options); }); });
}

}  // namespace stp
