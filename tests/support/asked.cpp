#include "tests/support/asked.h"

#include "tests/support/typed_return.h"

namespace stp::test {

const Pipeline& pipeline() {
  static const Pipeline whole(editions());
  return whole;
}

InputFile blank_of(const std::string& section, const std::string& place, const std::string& round) {
  Request request{"blank", {}, {{"section", {section}}, {"place", {place}}}, {}};
  if (!round.empty()) request.options["round"] = {round};
  auto answer = run_verb(pipeline(), request);
  if (!answer) throw std::runtime_error(to_text(answer.error()));
  return {answer->documents.front().file_name, place, std::move(answer->documents.front().bytes)};
}

std::vector<InputFile> blank_footprint() {
  std::vector<InputFile> files;
  for (const auto& place : pipeline().editions().back().places) {
    const auto sections = place.footprint ? std::vector<std::string>{"finance"}
                                          : std::vector<std::string>{"finance", "activity", "workforce"};
    for (const auto& section : sections) files.push_back(blank_of(section, place.slug));
  }
  return files;
}

Request asked(const std::string& verb, const std::string& input, std::vector<InputFile> files,
              std::vector<std::string> formats, std::map<std::string, std::vector<std::string>> options) {
  return {verb, {{input, std::move(files)}}, std::move(options), std::move(formats)};
}

}  // namespace stp::test
