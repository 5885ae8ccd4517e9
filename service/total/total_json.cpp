#include "service/total/total_json.h"

#include <nlohmann/json.hpp>

#include "service/total/figures_json.h"
#include "service/total/filed_json.h"
#include "service/total/json_words.h"

namespace stp {
namespace {

using namespace total_words;

std::string written(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json summary(const FootprintTotal& total, const Codes& codes) {
  Json lines = Json::array();
  for (const Published& one : total.published)
    lines.push_back({{"line", codes.line(one.line)},
                     {"label", codes.form.lines[one.line.value].label},
                     {"year", codes.form.periods[one.period.value].label},
                     {"thousands", known_amount(one.figure_known, one.thousands)},
                     {"published_millions", known_amount(one.figure_known, one.millions)},
                     {"rounded_places", known_amount(one.places_known, one.rounded_places)},
                     {"rounding_difference", known_amount(one.places_known, one.difference)},
                     {"known", one.known}});
  return lines;
}

Json arrived(const FootprintTotal& total, const Codes& codes) {
  Json list = Json::array();
  for (const Arrived& one : total.arrived) {
    Json files = Json::array(), missing = Json::array();
    for (const SourceFile& file : one.files) files.push_back(file_json(file));
    for (const OrganisationIndex absent : one.missing) missing.push_back(codes.body(absent));
    list.push_back({{"place", codes.place(one.place)},
                    {"name", codes.form.places[one.place.value].name},
                    {"present", one.present},
                    {"sections", codes.sections(one.sections)},
                    {"missing", missing},
                    {"files", files}});
  }
  return list;
}

Json not_added(const FootprintTotal& total) {
  Json list = Json::array();
  for (const NotAdded& one : total.not_added)
    list.push_back({{"place", one.place},
                    {"organisation", one.organisation},
                    {"round", one.round},
                    {"file", one.file},
                    {"code", one.code},
                    {"reason", one.reason},
                    {"remedy", one.remedy}});
  return list;
}

Json findings(const FootprintTotal& total) {
  Json list = Json::array();
  for (const Finding& one : total.findings)
    list.push_back({{"rule", one.rule},
                    {"severity", to_text(one.severity)},
                    {"file", one.file},
                    {"sheet", one.sheet},
                    {"cell", one.cell},
                    {"organisation", one.organisation},
                    {"line", one.line},
                    {"label", one.label},
                    {"year", one.year},
                    {"scenario", one.scenario},
                    {"found", one.found},
                    {"expected", one.expected},
                    {"difference", optional_amount(one.difference)},
                    {"allowed", optional_amount(one.allowed)},
                    {"message", one.message},
                    {"remedy", one.remedy},
                    {"source", one.source}});
  return list;
}

// What comes first in the whole as in the summary.
Json head(const FootprintTotal& total, const Codes& codes) {
  Json json;
  json["kind"] = kind;
  json["version"] = version;
  json["edition"] = total.edition;
  json["template_hash"] = total.template_hash;
  json["round"] = total.round;
  json["stage"] = total.stage;
  json["footprint"] = total.footprint_name;
  json["complete"] = total.complete;
  json["incomplete"] = total.incomplete;
  json["summary"] = summary(total, codes);
  json["arrived"] = arrived(total, codes);
  json["not_added"] = not_added(total);
  json["findings"] = findings(total);
  json["eliminations"] = eliminations_json(total, codes);
  json["gross"] = gross_json(total, codes);
  return json;
}

}  // namespace

std::string total_json(const FootprintTotal& total, const Template& form) {
  const Codes codes{form};
  Json json = head(total, codes);
  json["pairs"] = pairs_json(total, codes);
  json["places"] = places_json(total, codes);
  add_filed(json, total, form);
  return written(json, 1);
}

std::string total_summary_json(const FootprintTotal& total, const Template& form) {
  const Codes codes{form};
  Json json = head(total, codes);
  json["places"] = Json::array();
  for (Json& one : places_json(total, codes))
    if (one.at("type") == "") json["places"].push_back(std::move(one));
  return written(json, -1);
}

}  // namespace stp
