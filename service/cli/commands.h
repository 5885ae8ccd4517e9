// Every command that is no verb declares itself on the app and sets the exit code when it ran. One file per
// command.
#pragma once

#include <vector>

namespace CLI {
class App;
}

namespace stp {

using DeclareCommand = void (*)(CLI::App& app, int& exit_code);

void declare_fn(CLI::App& app, int& exit_code);
void declare_inspect(CLI::App& app, int& exit_code);
void declare_cells(CLI::App& app, int& exit_code);
void declare_set(CLI::App& app, int& exit_code);
void declare_demo(CLI::App& app, int& exit_code);
void declare_plant(CLI::App& app, int& exit_code);
void declare_serve(CLI::App& app, int& exit_code);
void declare_watch(CLI::App& app, int& exit_code);
void declare_backup(CLI::App& app, int& exit_code);
void declare_restore(CLI::App& app, int& exit_code);
void declare_verify_log(CLI::App& app, int& exit_code);
void declare_user(CLI::App& app, int& exit_code);
void declare_doctor(CLI::App& app, int& exit_code);
void declare_worker(CLI::App& app, int& exit_code);      // hidden
void declare_man(CLI::App& app, int& exit_code);         // hidden
void declare_completion(CLI::App& app, int& exit_code);  // hidden

// In the order of the help; before them come the verbs.
inline std::vector<DeclareCommand> commands() {
  return {declare_fn,     declare_inspect, declare_cells,      declare_set,
          declare_demo,   declare_plant,   declare_serve,      declare_watch,
          declare_backup, declare_restore, declare_verify_log, declare_user,
          declare_doctor, declare_worker,  declare_man,        declare_completion};
}

}  // namespace stp
