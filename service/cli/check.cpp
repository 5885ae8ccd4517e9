#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/check_report.h"

namespace stp {

namespace {

struct Options {
  std::vector<std::string> files, previous;
  std::string stage, output;
  bool json = false, html = false, csv = false;
};

std::string report(const CheckOutcome& outcome, const Options& options) {
  if (options.json) return check_as_json(outcome);
  if (options.html) return check_as_html(outcome);
  if (options.csv) return check_as_csv(outcome);
  return check_as_text(outcome);
}

int exit_code_of(const CheckOutcome& outcome) {
  if (!outcome.refused.empty()) return exits::refused;
  for (const auto& one : outcome.returns)
    if (one.counts.errors > 0) return exits::errors_found;
  return exits::done;
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto files = read_inputs(options.files);
  if (!files) return refused(files.error());
  auto previous = read_inputs(options.previous);
  if (!previous) return refused(previous.error());
  const auto outcome = pipeline->check(*files, options.stage, *previous);
  auto written = write_output(options.output, report(outcome, options));
  return written ? exit_code_of(outcome) : refused(written.error());
}

}  // namespace

void declare_check(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("check", "Check returns: what is wrong, where, why and how to mend it");
  command->add_option("files", options->files, "workbooks or folders of workbooks")
      ->required()
      ->check(CLI::ExistingPath);
  command
      ->add_option("--stage", options->stage,
                   "how strictly: draft, regional or national; default: the round's")
      ->check(CLI::IsMember({"draft", "regional", "national"}));
  command->add_option("--previous", options->previous, "the same place's workbooks of the round before")
      ->check(CLI::ExistingPath);
  auto* json = command->add_flag("--json", options->json, "as JSON");
  auto* html = command->add_flag("--html", options->html, "as a page for the browser")->excludes(json);
  command->add_flag("--csv", options->csv, "as CSV")->excludes(json)->excludes(html);
  command->add_option("-o,--output", options->output, "where to write the report; default: standard output");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
