#include "calc/finding_text.h"

#include <map>

#include "calc/detect/ground.h"
#include "calc/form/message.h"
#include "calc/shown.h"

namespace stp {
namespace {

using Holes = std::map<std::string, std::string>;

Severity severity_at(const Rule& rule, std::string_view stage) {
  Severity strictest = Severity::information;
  for (const auto& [name, severity] : rule.severity_by_stage) {
    if (name == stage) return severity;
    strictest = std::max(strictest, severity);
  }
  return strictest;
}

std::string or_else(const std::string& text, const std::string& otherwise) {
  return text.empty() ? otherwise : text;
}

// What has no cell stands somewhere on a sheet or in a file.
std::string where_else(const Finding& finding) {
  if (!finding.sheet.empty()) return "sheet " + finding.sheet;
  return or_else(finding.file, "the return");
}

std::string place_name(const FindingScope& scope) {
  return scope.filed.place ? scope.form.places[scope.filed.place.value].name : std::string("the return");
}

std::string number(const FindingScope& scope, const Observation& noticed,
                   const std::optional<Decimal>& value) {
  if (!value) return "unknown";
  if (!noticed.line) return detect::exactly_shown(*value, Unit());
  return detect::exactly_shown(*value, scope.form.units[scope.form.lines[noticed.line.value].unit.value]);
}

std::string meaning(const FindingScope& scope, const Observation& noticed) {
  const auto found = scope.form.observation_kinds.find(noticed.kind);
  return found == scope.form.observation_kinds.end() ? std::string() : found->second;
}

Holes holes(const FindingScope& scope, const Observation& noticed, const Finding& finding) {
  const auto& form = scope.form;
  Holes holes{{"rule", finding.rule},
              {"label", or_else(finding.label, "the return")},
              {"line", or_else(finding.line, "the line")},
              {"place", place_name(scope)},
              {"year", or_else(finding.year, "all years")},
              {"found", or_else(noticed.found, "nothing")},
              {"expected", or_else(noticed.expected, "nothing")},
              {"difference", number(scope, noticed, noticed.difference)},
              {"allowed", number(scope, noticed, noticed.allowed)},
              {"file", or_else(finding.file, "the file")},
              {"sheet", or_else(finding.sheet, "the workbook")},
              {"cell", or_else(finding.cell, where_else(finding))},
              {"detail", or_else(noticed.detail, meaning(scope, noticed))}};
  holes["organisation"] =
      noticed.organisation ? form.organisations[noticed.organisation.value].name : holes["place"];
  holes["scenario"] = noticed.scenario ? form.scenarios[noticed.scenario.value].label : "both scenarios";
  holes["unit"] =
      noticed.line ? form.units[form.lines[noticed.line.value].unit.value].label : "the unit of its column";
  return holes;
}

}  // namespace

Finding finding_of(const FindingScope& scope, const Rule& rule, const Observation& noticed) {
  const auto& form = scope.form;
  Finding finding;
  finding.rule = rule.id;
  finding.severity = severity_at(rule, scope.stage);
  const CellText at = describe(scope.filed, noticed.at);
  finding.file = at.file;
  finding.sheet = at.sheet;
  if (noticed.at.row != 0 && noticed.at.column != 0) finding.cell = at.cell;
  if (noticed.organisation) finding.organisation = form.organisations[noticed.organisation.value].code;
  finding.label = noticed.label;
  if (noticed.line) {
    finding.line = form.lines[noticed.line.value].code;
    finding.label = form.lines[noticed.line.value].label;
  }
  if (noticed.period) finding.year = form.periods[noticed.period.value].label;
  if (noticed.scenario) finding.scenario = form.scenarios[noticed.scenario.value].code;
  finding.found = noticed.found;
  finding.expected = noticed.expected;
  finding.difference = noticed.difference;
  finding.allowed = noticed.allowed;
  finding.source = rule.source;
  const Holes values = holes(scope, noticed, finding);
  finding.message = fill_message(rule.message, values);
  const auto own = rule.remedy_of.find(noticed.kind);
  finding.remedy = fill_message(own == rule.remedy_of.end() ? rule.remedy : own->second, values);
  return finding;
}

}  // namespace stp
