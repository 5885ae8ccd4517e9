#include "calc/compare.h"

#include "service/report/compare_report.h"
#include "service/pipeline/choose.h"
#include "service/verbs/table.h"

namespace stp {

namespace {

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  auto before = pipeline.figures(files_of(request, "before"));
  if (!before) return refuse(before.error());
  auto after = pipeline.figures(files_of(request, "after"));
  if (!after) return refuse(after.error());
  auto line = choose_line(*after->form, request.option("line"));
  if (!line) return refuse(line.error());
  auto period = choose_period(*after->form, request.option("year"));
  if (!period) return refuse(period.error());
  const auto changes = compare(before->figures, *before->form, after->figures, *after->form, *line, *period);
  const auto most = static_cast<std::size_t>(number_of(request, "most", 40));
  return answer_with(request, "comparison", [&](const std::string& format) -> Result<std::string> {
    if (format == "json") return comparison_as_json(changes, *after->form);
    if (format == "csv") return comparison_as_csv(changes, *after->form);
    return comparison_as_text(changes, *after->form, most);
  });
}

}  // namespace

Verb compare_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "compare",
          .sentence = "Why did it move: every changed entry, adding up to the whole move",
          .inputs = {{.name = "before", .sentence = "a file, a folder or a total"},
                     {.name = "after", .sentence = "a file, a folder or a total"}},
          .options = {{.kind = Kind::text,
                       .name = "line",
                       .sentence = "the line whose move is explained; default: the last summary line"},
                      {.kind = Kind::text, .name = "year", .sentence = "in this year; default: the last"},
                      {.kind = Kind::number, .name = "most", .sentence = "changes listed in the text"}},
          .formats = {formats::text(), formats::json("as JSON, with every change"), formats::csv()},
          .run = run,
          .output_sentence = "default: standard output"};
}

}  // namespace stp
