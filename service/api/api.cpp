#include "service/api/api.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/schemas.h"
#include "service/http/declared.h"
#include "service/http/offered.h"
#include "service/http/openapi.h"

#include "service/api/json_body.h"
#include "service/api/kept_answers.h"
#include "service/api/log_routes.h"
#include "service/api/process_routes.h"
#include "service/api/return_routes.h"
#include "service/api/round_routes.h"
#include "service/api/submission_routes.h"
#include "service/api/total_routes.h"
#include "service/api/verb_routes.h"

namespace stp {

namespace {

ApiDescription description(const std::string& version) {
  ApiDescription all{
      "STP returns", version,
      "Fill, check, hand in and consolidate the returns of a footprint. The forms are a reference "
      "edition, reconstructed from public papers; not the NHS England template of 2016."};
  all.tags = {{"templates", "The rule book and the line dictionary"},
              {"without memory", "What the command line does with files: nothing is kept"},
              {"submissions", "Files handed in, their receipts and reports"},
              {"returns", "The places' returns and the decisions on them"},
              {"rounds", "Collections and their deadlines"},
              {"totals", "Footprint totals and both sides of payments"},
              {"functions", "The calculation functions of the spreadsheets, exactly"},
              {"access", "Users, their roles, and API keys"},
              {"audit", "The chained log"},
              {"service", "Health, readiness, metrics"}};
  for (const std::string_view subject : schemas) {
    const auto shapes = nlohmann::ordered_json::parse(subject);
    for (const auto& [name, schema] : shapes.items()) all.schemas.emplace_back(name, schema.dump());
  }
  return all;
}

// Made once: the table does not change while the service runs.
Route document_route(const Routes& all, const std::string& version) {
  Route route =
      reads("/api/v1/openapi.json", "getOpenApi", "service", "This document", Need::anyone, nullptr);
  route.responses = {answers({"application/json"}, "OpenAPI 3.1.")};
  Routes whole = all;
  whole.push_back(route);
  route.handle = [text = openapi(whole, description(version))](const HttpRequest& request) {
    return tagged(request, document_answer("application/json", text));
  };
  return route;
}

}  // namespace

Routes api_routes(const Desk& desk, const ProcessState& process, Routes others) {
  Routes all;
  for (Routes part :
       {submission_routes(desk), return_routes(desk), round_routes(desk), total_routes(desk),
        mismatch_routes(desk), verb_routes(desk), log_routes(desk), process_routes(desk, process)})
    for (Route& route : part) all.push_back(with_json_fields(std::move(route)));
  for (Route& route : others) all.push_back(std::move(route));
  const std::shared_ptr<IdempotencyKeys> keys = kept_answers(desk);
  for (Route& route : all) route = with_kept_answers(keys, std::move(route));
  all.push_back(document_route(all, process.version));
  for (Route& route : all) route = with_offered_only(with_declared_only(std::move(route)));
  return all;
}

}  // namespace stp
