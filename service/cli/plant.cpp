#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "calc/base/sha256.h"
#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/demo/plant.h"

namespace stp {

namespace {

struct Options {
  std::string file, mistakes, output;
};

Result<demo::Planted> planted(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refuse(pipeline.error());
  auto file = read_input(options.file);
  if (!file) return refuse(file.error());
  auto form = pipeline->edition_of_file(*file);
  if (!form) return refuse(form.error());
  auto list = read_input(options.mistakes);
  if (!list) return refuse(list.error());
  auto mistakes = demo::read_mistakes(list->bytes, list->name);
  if (!mistakes) return refuse(mistakes.error());
  auto workbook = xlsx::Workbook::read(file->bytes, file->name);
  if (!workbook) return refuse(workbook.error());
  return demo::plant({std::move(*workbook), file->name, file->folder, sha256(file->bytes)}, **form,
                     *mistakes);
}

int run(const Options& options) {
  auto done = planted(options);
  if (!done) return refused(done.error());
  auto written = write_output(options.output, done->bytes);
  if (!written) return refused(written.error());
  for (const auto& told : done->told) fmt::print("  {}\n", told);
  return exits::done;
}

}  // namespace

void declare_plant(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("plant", "Type a list of mistakes into a copy of a workbook, to practise on");
  command->add_option("file", options->file, "the workbook")->required()->check(CLI::ExistingFile);
  command->add_option("--from", options->mistakes, "mistakes.csv, as stp demo writes it")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("-o,--output", options->output, "the file to write")->required();
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
