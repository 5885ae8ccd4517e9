#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "service/cli/commands.h"
#include "service/cli/io.h"
#include "service/files/read_data.h"

namespace stp {

namespace {

struct Options {
  std::string file, output;
  std::vector<std::string> from;
  bool overwrite = false;
};

bool ends_with(const std::string& name, std::string_view ending) {
  return name.size() >= ending.size() && std::string_view(name).substr(name.size() - ending.size()) == ending;
}

// What a filled workbook holds is data for another.
Result<std::vector<FillItem>> items_of_workbook(const InputFile& file, const Pipeline& pipeline) {
  auto taken = pipeline.take({file});
  if (!taken.refused.empty()) return refuse(taken.refused.front().refusal);
  return items_of(taken.returns.front().filed, *taken.returns.front().form);
}

Result<std::vector<FillItem>> items_from(const std::string& path, const Template& form,
                                         const Pipeline& pipeline) {
  auto file = read_input(path);
  if (!file) return refuse(file.error());
  if (ends_with(path, ".xlsx") || ends_with(path, ".xlsm")) return items_of_workbook(*file, pipeline);
  if (ends_with(path, ".json")) return read_json_items(file->bytes, file->name, form);
  if (ends_with(path, ".csv")) return read_csv_items(file->bytes, file->name, form);
  return refuse({"data-unknown", "Data to fill from is a .csv, .json or .xlsx file.", path,
                 "Save it as one of these."});
}

std::string name_of(const FillItem& item) {
  if (item.kind == FillItem::Kind::cover) return "cover " + item.field;
  if (item.kind == FillItem::Kind::row) return "a row of " + item.table;
  return fmt::format("{} {} {} {}", item.organisation, item.line, item.scenario, item.year);
}

int list_unplaced(const Filled& filled) {
  fmt::print(stderr, "Nothing was written: {} of the figures could not be placed.\n", filled.unplaced.size());
  for (const auto& one : filled.unplaced)
    fmt::print(stderr, "  {}: {} = \"{}\": {} {}\n", one.item.at, name_of(one.item), one.item.value,
               one.reason, one.remedy);
  return exits::refused;
}

int run(const Options& options) {
  auto pipeline = open_pipeline();
  if (!pipeline) return refused(pipeline.error());
  auto file = read_input(options.file);
  if (!file) return refused(file.error());
  auto form = pipeline->edition_of_file(*file);
  if (!form) return refused(form.error());
  std::vector<FillItem> items;
  for (const auto& path : options.from) {
    auto some = items_from(path, **form, *pipeline);
    if (!some) return refused(some.error());
    items.insert(items.end(), some->begin(), some->end());
  }
  auto filled = pipeline->fill(*file, items, {options.overwrite});
  if (!filled) return refused(filled.error());
  if (!filled->unplaced.empty()) return list_unplaced(*filled);
  auto written = write_output(options.output, filled->bytes);
  if (!written) return refused(written.error());
  std::string also;
  if (filled->already > 0) also += fmt::format(", {} stood there already", filled->already);
  if (filled->references > 0) also += fmt::format(", {} reference values filled in", filled->references);
  fmt::print("{}: {} figures written{}, {} calculated.\n", options.output, filled->written, also,
             filled->calculated);
  return exits::done;
}

}  // namespace

void declare_fill(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("fill", "Fill a workbook from data, and calculate it");
  command->add_option("file", options->file, "the workbook to fill")->required()->check(CLI::ExistingFile);
  command->add_option("--from", options->from, "data: .csv, .json or another workbook; may be given again")
      ->check(CLI::ExistingFile);
  command->add_flag("--overwrite", options->overwrite, "also over figures somebody typed");
  command->add_option("-o,--output", options->output, "the file to write")->required();
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace stp
