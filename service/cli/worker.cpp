#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/worker/worker_process.h"

namespace stp {

void declare_worker(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<std::vector<std::string>>();
  auto* command = app.add_subcommand("worker", "Read files in a cage; started by the service itself");
  command->group("");
  command->add_option("arguments", *arguments, "as the service gives them");
  command->callback([arguments, &exit_code] { exit_code = run_worker(*arguments); });
}

}  // namespace stp
