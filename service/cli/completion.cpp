// stp completion: what bash, zsh and fish may offer after "stp", from what the program declares. Hidden: the
// package is built with it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "service/cli/commands.h"
#include "service/cli/declared.h"
#include "service/cli/io.h"
#include "service/files/read_functions.h"

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

// What the first argument of a command may be, where that is a closed list.
std::string first_arguments(const DeclaredCommand& command) {
  const bool closed = !command.options.empty() && command.options[0].positional;
  return closed ? fmt::format("{}", fmt::join(command.options[0].choices, " ")) : "";
}

void bash_first_arguments(const Commands& commands) {
  std::cout << "  if [[ $COMP_CWORD = 2 && $word != -* ]]; then case ${COMP_WORDS[1]} in\n";
  for (const auto& command : commands)
    if (const auto words = first_arguments(command); !words.empty())
      std::cout << fmt::format("    {}) _stp_offer \"{}\"; return ;;\n", command.name, words);
  std::cout << "  esac; fi\n";
}

void write_bash(const Commands& commands) {
  std::cout
      << "# stp: completion for bash, made by `stp completion bash`\n"
         "_stp_offer() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"${COMP_WORDS[COMP_CWORD]}\"); }\n"
         "_stp() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  COMPREPLY=()\n"
      << fmt::format("  if [ \"$COMP_CWORD\" = 1 ]; then _stp_offer \"{}\"; return; fi\n",
                     names_of(commands));
  bash_first_arguments(commands);
  std::cout << "  case \"${COMP_WORDS[1]} $before\" in\n";
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
               "  if (( CURRENT == 3 )) && [[ $words[3] != -* ]]; then case $words[2] in\n";
  for (const auto& command : commands)
    if (const auto words = first_arguments(command); !words.empty())
      std::cout << fmt::format("    {}) compadd -- {}; return ;;\n", command.name, words);
  std::cout << "  esac; fi\n"
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
    if (const auto words = first_arguments(command); !words.empty())
      std::cout << fmt::format("complete -c stp -f -n '__fish_seen_subcommand_from {}' -a '{}'\n",
                               command.name, words);
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

Result<std::vector<std::string>> function_names() {
  const auto table = read_functions();
  if (!table) return refuse(table.error());
  std::vector<std::string> names;
  for (const auto& function : table->all) names.push_back(function.command());
  return names;
}

// Choices that no declaration can name, because texts decide them.
void add_choices(Commands& commands, std::string_view name, std::vector<std::string> choices) {
  for (auto& command : commands)
    if (command.name == name) command.options.at(0).choices = std::move(choices);
}

int write_completion(const CLI::App& app, const std::string& shell) {
  auto commands = declared_commands(app);
  auto names = function_names();
  if (!names) return refused(names.error());
  add_choices(commands, "fn", std::move(*names));
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
