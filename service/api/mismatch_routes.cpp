#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/total_routes.h"
#include "service/desk/totals.h"
#include "service/report/csv_text.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

// Whose pairs the caller may see: each place those in which one of its organisations is a side.
std::vector<std::string> sides_of(const Caller& caller) {
  if (allowed(caller, Need::see_footprint, "")) return {""};
  auto places = places_of(caller);
  std::erase_if(places, [&](const std::string& place) { return !allowed(caller, Need::see_place, place); });
  return places;
}

// Nested objects become columns of their own: payer.code is payer_code.
void flatten(const std::string& name, const Json& value, std::vector<std::pair<std::string, Json>>& cells) {
  if (!value.is_object()) {
    cells.emplace_back(name, value);
    return;
  }
  for (const auto& [key, inner] : value.items()) flatten(name.empty() ? key : name + "_" + key, inner, cells);
}

std::string csv_cell(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? csv_text(value.get<std::string>()) : csv_text(value.dump());
}

std::string as_csv(const Json& pairs) {
  std::string heading, rows;
  for (const Json& pair : pairs) {
    std::vector<std::pair<std::string, Json>> cells;
    flatten("", pair, cells);
    std::string names, row;
    for (const auto& [name, value] : cells) {
      names += (names.empty() ? "" : ",") + name;
      row += (&value == &cells.front().second ? "" : ",") + csv_cell(value);
    }
    heading = names;
    rows += row + "\r\n";
  }
  return heading.empty() ? "" : heading + "\r\n" + rows;
}

HttpAnswer list(const Desk& desk, const HttpRequest& request) {
  const auto offer =
      chosen_offer(request, {{"json", "application/json"}, {"csv", "text/csv; charset=utf-8"}});
  if (!offer) return refusal_answer(offer.error());
  const auto sides = sides_of(request.caller);
  auto pairs = sides.empty()
                   ? Result<std::string>("[]")
                   : mismatches(desk, request.params.at("round"), sides, request.one("all") != "yes");
  if (!pairs) return unknown_answer(pairs.error());
  const Json read = Json::parse(*pairs);
  return tagged(request, offer->name == "csv" ? document_answer(offer->media_type, as_csv(read))
                                              : json_answer({{"items", read}}));
}

}  // namespace

Routes mismatch_routes(const Desk& desk) {
  Route route =
      reads("/api/v1/rounds/{round}/mismatches", "listMismatches", "totals",
            "Both sides of each payment inside the footprint that do not agree; a place sees its own",
            Need::signed_in, [&desk](const HttpRequest& request) { return list(desk, request); });
  route.parameters.push_back(asks_one_of("all", "Also those that agree.", {"yes", "no"}));
  route.parameters.push_back(
      asks_one_of("format", "The format by name; otherwise Accept decides.", {"json", "csv"}));
  RouteResponse done =
      answers({"application/json", "text/csv; charset=utf-8"}, "The pairs of the newest total.");
  done.schema = "MismatchList";
  route.responses = {done, refuses(404, "There is no such round, or no total yet."),
                     refuses(406, "Not in this format.")};
  declare_conditional(route);
  return {route};
}

}  // namespace stp
