#include "service/report/check_report.h"
#include "service/verbs/table.h"

namespace stp {

namespace {

// "LE-2016-09-16-check"; of several returns only "check"
std::string stem(const CheckOutcome& outcome) {
  if (outcome.returns.size() != 1 || outcome.returns[0].place.empty()) return "check";
  const auto& one = outcome.returns[0];
  return one.form->places[one.form->place(one.place).value].slug + "-" + one.round + "-check";
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  const auto outcome =
      pipeline.check(files_of(request, "files"), request.option("stage"), files_of(request, "previous"));
  auto answer = answer_with(request, stem(outcome), [&](const std::string& format) -> Result<std::string> {
    if (format == "json") return check_as_json(outcome);
    if (format == "html") return check_as_html(outcome);
    if (format == "csv") return check_as_csv(outcome);
    return check_as_text(outcome);
  });
  if (!answer) return answer;
  answer->refused = outcome.refused;
  answer->errors_found = !outcome.refused.empty();
  for (const auto& one : outcome.returns) answer->errors_found |= one.counts.errors > 0;
  return answer;
}

}  // namespace

Verb check_verb() {
  return {.name = "check",
          .sentence = "Check returns: what is wrong, where, why and how to mend it",
          .inputs = {{.name = "files", .sentence = "workbooks or folders of workbooks", .many = true},
                     {.name = "previous",
                      .sentence = "the same place's workbooks of the round before",
                      .required = false,
                      .many = true,
                      .named = true}},
          .options = {stage_option()},
          .formats = {formats::text(), formats::json(), formats::html(), formats::csv()},
          .run = run,
          .output_sentence = "where to write the report; default: standard output"};
}

}  // namespace stp
