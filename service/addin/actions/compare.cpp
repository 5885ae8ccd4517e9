#include "service/addin/actions/actions.h"

namespace stp::addin {

Result<Outcome> compare_workbook(const Pipeline& pipeline, const InputFile& workbook,
                                 const InputFile& before) {
  const auto answer =
      run_verb(pipeline, {"compare", {{"before", {before}}, {"after", {workbook}}}, {}, {"csv", "text"}});
  if (!answer) return refuse(answer.error());
  auto table = table_of_csv(answer->document("csv")->bytes, "STP comparison",
                            {{"effect", "Effect"},
                             {"organisation", "Organisation"},
                             {"line", "Line"},
                             {"label", "What"},
                             {"scenario", "Scenario"},
                             {"year", "Year"},
                             {"before", "Before"},
                             {"after", "After"},
                             {"difference", "Difference"},
                             {"after_where", "Where"}},
                            workbook.name);
  if (!table) return refuse(table.error());
  const std::string& text = answer->document("text")->bytes;
  table->notes.push_back("Compared with " + before.name + ". " + text.substr(0, text.find('\n')));
  const std::string summary = table->notes.front();
  return Outcome{summary, std::move(*table), {}, {}};
}

}  // namespace stp::addin
