#include <CLI/CLI.hpp>

#include <memory>

#include "calc/compare.h"
#include "service/cli/choose.h"
#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/report/compare_report.h"

namespace stp {

namespace {

struct Options {
  std::string before, after, line, year, output;
  std::size_t most = 40;
  bool json = false;
};

Result<std::string> report(const Pipeline& pipeline, const Options& options) {
  auto before = read_figures(pipeline, options.before);
  if (!before) return refuse(before.error());
  auto after = read_figures(pipeline, options.after);
  if (!after) return refuse(after.error());
  auto line = choose_line(*after->form, options.line);
  if (!line) return refuse(line.error());
  auto period = choose_period(*after->form, options.year);
  if (!period) return refuse(period.error());
  const auto changes = compare(before->figures, *before->form, after->figures, *after->form, *line, *period);
  return options.json ? comparison_as_json(changes, *after->form)
                      : comparison_as_text(changes, *after->form, options.most);
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto text = report(*pipeline, options);
  if (!text) return refused(text.error());
  auto written = write_output(options.output, *text);
  return written ? exits::done : refused(written.error());
}

}  // namespace

void declare_compare(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("compare", "Why did it move: every changed entry, adding up to the whole move");
  command->add_option("before", options->before, "a file, a folder or a total")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("after", options->after, "a file, a folder or a total")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("--line", options->line,
                      "the line whose move is explained; default: the last summary line");
  command->add_option("--year", options->year, "in this year; default: the last");
  command->add_option("--most", options->most, "changes listed in the text");
  command->add_flag("--json", options->json, "as JSON, with every change");
  command->add_option("-o,--output", options->output, "default: standard output");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
