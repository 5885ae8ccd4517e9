#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/files/read_data.h"
#include "service/verbs/table.h"

namespace stp {

namespace {

// What a filled workbook holds is data for another.
Result<std::vector<FillItem>> items_of_workbook(const InputFile& file, const Pipeline& pipeline) {
  auto taken = pipeline.take({file});
  if (!taken.refused.empty()) return refuse(taken.refused.front().refusal);
  if (taken.returns.empty())
    return refuse(
        {"data-unknown", "This workbook is no return.", file.name, "Fill from a return's workbook."});
  return items_of(taken.returns.front().filed, *taken.returns.front().form);
}

Result<std::vector<FillItem>> items_from(const InputFile& file, const Template& form,
                                         const Pipeline& pipeline) {
  const std::string& name = file.name;
  if (name.ends_with(".xlsx") || name.ends_with(".xlsm")) return items_of_workbook(file, pipeline);
  if (name.ends_with(".json")) return read_json_items(file.bytes, name, form);
  if (name.ends_with(".csv")) return read_csv_items(file.bytes, name, form);
  return refuse({"data-unknown", "Data to fill from is a .csv, .json or .xlsx file.", name,
                 "Save it as one of these."});
}

std::string name_of(const FillItem& item) {
  if (item.kind == FillItem::Kind::cover) return "cover " + item.field;
  if (item.kind == FillItem::Kind::row) return "a row of " + item.table;
  return fmt::format("{} {} {} {}", item.organisation, item.line, item.scenario, item.year);
}

Refusal list_unplaced(const Filled& filled) {
  Refusal all{
      "figures-not-placed",
      fmt::format("Nothing was written: {} of the figures could not be placed.", filled.unplaced.size()), "",
      ""};
  for (const auto& one : filled.unplaced)
    all.remedy += fmt::format("\n  {}: {} = \"{}\": {} {}", one.item.at, name_of(one.item), one.item.value,
                              one.reason, one.remedy);
  return all;
}

std::string summary(const Filled& filled) {
  std::string also;
  if (filled.already > 0) also += fmt::format(", {} stood there already", filled.already);
  if (filled.references > 0) also += fmt::format(", {} reference values filled in", filled.references);
  return fmt::format("{} figures written{}, {} calculated.", filled.written, also, filled.calculated);
}

const char* kind_of(xlsx::CellEdit::Kind kind) {
  using Kind = xlsx::CellEdit::Kind;
  switch (kind) {
    case Kind::number:
    case Kind::cached_number:
      return "number";
    case Kind::text:
    case Kind::cached_text:
      return "text";
    case Kind::boolean:
      return "boolean";
    case Kind::formula:
      return "formula";
    case Kind::blank:
      return "blank";
  }
  return "blank";
}

// For who holds the workbook open and writes the cells there.
std::string cells_as_json(const Filled& filled, const std::string& file) {
  using Json = nlohmann::ordered_json;
  Json cells = Json::array();
  for (const auto& [sheet, edit] : filled.cells)
    cells.push_back({{"sheet", sheet},
                     {"cell", xlsx::to_text(edit.at)},
                     {"kind", kind_of(edit.kind)},
                     {"value", edit.value}});
  const Json whole{{"file", file},
                   {"written", filled.written},
                   {"already", filled.already},
                   {"references", filled.references},
                   {"calculated", filled.calculated},
                   {"cells", cells}};
  return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// "leeds.xlsx" -> "leeds"
std::string stem(const std::string& name) { return name.substr(0, name.rfind('.')); }

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  const InputFile& file = file_of(request, "file");
  auto form = pipeline.edition_of_file(file);
  if (!form) return refuse(form.error());
  std::vector<FillItem> items;
  for (const auto& data : files_of(request, "from")) {
    auto some = items_from(data, **form, pipeline);
    if (!some) return refuse(some.error());
    items.insert(items.end(), some->begin(), some->end());
  }
  auto filled = pipeline.fill(file, items, {request.has("overwrite")});
  if (!filled) return refuse(filled.error());
  if (!filled->unplaced.empty()) return refuse(list_unplaced(*filled));
  auto answer = answer_with(request, stem(file.name), [&](const std::string& format) -> Result<std::string> {
    return format == "cells" ? cells_as_json(*filled, file.name) : filled->bytes;
  });
  if (answer) answer->summary = summary(*filled);
  return answer;
}

}  // namespace

Verb fill_verb() {
  return {.name = "fill",
          .sentence = "Fill a workbook from data, and calculate it",
          .inputs = {{.name = "file", .sentence = "the workbook to fill", .folders = false},
                     {.name = "from",
                      .sentence = "data: .csv, .json or another workbook; may be given again",
                      .required = false,
                      .many = true,
                      .named = true,
                      .folders = false}},
          .options = {{.kind = VerbOption::Kind::flag,
                       .name = "overwrite",
                       .sentence = "also over figures somebody typed"}},
          .formats = {formats::xlsx(),
                      {.name = "cells",
                       .media_type = "application/json",
                       .ending = ".cells.json",
                       .sentence = "only which cells it would write, as JSON"}},
          .run = run,
          .output_sentence = "the file to write"};
}

}  // namespace stp
