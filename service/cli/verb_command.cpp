#include "service/cli/verb_command.h"

#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/io.h"
#include "service/cli/verb_answer.h"

namespace stp {

namespace {

// What a person gave, by name; filled in by the parser.
struct Given {
  std::map<std::string, std::vector<std::string>> paths, texts;
  std::map<std::string, std::string> path, text, beside;
  std::map<std::string, int> in_range;
  std::map<std::string, std::size_t> number;
  std::map<std::string, bool> flags, formats;
  std::string output;
};

std::string argument(const std::string& name, bool placed) { return placed ? name : "--" + name; }

void declare_input(const VerbInput& input, CLI::App& command, Given& given) {
  const auto name = argument(input.name, !input.named);
  auto* option = input.many ? command.add_option(name, given.paths[input.name], input.sentence)
                            : command.add_option(name, given.path[input.name], input.sentence);
  option->required(input.required);
  if (input.folders)
    option->check(CLI::ExistingPath);
  else
    option->check(CLI::ExistingFile);
}

CLI::Option* declare_number(const VerbOption& option, CLI::App& command, Given& given) {
  const auto name = argument(option.name, option.placed);
  if (!option.range) return command.add_option(name, given.number[option.name], option.sentence);
  return command.add_option(name, given.in_range[option.name], option.sentence)
      ->check(CLI::Range(option.range->first, option.range->second));
}

void declare_option(const VerbOption& option, CLI::App& command, Given& given) {
  using Kind = VerbOption::Kind;
  const auto name = argument(option.name, option.placed);
  CLI::Option* declared = nullptr;
  if (option.kind == Kind::flag)
    declared = command.add_flag(name, given.flags[option.name], option.sentence);
  else if (option.kind == Kind::number)
    declared = declare_number(option, command, given);
  else if (option.repeated)
    declared = command.add_option(name, given.texts[option.name], option.sentence);
  else
    declared = command.add_option(name, given.text[option.name], option.sentence);
  if (option.kind == Kind::choice) declared->check(CLI::IsMember(option.choices));
  declared->required(option.required);
}

void declare_formats(const Verb& verb, CLI::App& command, Given& given) {
  std::vector<CLI::Option*> flags;  // one answer, one format
  for (const auto& format : verb.formats) {
    if (format.sentence.empty()) continue;
    if (format.beside) {
      command.add_option("--" + format.name, given.beside[format.name], format.sentence);
      continue;
    }
    auto* flag = command.add_flag("--" + format.name, given.formats[format.name], format.sentence);
    for (auto* other : flags) flag->excludes(other);
    flags.push_back(flag);
  }
}

Result<void> read_files(const Verb& verb, const Given& given, Request& request) {
  for (const auto& input : verb.inputs) {
    const auto paths = input.many                          ? given.paths.at(input.name)
                       : given.path.at(input.name).empty() ? std::vector<std::string>{}
                                                           : std::vector{given.path.at(input.name)};
    auto files = input.folders ? read_inputs(paths) : read_each(paths);
    if (!files) return refuse(files.error());
    if (!files->empty()) request.files[input.name] = std::move(*files);
  }
  return {};
}

void take_options(const CLI::App& command, const Verb& verb, const Given& given, Request& request) {
  using Kind = VerbOption::Kind;
  for (const auto& option : verb.options) {
    if (command.count(argument(option.name, option.placed)) == 0) continue;
    auto& values = request.options[option.name];
    if (option.kind == Kind::flag)
      values = {"yes"};
    else if (option.kind == Kind::number)
      values = {option.range ? std::to_string(given.in_range.at(option.name))
                             : std::to_string(given.number.at(option.name))};
    else
      values = option.repeated ? given.texts.at(option.name) : std::vector{given.text.at(option.name)};
  }
}

Destination destination(const Given& given) {
  Destination to{given.output, "", {}};
  for (const auto& [format, wanted] : given.formats)
    if (wanted) to.format = format;
  for (const auto& [format, path] : given.beside)
    if (!path.empty()) to.beside.emplace_back(format, path);
  return to;
}

int run(const CLI::App& command, const Verb& verb, const Given& given) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  Request request{verb.name, {}, {}, {}};
  if (auto read = read_files(verb, given, request); !read) return refused(read.error());
  take_options(command, verb, given, request);
  return answer_verb(*pipeline, verb, std::move(request), destination(given));
}

}  // namespace

void declare_verb(const Verb& verb, CLI::App& app, int& exit_code) {
  auto given = std::make_shared<Given>();
  auto* command = app.add_subcommand(verb.name, verb.sentence);
  for (const auto& input : verb.inputs)
    if (!input.named) declare_input(input, *command, *given);
  for (const auto& option : verb.options)
    if (option.placed) declare_option(option, *command, *given);
  for (const auto& input : verb.inputs)
    if (input.named) declare_input(input, *command, *given);
  for (const auto& option : verb.options)
    if (!option.placed) declare_option(option, *command, *given);
  declare_formats(verb, *command, *given);
  command->add_option("-o,--output", given->output, verb.output_sentence)
      ->required(!verb.formats.front().readable);
  command->callback([command, &verb, given, &exit_code] { exit_code = run(*command, verb, *given); });
}

}  // namespace stp
