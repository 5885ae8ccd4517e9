#include "service/api/total_routes.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/shapes.h"
#include "service/api/verb_routes.h"
#include "service/desk/rounds.h"
#include "service/desk/totals.h"
#include "service/http/paging.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

Refusal no_such_total(const std::string& number) {
  return {"total-unknown", "There is no footprint total \"" + number + "\" of this round.", number,
          "Totals are numbered from 1; \"latest\" is the newest."};
}

Result<TotalState> total_named(const Desk& desk, const std::string& round, const std::string& name) {
  std::int64_t number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == name.data() + name.size() && number > 0;
  if (!whole && name != "latest") return refuse(no_such_total(name));
  return total(desk, round, whole ? number : 0);
}

Json with_provisional(const Desk& desk, const TotalState& total) {
  Json json = shape(total), files = Json::array();
  for (const auto& one : provisional_files(desk, total))
    files.push_back({{"sha256", one.sha256},
                     {"name", one.name},
                     {"place", one.place},
                     {"sections", one.sections},
                     {"errors", one.errors}});
  json["provisional"] = files;
  return json;
}

HttpAnswer list_totals(const Desk& desk, const HttpRequest& request) {
  const std::string round = request.params.at("round");
  if (auto known = round_state(desk, round); !known) return unknown_answer(known.error());
  const auto page = page_asked(request, 20);
  if (!page) return refusal_answer(page.error());
  Json items = Json::array();
  for (const TotalState& one : totals(desk, round, page->limit)) items.push_back(with_provisional(desk, one));
  return tagged(request, json_answer({{"items", items}, {"newer_pending", total_pending(desk, round)}}));
}

Route list_route(const Desk& desk) {
  Route route = reads("/api/v1/rounds/{round}/totals", "listTotals", "totals",
                      "The footprint totals of a round, newest first", Need::see_footprint,
                      [&desk](const HttpRequest& request) { return list_totals(desk, request); });
  route.parameters.push_back(page_parameters().front());
  route.responses = {answers_json("TotalList", "Whether a newer one is being worked out stands beside them."),
                     refuses(404, "There is no such round.")};
  declare_conditional(route);
  return route;
}

using OfTotal = std::function<HttpAnswer(const HttpRequest&, const TotalState&)>;

Route of_total(const Desk& desk, const std::string& part, const std::string& name, const std::string& summary,
               OfTotal handle) {
  return heavy(reads("/api/v1/rounds/{round}/totals/{number}" + part, name, "totals", summary,
                     Need::see_footprint, [&desk, handle = std::move(handle)](const HttpRequest& request) {
                       const auto found =
                           total_named(desk, request.params.at("round"), request.params.at("number"));
                       return found ? handle(request, *found) : unknown_answer(found.error());
                     }));
}

const std::vector<Offer>& total_offers() {
  static const std::vector<Offer> offers = {
      {"json", "application/json"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"text", "text/plain; charset=utf-8"}};
  return offers;
}

// The workbook is the only one that is saved rather than shown.
std::string file_name(const TotalState& total, const std::string& format) {
  return format == "xlsx" ? "footprint-total-" + total.round + "-" + std::to_string(total.number) + ".xlsx"
                          : "";
}

HttpAnswer document_of(const Desk& desk, const HttpRequest& request, const TotalState& found) {
  const auto offer = chosen_offer(request, total_offers());
  if (!offer) return refusal_answer(offer.error());
  auto bytes = total_document(desk, found, offer->name);
  if (!bytes) return unknown_answer(bytes.error());
  HttpAnswer answer = document_answer(offer->media_type, std::move(*bytes), file_name(found, offer->name));
  answer.headers.emplace_back("Stp-Total-Number", std::to_string(found.number));
  return tagged(request, std::move(answer));
}

Route one_route(const Desk& desk) {
  Route route = of_total(desk, "", "getTotal", "One total, as data, workbook or text",
                         [&desk](const HttpRequest& request, const TotalState& found) {
                           return document_of(desk, request, found);
                         });
  std::vector<std::string> names, media_types;
  for (const Offer& offer : total_offers()) {
    names.push_back(offer.name);
    media_types.push_back(offer.media_type);
  }
  route.parameters.push_back(asks_one_of("format", "The format by name; otherwise Accept decides.", names));
  RouteResponse done = answers(media_types, "The document that consolidate gives for the same files.");
  done.schema = "Consolidate";
  route.responses = {done, refuses(404, "There is no such total."), refuses(406, "Not in this format.")};
  declare_conditional(route);
  return route;
}

