#include "service/api/findings.h"

#include <nlohmann/json.hpp>

#include "service/api/declare.h"
#include "service/api/shapes.h"
#include "service/desk/known.h"
#include "service/http/paging.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

std::string word(const Json& finding, const char* name) { return finding.value(name, std::string()); }

std::string key_of(const Json& finding) {
  return finding_key(word(finding, "rule"), word(finding, "organisation"), word(finding, "line"),
                     word(finding, "year"), word(finding, "scenario"), word(finding, "found"),
                     word(finding, "expected"));
}

bool asked_for(const HttpRequest& request, const Json& finding) {
  for (const char* name : {"severity", "rule", "sheet"}) {
    const std::string wanted = request.one(name);
    if (!wanted.empty() && word(finding, name) != wanted) return false;
  }
  return true;
}

Json acceptance_of(const std::string& key, const std::vector<Acceptance>& acceptances) {
  for (const auto& one : acceptances)
    if (one.finding == key) return shape(one);
  return nullptr;
}

std::vector<Json> wanted_findings(const HttpRequest& request, const Json& report) {
  std::vector<Json> wanted;
  for (const Json& one_return : report.at("returns"))
    for (const Json& finding : one_return.at("findings"))
      if (asked_for(request, finding)) wanted.push_back(finding);
  return wanted;
}

}  // namespace

HttpAnswer findings_answer(const Desk& desk, const HttpRequest& request, const std::string& report,
                           const std::vector<Acceptance>& acceptances) {
  if (const std::string rule = request.one("rule"); !rule.empty())
    if (const auto known = known_rule(desk, rule); !known) return refusal_answer(known.error());
  const auto page = page_asked(request);
  if (!page) return refusal_answer(page.error());
  const auto wanted = wanted_findings(request, Json::parse(report));
  const auto first = std::min(static_cast<std::size_t>(page->before), wanted.size());
  const auto last = std::min(first + page->limit, wanted.size());
  Json items = Json::array();
  for (std::size_t i = first; i < last; ++i) {
    const std::string key = key_of(wanted[i]);
    Json item{{"key", key}};
    item.update(wanted[i]);
    item["acceptance"] = acceptance_of(key, acceptances);
    items.push_back(std::move(item));
  }
  HttpAnswer answer = json_answer({{"items", items}, {"all", wanted.size()}});
  if (last < wanted.size()) link_next(answer, request, *page, static_cast<std::int64_t>(last));
  return tagged(request, std::move(answer));
}

void declare_findings(Route& route) {
  route.parameters.push_back(
      asks_one_of("severity", "Only of this severity.", {"error", "warning", "information"}));
  route.parameters.push_back(asks("rule", "Only of this rule."));
  route.parameters.push_back(asks("sheet", "Only on this sheet, named as findings name it."));
  declare_paged(route);
  route.responses.push_back(answers_json("FindingList", "Findings in the order of the report."));
  route.responses.push_back(refuses(404, "There is no such report."));
  route.responses.push_back(refuses(422, "There is no such rule or place."));
  declare_conditional(route);
}

}  // namespace stp
