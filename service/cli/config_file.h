// A file with a command's options, one a line with the option's own name: `port = 8080`. What the command
// line or the environment say goes before it. An unknown name is refused with the line's name and the names
// there are.
#pragma once

#include <string>
#include <vector>

#include "calc/base/result.h"

namespace CLI {
class App;
}

namespace stp {

// Each thing the file says that the command cannot take; the rest is applied.
std::vector<Refusal> apply_config_file(CLI::App& command, const std::string& path);

}  // namespace stp
