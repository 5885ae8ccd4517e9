#include "service/cli/command_line.h"

#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/verb_command.h"

namespace stp {

namespace {

int parse_and_run(int count, char** arguments) {
  CLI::App app{
      "Fill, check and consolidate the finance, activity and workforce returns of a footprint.\n"
      "The forms are a reference edition, reconstructed from public papers; not the NHS England template of "
      "2016."};
  app.require_subcommand(1);
  app.set_version_flag("--version", STP_VERSION);
  int exit_code = exits::done;
  for (const auto& verb : verbs()) declare_verb(verb, app, exit_code);
  for (const auto& declare : commands()) declare(app, exit_code);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exits::done : exits::usage;
  }
  return exit_code;
}

}  // namespace

int run_command_line(int count, char** arguments) {
  try {
    return parse_and_run(count, arguments);
  } catch (const std::exception& defect) {
    spdlog::critical("a defect of this program, not of your file, while running \"{}\": {}",
                     count > 1 ? arguments[1] : "", defect.what());
    return exits::defect;
  }
}

}  // namespace stp
