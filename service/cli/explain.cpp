#include <CLI/CLI.hpp>

#include <memory>

#include "calc/explain.h"
#include "service/cli/choose.h"
#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/explain_report.h"

namespace stp {

namespace {

struct Options {
  std::string file, line, year, organisation, scenario, output;
  int depth = 24;
  bool json = false;
};

Result<Explanation> explained(const Pipeline::FiguresRead& read, const Options& options) {
  auto line = choose_line(*read.form, options.line);
  if (!line) return refuse(line.error());
  auto period = choose_period(*read.form, options.year);
  if (!period) return refuse(period.error());
  auto scenario = choose_scenario(*read.form, *line, options.scenario);
  if (!scenario) return refuse(scenario.error());
  auto organisation = choose_organisation(*read.form, read.figures.filed, options.organisation);
  if (!organisation) return refuse(organisation.error());
  ExplainOptions limits;
  limits.depth = options.depth;
  return explain(read.figures, *read.form, *organisation, *line, *scenario, *period, limits);
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto read = read_figures(*pipeline, options.file);
  if (!read) return refused(read.error());
  auto explanation = explained(*read, options);
  if (!explanation) return refused(explanation.error());
  const auto text = options.json ? explanation_as_json(*explanation) : explanation_as_text(*explanation);
  auto written = write_output(options.output, text);
  return written ? exits::done : refused(written.error());
}

}  // namespace

void declare_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("explain", "From a figure down to the cells, files and hashes that made it");
  command->add_option("file", options->file, "a total (.json or .xlsx), a return or a folder")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("line", options->line, "the line's code")->required();
  command->add_option("year", options->year, "the year, e.g. 2020/21; default: the last");
  command->add_option("--organisation", options->organisation, "default: the whole return or total");
  command->add_option("--scenario", options->scenario, "DN or DS, for lines that have both");
  command->add_option("--depth", options->depth, "levels to go down")->check(CLI::Range(0, 24));
  command->add_flag("--json", options->json, "as JSON");
  command->add_option("-o,--output", options->output, "default: standard output");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
