#include "service/cli/store_options.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "service/cli/io.h"
#include "service/store/unusable.h"

namespace stp {

void declare_store_options(CLI::App& command, ServeOptions& options) {
  command.add_option("--data", options.data, "folder of the database and of everything handed in")
      ->required()
      ->envname("STP_DATA");
  command.add_option("--database", options.database,
                     "postgresql://USER@HOST:PORT/NAME; default: SQLite in the data folder");
}

int with_store(const std::function<int()>& work) {
  try {
    return work();
  } catch (const StoreUnavailable& trouble) {
    return refused(unusable(trouble));
  }
}

int say_troubles(const std::vector<std::string>& troubles) {
  for (const auto& trouble : troubles) std::fprintf(stderr, "%s\n", trouble.c_str());
  return troubles.empty() ? exits::done : exits::errors_found;
}

}  // namespace stp
