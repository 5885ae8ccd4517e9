#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/provisional.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::json;

Html steps_table(const Json& bridge) {
  ShownTable shown{bridge.at("title").get<std::string>() + ", " + bridge.at("unit").get<std::string>(),
                   {{"Step"}, {"Change", true}, {"Stands at", true}}};
  for (const Json& step : bridge.at("steps")) {
    const bool position = step.at("total");
    shown.rows.push_back({{escaped(step.at("label").get<std::string>()),
                           position ? Html() : escaped(grouped(step.at("change").get<std::string>())),
                           escaped(grouped(step.at("end").get<std::string>()))},
                          position});
  }
  return table(shown);
}

}  // namespace

Html bridge_shown(const Desk& desk, const TotalState& total, const std::string& bridge,
                  const std::string& year, const std::string& organisation) {
  const std::string code = bridge.empty() ? desk.form_of(total.round).bridges.back().code : bridge;
  const auto answer = ask(desk, {"bridge",
                                 {{"file", total.json}},
                                 {{"bridge", code}, {"year", year}, {"organisation", organisation}},
                                 {"json", "svg"}});
  if (!answer) return inset(paragraph("The bridge cannot be shown. " + answer.error().sentence));
  const Json json = Json::parse(answer->at(0));
  const std::string words = with_minus_signs(json.at("summary").get<std::string>());
  if (!json.value("known", true)) return inset(paragraph(words));
  return of_those_who_have_sent(total) +
         chart(json.at("title").get<std::string>(), drawing(answer->at(1)), words, steps_table(json));
}

HttpAnswer bridge_page(const Desk& desk, const HttpRequest& request) {
  const auto total = asked_total(desk, request);
  if (!total) return without_total(desk, request, total.error());
  const Template& edition = desk.form_of(total->round);
  Page shown = footprint_page(desk, *total, "Bridge");
  const std::string chosen =
      request.one("bridge").empty() ? edition.bridges.back().code : request.one("bridge");
  Field bridges{.kind = Field::Kind::choice, .name = "bridge", .label = "Bridge", .value = chosen};
  for (const auto& one : edition.bridges) bridges.choices.push_back({one.code, one.title});
  Form choose{.action = "/footprint/bridge",
              .button = "Show",
              .fields = {bridges, year_field(edition, request.one("year")),
                         organisation_field(desk, request.one("organisation"))},
              .get = true};
  for (auto& field : which_total(*total)) choose.fields.push_back(std::move(field));
  shown.body = block("choose", form(request, choose)) +
               provisional(desk, *total, provisional_files(desk, *total)) +
               bridge_shown(desk, *total, chosen, chosen_year(edition, request), request.one("organisation"));
  return page(request, shown);
}

}  // namespace stp
