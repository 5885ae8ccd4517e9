// Every command declares itself on the app and sets the exit code when it ran. One file per command.
#pragma once

#include <vector>

namespace CLI {
class App;
}

namespace stp {

using DeclareCommand = void (*)(CLI::App& app, int& exit_code);

void declare_blank(CLI::App& app, int& exit_code);
void declare_fill(CLI::App& app, int& exit_code);
void declare_check(CLI::App& app, int& exit_code);
void declare_consolidate(CLI::App& app, int& exit_code);
void declare_explain(CLI::App& app, int& exit_code);
void declare_bridge(CLI::App& app, int& exit_code);
void declare_compare(CLI::App& app, int& exit_code);
void declare_rules(CLI::App& app, int& exit_code);
void declare_lines(CLI::App& app, int& exit_code);
void declare_inspect(CLI::App& app, int& exit_code);
void declare_cells(CLI::App& app, int& exit_code);
void declare_set(CLI::App& app, int& exit_code);
void declare_demo(CLI::App& app, int& exit_code);
void declare_plant(CLI::App& app, int& exit_code);

// In the order of the help.
inline std::vector<DeclareCommand> commands() {
  return {
      declare_blank,  declare_fill,    declare_check, declare_consolidate, declare_explain,
      declare_bridge, declare_compare, declare_rules, declare_lines,       declare_inspect,
      declare_cells,  declare_set,     declare_demo,  declare_plant,
  };
}

}  // namespace stp
