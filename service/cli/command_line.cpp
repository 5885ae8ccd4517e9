#include "service/cli/command_line.h"

#include <CLI/CLI.hpp>

#include "service/cli/commands.h"

namespace stp {

int run_command_line(int count, char** arguments) {
  CLI::App app{"Fill, check and consolidate the finance, activity and workforce returns of a footprint."};
  app.require_subcommand(1);
  int exit_code = 0;
  for (const auto& declare : commands()) declare(app, exit_code);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 64;
  }
  return exit_code;
}

}  // namespace stp
