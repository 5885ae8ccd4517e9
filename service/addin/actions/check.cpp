#include <algorithm>

#include "service/addin/actions/actions.h"

namespace stp::addin {

Result<Outcome> check_workbook(const Pipeline& pipeline, const InputFile& workbook) {
  Request request{"check", {{"files", {workbook}}}, {}, {"csv", "text"}};
  const auto answer = run_verb(pipeline, request);
  if (!answer) return refuse(answer.error());
  if (!answer->refused.empty()) return refuse(answer->refused.front().refusal);
  auto table = table_of_csv(answer->document("csv")->bytes, "STP findings",
                            {{"severity", "Severity"},
                             {"rule", "Rule"},
                             {"sheet", "Sheet"},
                             {"cell", "Cell"},
                             {"message", "What"},
                             {"found", "Found"},
                             {"expected", "Expected"},
                             {"remedy", "To mend"}},
                            workbook.name);
  if (!table) return refuse(table.error());
  const std::string& text = answer->document("text")->bytes;
  table->notes.push_back(text.substr(0, text.find('\n')));
  const std::string summary = table->rows.empty()
                                  ? "Nothing was found: this workbook keeps every rule."
                                  : table->notes.front() + ". They stand on the sheet " + table->title + ".";
  return Outcome{summary, std::move(*table), {}, {}};
}

}  // namespace stp::addin
