// stp inspect FILE: what a workbook is made of.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "calc/base/sha256.h"
#include "service/cli/commands.h"
#include "service/cli/open_workbook.h"

namespace stp {

namespace {

using xlsx::SheetKind;
using xlsx::Visibility;

std::string words_for(const xlsx::SheetInfo& sheet) {
  std::string words;
  if (sheet.kind == SheetKind::chart) words += ", chart sheet";
  if (sheet.kind == SheetKind::dialog) words += ", dialog sheet";
  if (sheet.kind == SheetKind::macro) words += ", macro sheet";
  if (sheet.visibility == Visibility::hidden) words += ", hidden";
  if (sheet.visibility == Visibility::very_hidden) words += ", very hidden";
  return words;
}

void say_sheet(const xlsx::Workbook& workbook, std::size_t position) {
  const xlsx::SheetInfo& sheet = workbook.sheets()[position];
  const auto cells = workbook.cells(position);
  if (!cells) {
    fmt::print("  {}{}: cannot be read: {}\n", sheet.name, words_for(sheet), to_text(cells.error()));
    return;
  }
  const auto formulas =
      std::count_if(cells->cells.begin(), cells->cells.end(), [](auto& cell) { return cell.has_formula; });
  const auto errors = std::count_if(cells->cells.begin(), cells->cells.end(),
                                    [](auto& cell) { return cell.type == xlsx::CellType::error; });
  const std::string extent = cells->cells.empty() ? "empty" : fmt::format("{} cells", cells->cells.size());
  fmt::print("  {}{}: {}, {} formulas{}{}{}\n", sheet.name, words_for(sheet), extent, formulas,
             errors == 0 ? "" : fmt::format(", {} showing an error", errors),
             cells->merged.empty() ? "" : fmt::format(", {} merged ranges", cells->merged.size()),
             cells->is_protected ? ", protected" : "");
}

int inspect(const std::string& path) {
  const auto workbook = open_workbook(path);
  if (!workbook) return say_refusal(workbook.error());
  fmt::print("{}: {} bytes, SHA-256 {}\n", workbook->name(), workbook->bytes().size(),
             sha256(workbook->bytes()));
  if (workbook->has_macros()) fmt::print("holds macros (kept, never run)\n");
  if (workbook->workbook_protected()) fmt::print("the order of its sheets is protected\n");
  if (workbook->dates_from_1904()) fmt::print("counts its dates from 1904\n");
  fmt::print("{} sheets:\n", workbook->sheets().size());
  for (std::size_t i = 0; i < workbook->sheets().size(); ++i) say_sheet(*workbook, i);
  if (!workbook->defined_names().empty()) fmt::print("{} defined names:\n", workbook->defined_names().size());
  for (const auto& name : workbook->defined_names()) {
    fmt::print("  {} = {}{}\n", name.name, name.refers_to, name.hidden ? " (hidden)" : "");
  }
  if (!workbook->custom_properties().empty()) fmt::print("custom properties:\n");
  for (const auto& property : workbook->custom_properties())
    fmt::print("  {} = {}\n", property.name, property.value);
  if (!workbook->external_links().empty()) fmt::print("links to other files:\n");
  for (const auto& link : workbook->external_links()) fmt::print("  {}\n", link);
  const auto parts = workbook->parts();
  fmt::print("{} parts:\n", parts.size());
  for (const auto& part : parts) fmt::print("  {}\n", part);
  return 0;
}

}  // namespace

void declare_inspect(CLI::App& app, int& exit_code) {
  auto* command =
      app.add_subcommand("inspect", "Show what a workbook is made of: sheets, names, properties, parts");
  auto path = std::make_shared<std::string>();
  command->add_option("FILE", *path, "An .xlsx or .xlsm workbook")->required();
  command->callback([path, &exit_code] { exit_code = inspect(*path); });
}

}  // namespace stp
