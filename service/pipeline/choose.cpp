#include "service/pipeline/choose.h"

#include "calc/shown.h"
#include "xlsx/file/address.h"

namespace stp {

Result<LineIndex> choose_line(const Template& form, const std::string& code) {
  if (code.empty()) {
    for (auto i = static_cast<std::uint16_t>(form.lines.size()); i-- > 0;)
      if (form.lines[i].summary) return LineIndex{i};
  }
  if (const auto line = form.line(code)) return line;
  return refuse({"line-unknown", "Edition " + form.edition.code + " has no line \"" + code + "\".", "",
                 "The line dictionary (stp lines; page Line dictionary) lists them all."});
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

namespace {

Result<CellPlace> place_of(const Return& filed, const std::string& sheet, const std::string& cell) {
  const auto address = xlsx::parse_address(cell);
  if (!address) return refuse({"no-such-cell", "\"" + cell + "\" is no cell.", "", "Name one as B7."});
  std::string known;
  for (std::size_t file = 0; file < filed.files.size(); ++file)
    for (std::size_t i = 0; i < filed.files[file].sheets.size(); ++i) {
      const std::string& name = filed.files[file].sheets[i];
      if (sheet.empty() || name == sheet)
        return CellPlace{static_cast<std::uint16_t>(file), static_cast<std::uint16_t>(i), address->row,
                         address->column};
      known += (known.empty() ? "" : ", ") + name;
    }
  return refuse(
      {"no-such-sheet", "There is no sheet \"" + sheet + "\".", "", "The sheets are: " + known + "."});
}

}  // namespace

Result<ChosenFigure> choose_cell(const Template& form, const Return& filed, const std::string& sheet,
                                 const std::string& cell) {
  const auto place = place_of(filed, sheet, cell);
  if (!place) return refuse(place.error());
  for (const OrganisationReturn& part : filed.organisations)
    for (LineIndex line{0}; line.value < form.lines.size(); ++line.value)
      for (ScenarioIndex scenario{0}; scenario.value < form.scenarios.size(); ++scenario.value)
        for (PeriodIndex period{0}; period.value < form.periods.size(); ++period.value)
          if (part.entries.at(line, scenario, period).at == *place)
            return ChosenFigure{part.organisation, line, scenario, period};
  return refuse({"no-figure-there", "No figure of a line stands in this cell.",
                 (sheet.empty() ? "" : "sheet " + sheet + ", ") + "cell " + cell,
                 "Choose a cell in the row of a line and the column of a year."});
}

}  // namespace stp
