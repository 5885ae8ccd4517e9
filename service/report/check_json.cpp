#include <nlohmann/json.hpp>

#include "service/report/check_report.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

Json amount(const std::optional<Decimal>& value) { return value ? Json(to_text(*value)) : Json(nullptr); }

Json one_finding(const Finding& f) {
  return {{"rule", f.rule},
          {"severity", to_text(f.severity)},
          {"file", f.file},
          {"sheet", f.sheet},
          {"cell", f.cell},
          {"organisation", f.organisation},
          {"line", f.line},
          {"label", f.label},
          {"year", f.year},
          {"scenario", f.scenario},
          {"found", f.found},
          {"expected", f.expected},
          {"difference", amount(f.difference)},
          {"allowed", amount(f.allowed)},
          {"message", f.message},
          {"remedy", f.remedy},
          {"source", f.source}};
}

Json sections(const CheckedReturn& checked) {
  Json codes = Json::array();
  for (std::uint16_t i = 0; i < checked.form->sections.size(); ++i)
    if (holds(checked.calculated.filed.sections, SectionIndex{i}))
      codes.push_back(checked.form->sections[i].code);
  return codes;
}

Json one_return(const CheckedReturn& checked) {
  Json files = Json::array();
  for (const auto& file : checked.calculated.filed.files)
    files.push_back({{"name", file.name}, {"sha256", file.sha256}});
  Json findings = Json::array();
  for (const auto& finding : checked.findings) findings.push_back(one_finding(finding));
  return {{"place", checked.place},
          {"round", checked.round},
          {"stage", checked.stage},
          {"edition", checked.edition},
          {"template_hash", checked.form->hash},
          {"sections", sections(checked)},
          {"files", files},
          {"errors", checked.counts.errors},
          {"warnings", checked.counts.warnings},
          {"information", checked.counts.information},
          {"findings", findings}};
}

}  // namespace

std::string check_as_json(const CheckOutcome& outcome) {
  Json refused = Json::array();
  for (const auto& [file, refusal] : outcome.refused)
    refused.push_back({{"file", file},
                       {"code", refusal.code},
                       {"sentence", refusal.sentence},
                       {"where", refusal.where},
                       {"remedy", refusal.remedy}});
  Json returns = Json::array();
  for (const auto& checked : outcome.returns) returns.push_back(one_return(checked));
  const Json whole = {{"returns", returns}, {"refused", refused}, {"repeated", outcome.repeated}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace stp
