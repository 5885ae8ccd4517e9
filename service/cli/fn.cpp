// stp fn NAME ARGUMENTS: one calculation function, as the spreadsheet's =STP.NAME(...) would answer. Without
// a name: what there is.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "calc/functions/read_argument.h"
#include "service/cli/commands.h"
#include "service/cli/function_words.h"
#include "service/cli/io.h"
#include "service/cli/open_workbook.h"
#include "service/client/ask_service.h"
#include "service/figures/file_figures.h"
#include "service/figures/served_figures.h"
#include "service/files/read_functions.h"
#include "service/report/functions_json.h"

namespace stp {

namespace {

using functions::Function;
using functions::Functions;

void print_list(const Functions& table) {
  for (const auto& category : table.categories) {
    fmt::print("{}\n", category.label);
    for (const auto& function : table.all)
      if (function.category == category.code)
        fmt::print("  {:<20} {}\n", function.command(), function.sentence);
  }
}

void print_help(const Functions& table, const Function& function) {
  fmt::print("stp fn {}: {}\n\n{}\n\n", usage_of(function), function.label, function.sentence);
  for (const auto& parameter : function.parameters)
    fmt::print("  {:<16} {}\n", parameter.name, about(table, parameter));
  if (const auto unit = table.label_of_unit(function.unit); !unit.empty())
    fmt::print("\n  It gives: {}.\n", unit);
  for (const auto& example : function.examples) {
    fmt::print("\n  stp fn {}", function.command());
    for (std::size_t i = 0; i < example.arguments.size(); ++i)
      fmt::print(" '{}'", functions::argument_text(example.arguments[i], function.parameters[i]));
    fmt::print("\n  {}\n", to_text(example.result));
  }
  fmt::print("\nIn a spreadsheet: STP.{}. Source: {}{}\n", function.name, function.source,
             function.verified ? "" : " (not verified)");
}

int print(const functions::Grid& result) {
  fmt::print("{}\n", to_text(result));
  for (const auto& cell : result.cells)
    if (std::holds_alternative<functions::Error>(cell)) return exits::errors_found;
  return exits::done;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The key comes by the environment: arguments of a command are seen by everybody on the machine.
Result<std::string> ask_named_service(const std::string& calls) {
  const ServiceAddress service{variable("STP_SERVICE"), variable("STP_KEY"), ""};
  if (service.url.empty())
    return refuse({"service-unnamed", "No service is named.", "STP_SERVICE",
                   "Set the variable STP_SERVICE to its address, and STP_KEY to an API key of yours."});
  const auto reply = ask_service(service, {"/api/v1/functions", "application/json", calls});
  if (!reply) return refuse(reply.error());
  if (reply->status != 200) return refuse(refusal_of(*reply));
  return reply->body;
}

// The lines and rules are read only for functions that ask for them.
Result<functions::Grid> answer_with_files(const Function& function,
                                          const std::vector<functions::Grid>& arguments) {
  if (!function.computation.reads_figures) return functions::call(function, arguments);
  const auto pipeline = open_pipeline();
  if (!pipeline) return refuse(pipeline.error());
  const FileFigures files(*pipeline);
  const ServedFigures served(ask_named_service);
  const FiguresOfSources figures(files, served);
  return functions::call(function, arguments, &figures);
}

int answer(const Function& function, const std::vector<std::string>& texts) {
  if (texts.size() > function.parameters.size())
    return say_refusal({"argument-unknown", "There are more arguments than it takes.", function.command(),
                        "Write it as: stp fn " + usage_of(function)});
  std::vector<functions::Grid> arguments;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto argument = functions::read_argument(texts[i], function.parameters[i]);
    if (!argument) return say_refusal(argument.error());
    arguments.push_back(std::move(*argument));
  }
  const auto result = answer_with_files(function, arguments);
  if (!result) return say_refusal(result.error());
  return print(*result);
}

int fn(const std::string& name, const std::vector<std::string>& texts, bool explain, bool json) {
  const auto table = read_functions();
  if (!table) return say_refusal(table.error());
  if (json) return fmt::print("{}", functions_as_json(*table)), exits::done;
  if (name.empty()) return print_list(*table), exits::done;
  const Function* function = table->find(name);
  if (!function)
    return say_refusal({"function-unknown", "There is no function \"" + name + "\".", "",
                        "stp fn without a name lists them."});
  if (explain) return print_help(*table, *function), exits::done;
  return answer(*function, texts);
}

}  // namespace

void declare_fn(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand(
      "fn", "One calculation function, exactly: stp fn grow 100 2.1% 5; without a name: the list of them");
  auto name = std::make_shared<std::string>();
  auto texts = std::make_shared<std::vector<std::string>>();
  auto explain = std::make_shared<bool>(false);
  command->add_option("NAME", *name, "The function; default: list them all");
  command->add_option("ARGUMENTS", *texts,
                      "Its arguments in order: a number, 2.1%, a text, or a range as 60;40 with rows by |; "
                      "'' leaves one out");
  command->add_flag("--explain", *explain, "What it computes, its arguments, examples and source");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "The whole table of functions as JSON");
  command->callback([=, &exit_code] { exit_code = fn(*name, *texts, *explain, *json); });
}

}  // namespace stp
