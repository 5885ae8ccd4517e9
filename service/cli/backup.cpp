#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/store_options.h"
#include "service/store/backup.h"
#include "service/store/clock.h"

namespace stp {

namespace {

struct Options {
  ServeOptions store;
  std::string folder;
};

int run(const Options& options) {
  auto database = Database::open(database_url(options.store), Opening::beside);
  if (!database) return refused(database.error());
  const auto made = backup(**database, Bytes(bytes_folder(options.store)), options.folder, utc_now(),
                           std::string("stp ") + STP_VERSION);
  if (!made) return refused(made.error());
  fmt::print("{}: {} rows and {} files\n", options.folder, made->rows, made->files);
  return say_troubles(made->troubles);
}

}  // namespace

void declare_backup(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("backup", "Copy a service's data into a folder, also while it runs");
  declare_store_options(*command, options->store);
  command->add_option("-o,--output", options->folder, "new folder for the backup")->required();
  command->callback([options, &exit_code] { exit_code = with_store([&] { return run(*options); }); });
}

}  // namespace stp
