#include <fmt/format.h>

#include "service/addin/actions/actions.h"
#include "service/files/input_files.h"

namespace stp::addin {

namespace {

Refusal cancelled() {
  return {"cancelled", "This was cancelled; nothing was written.", "", "Start it again when you wish."};
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
  outcome.summary = fmt::format("{} workbooks consolidated. {}", names->size(), answer->summary);
  outcome.file = *answer->document("xlsx");
  return outcome;
}

}  // namespace stp::addin
