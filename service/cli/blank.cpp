#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"

namespace stp {

namespace {

struct Options {
  std::vector<std::string> sections;
  std::string place, round, edition, output;
  bool illustrative = false;
};

Refusal unknown_place(const Template& form, const std::string& asked) {
  std::string known;
  for (const auto& place : form.places)
    known += (known.empty() ? "" : ", ") + place.slug + " (" + place.code + ")";
  return {"place-unknown", "There is no place \"" + asked + "\".", "", "The places are: " + known + "."};
}

std::vector<std::string> all_sections(const Template& form) {
  std::vector<std::string> codes;
  for (const auto& section : form.sections) codes.push_back(section.code);
  return codes;
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto form = options.edition.empty() && !options.round.empty() ? pipeline->edition_of_round(options.round)
                                                                : pipeline->edition(options.edition);
  if (!form) return refused(form.error());
  const auto place = (*form)->place(options.place);
  if (!place) return refused(unknown_place(**form, options.place));
  const bool all = options.sections == std::vector<std::string>{"all"};
  BlankOptions blank{all ? all_sections(**form) : options.sections, place, options.round,
                     options.illustrative};
  auto bytes = pipeline->blank((*form)->edition.code, blank);
  if (!bytes) return refused(bytes.error());
  auto written = write_output(options.output, *bytes);
  return written ? exits::done : refused(written.error());
}

}  // namespace

void declare_blank(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("blank", "Write a blank workbook for one place");
  command->add_option("section", options->sections, "finance, activity, workforce (one or more), or all")
      ->required();
  command
      ->add_option("--place", options->place, "the place, e.g. leeds, or west-yorkshire for the programmes")
      ->required();
  command->add_option("--round", options->round, "the round, e.g. 2016-09-16; default: the edition's first");
  command->add_option("--edition", options->edition,
                      "the template edition; default: the round's, else the newest");
  command->add_flag("--illustrative", options->illustrative, "mark every sheet as illustrative");
  command->add_option("-o,--output", options->output, "the file to write")->required();
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
