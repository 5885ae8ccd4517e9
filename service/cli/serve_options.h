// The options of `stp serve`, shared with the commands that look at what it would use. --config names a file
// with the same options; what the command line and the environment say goes before it.
#pragma once

#include <vector>

#include "calc/base/result.h"
#include "service/serve/options.h"

namespace CLI {
class App;
}

namespace stp {

// A file that says something unknown is wrong usage.
void declare_serve_options(CLI::App& command, ServeOptions& options);
// What the file says wrongly is kept in `troubles`, the rest is taken. Both must outlive the command.
void declare_serve_options(CLI::App& command, ServeOptions& options, std::vector<Refusal>& troubles);

}  // namespace stp
