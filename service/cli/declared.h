// The commands and options as the program declares them, read back for the manual and for completion, so that
// neither can say anything else.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace stp {

struct DeclaredOption {
  std::vector<std::string> names;  // "--data", "-o"; of a positional: its one name
  bool positional = false, flag = false, required = false, many = false;
  std::string sentence, environment;
  std::vector<std::string> choices{};
};
struct DeclaredCommand {
  std::string name, sentence;
  std::vector<DeclaredOption> options;  // positionals first
};
std::vector<DeclaredCommand> declared_commands(const CLI::App& app);  // without the hidden ones

}  // namespace stp
