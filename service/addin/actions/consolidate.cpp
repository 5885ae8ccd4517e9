#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/addin/actions/actions.h"
#include "service/files/input_files.h"

namespace stp::addin {

namespace {

using Json = nlohmann::json;

std::string last_figure(const Json& total) {
  const Json& figures = total["summary"];
  if (figures.empty() || !figures.back()["known"].get<bool>()) return "";
  const Json& last = figures.back();
  const auto thousands = parse_decimal(last["thousands"].get_ref<const std::string&>()).value;
  return fmt::format("{}, {}: {} (£000).\n", last["label"].get_ref<const std::string&>(),
                     last["year"].get_ref<const std::string&>(), to_grouped_text(thousands, 0));
}

// What a person is told; all of it stands in the total.
std::string told(const Json& total, std::size_t workbooks) {
  std::string text = fmt::format("{} workbooks read. {}, round {}.\n", workbooks,
                                 total["footprint"].get_ref<const std::string&>(),
                                 total["round"].get_ref<const std::string&>());
  text += last_figure(total);
  for (const Json& what : total["incomplete"]) text += what.get_ref<const std::string&>() + "\n";
  for (const Json& one : total["not_added"])
    text += fmt::format("Not added: {}. {}\n", one["file"].get_ref<const std::string&>(),
                        one["reason"].get_ref<const std::string&>());
  return text + fmt::format("{} findings, all in the sheet Findings of the total.", total["findings"].size());
}

}  // namespace

Result<Outcome> consolidate_folder(const Pipeline& pipeline, const std::string& folder, Progress& progress) {
  const auto names = input_names(folder);
  if (!names) return refuse(names.error());
  progress.all = names->size() + 1;  // the last step is the consolidation
  std::vector<InputFile> files;
  for (const std::string& name : *names) {
    if (progress.cancelled) return refuse(cancelled());
    auto file = read_input(name);
    if (!file) return refuse(file.error());
    files.push_back(std::move(*file));
    ++progress.done;
  }
  auto answer = run_verb(pipeline, {"consolidate", {{"files", std::move(files)}}, {}, {"xlsx", "summary"}});
  if (progress.cancelled) return refuse(cancelled());
  if (!answer) return refuse(answer.error());
  ++progress.done;
  Outcome outcome;
  outcome.summary = told(Json::parse(answer->document("summary")->bytes), names->size());
  outcome.file = *answer->document("xlsx");
  return outcome;
}

}  // namespace stp::addin
