#include <algorithm>

#include "service/verbs/table.h"

namespace stp {

namespace formats {
VerbFormat text() { return {"text", "text/plain; charset=utf-8", ".txt"}; }
VerbFormat json(std::string sentence) { return {"json", "application/json", ".json", std::move(sentence)}; }
VerbFormat csv() { return {"csv", "text/csv; charset=utf-8", ".csv", "as CSV"}; }
VerbFormat html() { return {"html", "text/html; charset=utf-8", ".html", "as a page for the browser"}; }
VerbFormat svg(std::string sentence) {
  return {"svg", "image/svg+xml", ".svg", std::move(sentence), true, true};
}
VerbFormat xlsx() {
  return {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "", false};
}
}  // namespace formats

VerbOption stage_option() {
  return {VerbOption::Kind::choice,
          "stage",
          "how strictly: draft, regional or national; default: the round's",
          {"draft", "regional", "national"}};
}

namespace {

// Names that people gave their files become parts of names of documents: no folder, nothing that ends a
// header.
std::string plain(std::string name) {
  std::replace_if(
      name.begin(), name.end(),
      [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '/' || c == '\\' || c == '"'; }, '_');
  return name;
}

}  // namespace

Result<Answer> answer_with(const Request& request, const std::string& stem, const Render& render) {
  Answer answer;
  for (const auto& wanted : request.formats)
    for (const auto& format : verb(request.verb)->formats) {
      if (format.name != wanted) continue;
      auto bytes = render(wanted);
      if (!bytes) return refuse(bytes.error());
      answer.documents.push_back({wanted, format.media_type, plain(stem) + format.ending, std::move(*bytes)});
    }
  return answer;
}

const std::vector<InputFile>& files_of(const Request& request, const std::string& input) {
  static const std::vector<InputFile> none;
  const auto found = request.files.find(input);
  return found == request.files.end() ? none : found->second;
}

const InputFile& file_of(const Request& request, const std::string& input) {
  return request.files.at(input).front();
}

int number_of(const Request& request, const std::string& option, int otherwise) {
  return request.has(option) ? std::stoi(request.option(option)) : otherwise;
}

}  // namespace stp
