#include "service/verbs/choose.h"

namespace stp {

Result<LineIndex> choose_line(const Template& form, const std::string& code) {
  if (code.empty()) {
    for (auto i = static_cast<std::uint16_t>(form.lines.size()); i-- > 0;)
      if (form.lines[i].summary) return LineIndex{i};
  }
  if (const auto line = form.line(code)) return line;
  return refuse({"line-unknown", "Edition " + form.edition.code + " has no line \"" + code + "\".", "",
                 "stp lines lists them all."});
}

Result<PeriodIndex> choose_period(const Template& form, const std::string& year) {
  if (year.empty()) return PeriodIndex{static_cast<std::uint16_t>(form.periods.size() - 1)};
  if (const auto period = form.period(year)) return period;
  std::string known;
  for (const auto& one : form.periods) known += (known.empty() ? "" : ", ") + one.label;
  return refuse({"year-unknown", "There is no year \"" + year + "\".", "", "The years are: " + known + "."});
}

Result<ScenarioIndex> choose_scenario(const Template& form, LineIndex line, const std::string& code) {
  const auto named = code.empty() ? ScenarioIndex{0} : form.scenario(code);
  if (named) return form.resolve(line, named);
  return refuse({"scenario-unknown", "There is no scenario \"" + code + "\".", "", "Name DN or DS."});
}

Result<OrganisationIndex> choose_organisation(const Template& form, const Return& filed,
                                              const std::string& code) {
  const auto found = code.empty() ? form.summary_of(filed.place) : form.organisation(code);
  if (found && filed.find(found)) return found;
  std::string known;
  for (const auto& one : filed.organisations)
    known += (known.empty() ? "" : ", ") + form.organisations[one.organisation.value].code;
  return refuse({"organisation-unknown", "\"" + code + "\" is not in these figures.", "",
                 "In them are: " + known + "."});
}

}  // namespace stp
