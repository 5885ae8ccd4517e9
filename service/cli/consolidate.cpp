#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/total_report.h"
#include "service/total/total_json.h"
#include "service/total/total_workbook.h"

namespace stp {

namespace {

struct Options {
  std::vector<std::string> files;
  std::string stage, round, output;
  bool json = false;
};

Result<void> write_total(const Pipeline::Consolidated& done, const Options& options) {
  const bool as_json = options.json || options.output.ends_with(".json");
  if (as_json) return write_output(options.output, total_json(done.total, *done.form));
  if (options.output.empty()) return write_output("", total_as_text(done));
  if (!options.output.ends_with(".xlsx"))
    return refuse({"total-format", "A total is written as a workbook or as JSON.", options.output,
                   "Name an .xlsx or a .json file."});
  auto bytes = total_workbook(done.total, *done.form);
  if (!bytes) return refuse(bytes.error());
  return write_output(options.output, *bytes);
}

// A total is written from all the files that were named or not at all: what cannot be read is left out by a
// person.
int refused_files(const std::vector<FileRefusal>& refusals) {
  for (const auto& one : refusals) refused(one.refusal);
  fmt::print(stderr, "Nothing was written. Mend these files, or consolidate without them.\n");
  return exits::refused;
}

int exit_code_of(const Pipeline::Consolidated& done) {
  if (!done.refused.empty()) return exits::refused;
  return count(done.total.findings).errors > 0 ? exits::errors_found : exits::done;
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto files = read_inputs(options.files);
  if (!files) return refused(files.error());
  auto done = pipeline->consolidate(*files, {options.stage, options.round});
  if (!done) return refused(done.error());
  if (!done->refused.empty() && (options.json || !options.output.empty()))
    return refused_files(done->refused);
  auto written = write_total(*done, options);
  if (!written) return refused(written.error());
  if (!options.output.empty() && !options.json)
    fmt::print("{}\nWritten to {}.\n", total_as_text(*done), options.output);
  return exit_code_of(*done);
}

}  // namespace

void declare_consolidate(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("consolidate", "Consolidate the places and the programmes into the footprint total");
  command->add_option("files", options->files, "workbooks or folders of workbooks")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("-o,--output", options->output,
                      "the total to write: .xlsx or .json; default: a text to standard output");
  command->add_flag("--json", options->json, "as JSON");
  command
      ->add_option("--stage", options->stage,
                   "how strictly: draft, regional or national; default: the round's")
      ->check(CLI::IsMember({"draft", "regional", "national"}));
  command->add_option("--round", options->round, "the round; default: the one most returns share");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
