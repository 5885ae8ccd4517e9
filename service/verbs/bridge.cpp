#include "calc/bridge.h"

#include "service/report/bridge_report.h"
#include "service/pipeline/choose.h"
#include "service/verbs/table.h"

namespace stp {

namespace {

Result<std::vector<const Bridge*>> chosen(const Template& form, const std::string& name) {
  std::vector<const Bridge*> found;
  std::string known;
  for (const auto& one : form.bridges) {
    known += (known.empty() ? "" : ", ") + one.code;
    if (name.empty() || one.code == name) found.push_back(&one);
  }
  if (!found.empty()) return found;
  return refuse(
      {"bridge-unknown", "There is no bridge \"" + name + "\".", "", "The bridges are: " + known + "."});
}

Result<std::vector<BridgeResult>> worked_out(const Pipeline::FiguresRead& read, const Request& request) {
  auto period = choose_period(*read.form, request.option("year"));
  if (!period) return refuse(period.error());
  auto scope = choose_organisation(*read.form, read.figures.filed, request.option("organisation"));
  if (!scope) return refuse(scope.error());
  auto definitions = chosen(*read.form, request.option("bridge"));
  if (!definitions) return refuse(definitions.error());
  std::vector<BridgeResult> results;
  for (const auto* definition : *definitions)
    results.push_back(bridge(read.figures, *read.form, *definition, *scope, *period));
  return results;
}

std::string report(const std::vector<BridgeResult>& results, bool json) {
  std::string text = json && results.size() > 1 ? "[\n" : "";
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i > 0) text += json ? ",\n" : "\n";
    text += json ? bridge_as_json(results[i]) : bridge_as_text(results[i]);
  }
  return text + (json && results.size() > 1 ? "]\n" : "");
}

Refusal one_chart() {
  return {"bridge-not-chosen", "A chart shows one bridge.", "", "Name it with --bridge."};
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  auto read = pipeline.figures(files_of(request, "file"));
  if (!read) return refuse(read.error());
  auto results = worked_out(*read, request);
  if (!results) return refuse(results.error());
  const std::string stem = results->size() == 1 ? results->front().code : "bridges";
  return answer_with(request, stem, [&](const std::string& format) -> Result<std::string> {
    if (format != "svg") return report(*results, format == "json");
    if (results->size() != 1) return refuse(one_chart());
    return bridge_as_svg(results->front());
  });
}

}  // namespace

Verb bridge_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "bridge",
          .sentence = "The named steps from one total to another, adding up exactly",
          .inputs = {{.name = "file", .sentence = "a total (.json or .xlsx), a return or a folder"}},
          .options = {{.kind = Kind::text, .name = "bridge", .sentence = "which one; default: all"},
                      {.kind = Kind::text, .name = "year", .sentence = "to this year; default: the last"},
                      {.kind = Kind::text,
                       .name = "organisation",
                       .sentence = "default: the whole return or total"}},
          .formats = {formats::text(), formats::svg("also write the chart to this file"), formats::json()},
          .run = run,
          .output_sentence = "default: standard output"};
}

}  // namespace stp
