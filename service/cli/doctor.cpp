// stp doctor: what is wrong with an installation, one line for each check.
#include "service/doctor/doctor.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/serve_options.h"

namespace stp {

namespace {

int report(const doctor::Checks& checks) {
  const auto troubles =
      std::count_if(checks.begin(), checks.end(), [](const auto& check) { return !check.well; });
  for (const auto& check : checks) std::cout << doctor::to_line(check) << "\n";
  std::cout << (troubles == 0 ? "nothing is wrong"
                              : std::to_string(troubles) + (troubles == 1 ? " trouble" : " troubles"))
            << "\n";
  return troubles == 0 ? exits::done : exits::errors_found;
}

}  // namespace

void declare_doctor(CLI::App& app, int& exit_code) {
  auto asked = std::make_shared<doctor::Asked>();
  auto* command = app.add_subcommand("doctor", "Say what is wrong with an installation of the service");
  declare_serve_options(*command, asked->options, asked->config_troubles);
  command->add_flag("--all", asked->all, "read every stored file, not a sample")->configurable(false);
  command->callback([asked, &exit_code] { exit_code = report(doctor::examine(*asked)); });
}

}  // namespace stp
