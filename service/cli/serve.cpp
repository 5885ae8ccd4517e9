#include <CLI/CLI.hpp>
#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/cli/serve_options.h"

namespace stp {

void declare_serve(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = app.add_subcommand("serve", "Serve the web pages, the JSON API and the watched folder");
  declare_serve_options(*command, *options);
  command->callback([options, &exit_code] {
    const auto served = serve(*options);
    exit_code = served ? exits::done : refused(served.error());
  });
}

}  // namespace stp
