// Every command declares itself on the app and sets the exit code when it ran. One file per command.
#pragma once

#include <functional>
#include <vector>

namespace CLI {
class App;
}

namespace stp {

using DeclareCommand = void (*)(CLI::App& app, int& exit_code);

void declare_inspect(CLI::App& app, int& exit_code);
void declare_cells(CLI::App& app, int& exit_code);
void declare_set(CLI::App& app, int& exit_code);
void declare_demo(CLI::App& app, int& exit_code);

inline std::vector<DeclareCommand> commands() { return {declare_inspect, declare_cells, declare_set, declare_demo}; }

}  // namespace stp
