#include "service/cli/config_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

namespace stp {

namespace {

std::string known_names(const CLI::App& command) {
  std::string names;
  for (const CLI::Option* option : command.get_options())
    if (option->get_configurable() && option->nonpositional() && !option->get_lnames().empty())
      names += (names.empty() ? "" : ", ") + option->get_lnames().front();
  return names;
}

Refusal unknown(const CLI::App& command, const CLI::ConfigItem& item, const std::string& path) {
  return {"config-unknown", "This file sets \"" + item.fullname() + "\", which is no option.", path,
          "Options are: " + known_names(command) + ". Each stands on a line of its own: port = 8080."};
}

std::optional<Refusal> apply(CLI::App& command, const CLI::ConfigItem& item, const std::string& path) {
  CLI::Option* option = item.parents.empty() ? command.get_option_no_throw("--" + item.name) : nullptr;
  if (option == nullptr || !option->get_configurable()) return unknown(command, item, path);
  if (!option->empty()) return {};  // the command line or the environment said so already
  try {
    option->add_result(item.inputs);
    option->run_callback();
  } catch (const CLI::ParseError& error) {
    option->clear();
    return Refusal{"config-value", error.what(), path, "Correct the line of \"" + item.name + "\"."};
  }
  return {};
}

}  // namespace

std::vector<Refusal> apply_config_file(CLI::App& command, const std::string& path) {
  std::vector<Refusal> troubles;
  try {
    for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_file(path))
      if (auto trouble = apply(command, item, path)) troubles.push_back(std::move(*trouble));
  } catch (const CLI::FileError&) {
    troubles.push_back({"config-unreadable", "The configuration file cannot be read.", path,
                        "Check its name and who may read it."});
  }
  return troubles;
}

}  // namespace stp
