#include <algorithm>
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

// Where in a pair each column stands: /payer/code is payer_code.
constexpr const char* columns[] = {"/payer/code",     "/payer/name",    "/payer/place",   "/payee/code",
                                   "/payee/name",     "/payee/place",   "/nature",        "/nature_label",
                                   "/year",           "/payer_figure",  "/payee_figure",  "/eliminated",
                                   "/unmatched",      "/allowed",       "/agreed_within", "/reason",
                                   "/agreed",         "/comment",       "/payer_at/file", "/payer_at/sha256",
                                   "/payer_at/sheet", "/payer_at/cell", "/payee_at/file", "/payee_at/sha256",
                                   "/payee_at/sheet", "/payee_at/cell"};

std::string column_name(std::string pointer) {
  std::replace(pointer.begin() + 1, pointer.end(), '/', '_');
  return pointer.substr(1);
}

// "" where nothing stands there: a figure not stated, a cell that is in no file.
std::string csv_cell(const Json& pair, const char* column) {
  const Json::json_pointer at(column);
  if (!pair.contains(at) || pair.at(at).is_null()) return "";
  const Json& value = pair.at(at);
  return csv_text(value.is_string() ? value.get<std::string>() : value.dump());
}

std::string as_csv(const Json& pairs) {
  std::string csv;
  for (const char* column : columns) csv += (csv.empty() ? "" : ",") + column_name(column);
  csv += "\r\n";
  for (const Json& pair : pairs) {
    std::string row;
    for (const char* column : columns) row += (column == columns[0] ? "" : ",") + csv_cell(pair, column);
    csv += row + "\r\n";
  }
  return csv;
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
