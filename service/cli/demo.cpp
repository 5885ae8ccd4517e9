// stp demo DIR: the synthetic returns of templates/demo as CSV files, one folder per round and place.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "calc/form/load.h"
#include "service/cli/commands.h"
#include "service/demo/csv_files.h"
#include "service/disk/files.h"
#include "service/files/templates_folder.h"

namespace stp {
namespace {

Result<std::vector<demo::CsvFile>> all_files(const std::string& templates) {
  auto texts = read_templates(templates);
  if (!texts) return refuse(texts.error());
  auto editions = load_templates(*texts);
  if (!editions) return refuse(editions.error().front());
  const auto edition = demo::demo_edition(templates + "/demo");
  if (!edition) return refuse(edition.error());
  const auto chosen = choose_edition(*editions, *edition);
  if (!chosen) return refuse(chosen.error());
  const Template& form = **chosen;
  const auto profile = demo::read_profile(templates + "/demo", form);
  if (!profile) return refuse(profile.error());
  std::vector<demo::CsvFile> files;
  for (const demo::RoundPlan& plan : profile->rounds) {
    const auto figures = demo::figures_of(*profile, form, plan);
    if (!figures) return refuse(figures.error());
    for (demo::CsvFile& file : demo::csv_files(*profile, form, plan, *figures))
      files.push_back(std::move(file));
    if (plan.round == profile->mistakes_round) files.push_back(demo::mistakes_file(*profile, form, *figures));
  }
  return files;
}

int write_demo(const std::string& folder) {
  const auto templates = find_templates_folder();
  const auto files = templates ? all_files(*templates) : refuse(templates.error());
  if (!files) {
    std::cerr << to_text(files.error()) << "\n";
    return 3;
  }
  for (const demo::CsvFile& file : *files) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.path;
    std::error_code trouble;
    std::filesystem::create_directories(path.parent_path(), trouble);
    if (const auto written = write_file(path.string(), file.text); !written) {
      std::cerr << to_text(written.error()) << "\n";
      return 3;
    }
  }
  std::cout << files->size() << " files of illustrative data in " << folder << "\n";
  return 0;
}

}  // namespace

void declare_demo(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("demo", "Write the illustrative data of West Yorkshire as CSV files for stp fill");
  auto folder = std::make_shared<std::string>();
  command->add_option("folder", *folder, "Where to write")->required();
  command->callback([folder, &exit_code] { exit_code = write_demo(*folder); });
}

}  // namespace stp
