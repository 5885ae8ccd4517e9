#include "service/report/total_report.h"
#include "service/total/mismatches_json.h"
#include "service/total/total_json.h"
#include "service/total/total_workbook.h"
#include "service/verbs/table.h"

namespace stp {

namespace {

// A total for programs is made from all the files that were named or not at all: what cannot be read is left
// out by a person. The text says what is missing.
bool only_text(const Request& request) { return request.formats == std::vector<std::string>{"text"}; }

Refusal files_refused(const std::vector<FileRefusal>& refusals) {
  Refusal all{"files-refused", "", "", ""};
  for (const auto& one : refusals) all.sentence += to_text(one.refusal) + "\n";
  all.sentence += "Nothing was written. Mend these files, or consolidate without them.";
  return all;
}

Result<Answer> run(const Pipeline& pipeline, const Request& request) {
  auto done =
      pipeline.consolidate(files_of(request, "files"), {request.option("stage"), request.option("round")});
  if (!done) return refuse(done.error());
  if (!done->refused.empty() && !only_text(request)) return refuse(files_refused(done->refused));
  const Template& form = *done->form;
  const std::string stem = form.places[form.footprint().value].slug + "-" + done->total.round;
  auto answer = answer_with(request, stem, [&](const std::string& format) -> Result<std::string> {
    if (format == "xlsx") return total_workbook(done->total, form);
    if (format == "json") return total_json(done->total, form);
    if (format == "summary") return total_summary_json(done->total, form);
    if (format == "mismatches") return mismatches_json(done->total, form);
    return total_as_text(*done);
  });
  if (!answer) return answer;
  answer->refused = done->refused;
  answer->errors_found = !done->refused.empty() || count(done->total.findings).errors > 0;
  answer->summary = total_as_text(*done);
  return answer;
}

}  // namespace

Verb consolidate_verb() {
  return {.name = "consolidate",
          .sentence = "Consolidate the places and the programmes into the footprint total",
          .inputs = {{.name = "files", .sentence = "workbooks or folders of workbooks", .many = true}},
          .options = {stage_option(),
                      {.kind = VerbOption::Kind::text,
                       .name = "round",
                       .sentence = "the round; default: the one most returns share"}},
          .formats = {formats::text(),
                      formats::json(),
                      formats::xlsx(),
                      {.name = "summary", .media_type = "application/json", .ending = ".summary.json"},
                      {.name = "mismatches", .media_type = "application/json", .ending = ".mismatches.json"}},
          .run = run,
          .output_sentence = "the total to write: .xlsx or .json; default: a text to standard output",
          .unknown_ending = Refusal{"total-format", "A total is written as a workbook or as JSON.", "",
                                    "Name an .xlsx or a .json file."}};
}

}  // namespace stp
