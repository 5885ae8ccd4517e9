#include "service/cli/declared.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace stp {

namespace {

// The library keeps choices only in the words of its check: "TEXT:{error,warn}".
std::vector<std::string> choices(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto open = type.find('{'), close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

DeclaredOption declared(const CLI::Option& option) {
  DeclaredOption one;
  one.positional = option.get_positional();
  if (one.positional)
    one.names = {option.get_name(true)};
  else
    for (const auto& name : option.get_lnames()) one.names.push_back("--" + name);
  if (!one.positional)
    for (const auto& name : option.get_snames()) one.names.push_back("-" + name);
  one.flag = option.get_expected_max() == 0 || option.get_type_size() == 0;
  one.required = option.get_required();
  one.many = option.get_expected_max() > 1;
  one.sentence = option.get_description();
  one.environment = option.get_envname();
  one.choices = choices(option);
  return one;
}

}  // namespace

std::vector<DeclaredCommand> declared_commands(const CLI::App& app) {
  std::vector<DeclaredCommand> all;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_group().empty()) continue;
    DeclaredCommand one{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options())
      if (!option->get_group().empty()) one.options.push_back(declared(*option));
    std::stable_partition(one.options.begin(), one.options.end(), [](const auto& o) { return o.positional; });
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace stp
