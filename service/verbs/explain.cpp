#include "calc/explain.h"

#include "service/report/explain_report.h"
#include "service/pipeline/choose.h"
#include "service/verbs/table.h"

namespace stp {

namespace {

Result<ChosenFigure> chosen(const Pipeline::FiguresRead& read, const Request& request) {
  if (request.has("cell"))
    return choose_cell(*read.form, read.figures.filed, request.option("sheet"), request.option("cell"));
  auto line = choose_line(*read.form, request.option("line"));
  if (!line) return refuse(line.error());
  auto period = choose_period(*read.form, request.option("year"));
  if (!period) return refuse(period.error());
  auto scenario = choose_scenario(*read.form, *line, request.option("scenario"));
  if (!scenario) return refuse(scenario.error());
  auto organisation = choose_organisation(*read.form, read.figures.filed, request.option("organisation"));
  if (!organisation) return refuse(organisation.error());
  return ChosenFigure{*organisation, *line, *scenario, *period};
}

Result<Explanation> explained(const Pipeline::FiguresRead& read, const Request& request) {
  auto of = chosen(read, request);
  if (!of) return refuse(of.error());
  ExplainOptions limits;
  limits.depth = number_of(request, "depth", limits.depth);
  return explain(read.figures, *read.form, of->organisation, of->line, of->scenario, of->period, limits);
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  if (request.has("line") == request.has("cell"))
    return refuse({"option-missing", "Nothing says which figure is to be explained.", "option line",
                   "Name either a line by its code, or a cell of a workbook."});
  auto read = pipeline.figures(files_of(request, "file"));
  if (!read) return refuse(read.error());
  auto explanation = explained(*read, request);
  if (!explanation) return refuse(explanation.error());
  return answer_with(request, "explanation", [&](const std::string& format) -> Result<std::string> {
    return format == "json" ? explanation_as_json(*explanation) : explanation_as_text(*explanation);
  });
}

}  // namespace

Verb explain_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "explain",
          .sentence = "From a figure down to the cells, files and hashes that made it",
          .inputs = {{.name = "file", .sentence = "a total (.json or .xlsx), a return or a folder"}},
          .options =
              {{.kind = Kind::text, .name = "line", .sentence = "the line's code", .placed = true},
               {.kind = Kind::text,
                .name = "year",
                .sentence = "the year, e.g. 2020/21; default: the last",
                .placed = true},
               {.kind = Kind::text, .name = "organisation", .sentence = "default: the whole return or total"},
               {.kind = Kind::text, .name = "scenario", .sentence = "DN or DS, for lines that have both"},
               {.kind = Kind::text,
                .name = "cell",
                .sentence = "instead of a line: the cell in which the figure stands, e.g. G28"},
               {.kind = Kind::text, .name = "sheet", .sentence = "of that cell; default: the first"},
               {.kind = Kind::number,
                .name = "depth",
                .sentence = "levels to go down",
                .range = std::pair{0, 24}}},
          .formats = {formats::text(), formats::json()},
          .run = run,
          .output_sentence = "default: standard output"};
}

}  // namespace stp
