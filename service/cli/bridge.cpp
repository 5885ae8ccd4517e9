#include <CLI/CLI.hpp>

#include <memory>

#include "calc/bridge.h"
#include "service/cli/choose.h"
#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/bridge_report.h"

namespace stp {

namespace {

struct Options {
  std::string file, name, year, organisation, svg, output;
  bool json = false;
};

Result<std::vector<const Bridge*>> chosen(const Template& form, const std::string& name) {
  std::vector<const Bridge*> found;
  std::string known;
  for (const auto& one : form.bridges) {
    known += (known.empty() ? "" : ", ") + one.code;
    if (name.empty() || one.code == name) found.push_back(&one);
  }
  if (!found.empty()) return found;
  return refuse(
      {"bridge-unknown", "There is no bridge \"" + name + "\".", "", "The bridges are: " + known + "."});
}

Result<std::vector<BridgeResult>> worked_out(const Pipeline::FiguresRead& read, const Options& options) {
  auto period = choose_period(*read.form, options.year);
  if (!period) return refuse(period.error());
  auto scope = choose_organisation(*read.form, read.figures.filed, options.organisation);
  if (!scope) return refuse(scope.error());
  auto definitions = chosen(*read.form, options.name);
  if (!definitions) return refuse(definitions.error());
  std::vector<BridgeResult> results;
  for (const auto* definition : *definitions)
    results.push_back(bridge(read.figures, *read.form, *definition, *scope, *period));
  return results;
}

std::string report(const std::vector<BridgeResult>& results, bool json) {
  std::string text = json && results.size() > 1 ? "[\n" : "";
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i > 0) text += json ? ",\n" : "\n";
    text += json ? bridge_as_json(results[i]) : bridge_as_text(results[i]);
  }
  return text + (json && results.size() > 1 ? "]\n" : "");
}

Refusal one_chart() {
  return {"bridge-not-chosen", "A chart shows one bridge.", "", "Name it with --bridge."};
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto read = read_figures(*pipeline, options.file);
  if (!read) return refused(read.error());
  auto results = worked_out(*read, options);
  if (!results) return refused(results.error());
  if (!options.svg.empty()) {
    if (results->size() != 1) return refused(one_chart());
    if (auto drawn = write_output(options.svg, bridge_as_svg(results->front())); !drawn)
      return refused(drawn.error());
  }
  auto written = write_output(options.output, report(*results, options.json));
  return written ? exits::done : refused(written.error());
}

}  // namespace

void declare_bridge(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("bridge", "The named steps from one total to another, adding up exactly");
  command->add_option("file", options->file, "a total (.json or .xlsx), a return or a folder")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("--bridge", options->name, "which one; default: all");
  command->add_option("--year", options->year, "to this year; default: the last");
  command->add_option("--organisation", options->organisation, "default: the whole return or total");
  command->add_option("--svg", options->svg, "also write the chart to this file");
  command->add_flag("--json", options->json, "as JSON");
  command->add_option("-o,--output", options->output, "default: standard output");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