Route summary_route(const Desk& desk) {
  Route route = of_total(desk, "/summary", "getTotalSummary", "The figures a page needs at a glance",
                         [&desk](const HttpRequest& request, const TotalState& found) {
                           auto bytes = total_document(desk, found, "summary");
                           if (!bytes) return unknown_answer(bytes.error());
                           return tagged(request, document_answer("application/json", std::move(*bytes)));
                         });
  route.responses = {answers_json("TotalSummary", "Its summary."), refuses(404, "There is no such total.")};
  declare_conditional(route);
  return route;
}

Result<InputFile> input_of(const Desk& desk, const TotalState& found) {
  auto bytes = total_document(desk, found, "json");
  if (!bytes) return refuse(bytes.error());
  return InputFile{"total-" + std::to_string(found.number) + ".json", "", std::move(*bytes)};
}

// A verb that reads one total, asked of a stored one.
Route asked_of_total(const Desk& desk, const Verb& verb, const std::string& name) {
  Route route = of_total(desk, "/" + verb.name, name, verb.sentence,
                         [&desk, &verb](const HttpRequest& request, const TotalState& found) {
                           auto asked = request_of(verb, request);
                           if (!asked) return refusal_answer(asked.error());
                           auto file = input_of(desk, found);
                           if (!file) return unknown_answer(file.error());
                           asked->files[verb.inputs.front().name] = {std::move(*file)};
                           return answer_by_verb(desk, verb, request, std::move(*asked));
                         });
  for (RouteParameter& parameter : option_parameters(verb)) route.parameters.push_back(std::move(parameter));
  route.responses = verb_responses(verb);
  route.responses.push_back(refuses(404, "There is no such total."));
  return route;
}

HttpAnswer compared(const Desk& desk, const Verb& verb, const HttpRequest& request, const TotalState& after) {
  const std::string from_round = request.one("from_round").empty() ? after.round : request.one("from_round");
  const auto before = total_named(desk, from_round, request.one("from"));
  if (!before) return unknown_answer(before.error());
  auto asked = request_of(verb, request, {"from", "from_round"});
  if (!asked) return refusal_answer(asked.error());
  auto older = input_of(desk, *before), newer = input_of(desk, after);
  if (!older) return unknown_answer(older.error());
  if (!newer) return unknown_answer(newer.error());
  asked->files[verb.inputs[0].name] = {std::move(*older)};
  asked->files[verb.inputs[1].name] = {std::move(*newer)};
  return answer_by_verb(desk, verb, request, std::move(*asked));
}

Route compare_route(const Desk& desk, const Verb& verb) {
  Route route = of_total(desk, "/" + verb.name, "compareTotals", verb.sentence,
                         [&desk, &verb](const HttpRequest& request, const TotalState& after) {
                           return compared(desk, verb, request, after);
                         });
  RouteParameter from = asks("from", "Number of the total it is compared with, or \"latest\".");
  from.required = true;
  route.parameters.push_back(std::move(from));
  route.parameters.push_back(asks("from_round", "Round of that total; default: the same."));
  for (RouteParameter& parameter : option_parameters(verb)) route.parameters.push_back(std::move(parameter));
  route.responses = verb_responses(verb);
  route.responses.push_back(refuses(404, "There is no such total."));
  return route;
}

}  // namespace

Routes total_routes(const Desk& desk) {
  Routes routes{list_route(desk), one_route(desk), summary_route(desk)};
  if (const Verb* explain = verb("explain")) routes.push_back(asked_of_total(desk, *explain, "explainTotal"));
  if (const Verb* bridge = verb("bridge")) routes.push_back(asked_of_total(desk, *bridge, "bridgeTotal"));
  if (const Verb* compare = verb("compare")) routes.push_back(compare_route(desk, *compare));
  return routes;
}

}  // namespace stp
