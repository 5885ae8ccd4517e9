// stp completion: what bash, zsh and fish may offer after "stp", from what the program declares. Hidden: the
// package is built with it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "service/cli/commands.h"
#include "service/cli/declared.h"

namespace stp {

namespace {

using Commands = std::vector<DeclaredCommand>;

std::string names_of(const DeclaredCommand& command) {
  std::string names;
  for (const auto& option : command.options)
    if (!option.positional)
      for (const auto& name : option.names) names += (names.empty() ? "" : " ") + name;
  return names;
}

std::string names_of(const Commands& commands) {
  std::string names;
  for (const auto& command : commands) names += (names.empty() ? "" : " ") + command.name;
  return names;
}

void bash_choices(const DeclaredCommand& command) {
  for (const auto& option : command.options)
    if (!option.positional && !option.choices.empty())
      std::cout << fmt::format("    \"{} {}\") _stp_offer \"{}\"; return ;;\n", command.name, option.names[0],
                               fmt::join(option.choices, " "));
}

void write_bash(const Commands& commands) {
  std::cout
      << "# stp: completion for bash, made by `stp completion bash`\n"
         "_stp_offer() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"${COMP_WORDS[COMP_CWORD]}\"); }\n"
         "_stp() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  COMPREPLY=()\n"
      << fmt::format("  if [ \"$COMP_CWORD\" = 1 ]; then _stp_offer \"{}\"; return; fi\n", names_of(commands))
      << "  case \"${COMP_WORDS[1]} $before\" in\n";
  for (const auto& command : commands) bash_choices(command);
  std::cout << "  esac\n  [[ $word == -* ]] || return\n  case ${COMP_WORDS[1]} in\n";
  for (const auto& command : commands)
    std::cout << fmt::format("    {}) _stp_offer \"{}\" ;;\n", command.name, names_of(command));
  std::cout << "  esac\n}\ncomplete -o default -F _stp stp\n";
}

// Words in single quotation marks, for a shell.
std::string quoted(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return "'" + safe + "'";
}

void write_zsh(const Commands& commands) {
  std::cout << "#compdef stp\n# stp: completion for zsh, made by `stp completion zsh`\n_stp() {\n"
               "  local -a names\n  if (( CURRENT == 2 )); then\n    names=(\n";
  for (const auto& command : commands)
    std::cout << "      " << quoted(command.name + ":" + command.sentence) << "\n";
  std::cout << "    )\n    _describe command names\n    return\n  fi\n"
               "  if [[ $words[CURRENT] != -* ]]; then _files; return; fi\n  case $words[2] in\n";
  for (const auto& command : commands)
    std::cout << fmt::format("    {}) compadd -- {} ;;\n", command.name, names_of(command));
  std::cout << "  esac\n}\nif [ \"$funcstack[1]\" = _stp ]; then _stp \"$@\"; else compdef _stp stp; fi\n";
}

void write_fish(const Commands& commands) {
  std::cout << "# stp: completion for fish, made by `stp completion fish`\n";
  for (const auto& command : commands) {
    std::cout << fmt::format("complete -c stp -f -n __fish_use_subcommand -a {} -d {}\n", command.name,
                             quoted(command.sentence));
    for (const auto& option : command.options) {
      if (option.positional) continue;
      std::cout << fmt::format("complete -c stp -n '__fish_seen_subcommand_from {}'", command.name);
      for (const auto& name : option.names)
        std::cout << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
      if (!option.flag) std::cout << " -r";
      if (!option.choices.empty()) std::cout << fmt::format(" -f -a '{}'", fmt::join(option.choices, " "));
      std::cout << " -d " << quoted(option.sentence) << "\n";
    }
  }
}

int write_completion(const CLI::App& app, const std::string& shell) {
  const auto commands = declared_commands(app);
  if (shell == "bash") write_bash(commands);
  if (shell == "zsh") write_zsh(commands);
  if (shell == "fish") write_fish(commands);
  return std::cout.flush() ? 0 : 2;
}

}  // namespace

void declare_completion(CLI::App& app, int& exit_code) {
  auto shell = std::make_shared<std::string>();
  auto* command = app.add_subcommand("completion", "Write what a shell may complete")->group("");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([&app, shell, &exit_code] { exit_code = write_completion(app, *shell); });
}

}  // namespace stp
