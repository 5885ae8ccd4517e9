#include <nlohmann/json.hpp>

#include "service/desk/rounds.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/json_text.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::json;
constexpr std::size_t per_page = 50;

// Where a side's figure stands, for who may see that place's cells.
Html stands_at(const Caller& caller, const Json& pair, const char* side, const char* at) {
  const auto found = pair.find(at);
  if (found == pair.end() || !found->is_object() || text(*found, "sha256").empty()) return {};
  if (!allowed(caller, Need::see_place, text(pair.at(side), "place"))) return {};
  return escaped(" ") +
         link(cell_address(text(*found, "sha256"), text(*found, "sheet"), text(*found, "cell")),
              text(*found, "cell"), "where this figure stands");
}

Html side_cell(const Caller& caller, const Json& pair, const char* side, const char* figure, const char* at) {
  const std::string amount = text(pair, figure);
  return (amount.empty() ? span("nothing stated", "quiet") : escaped(grouped(amount))) +
         stands_at(caller, pair, side, at);
}

Html party(const Desk& desk, const Json& side) {
  return escaped(text(side, "name")) + escaped(" ") + span(place_name(desk, text(side, "place")), "quiet");
}

ShownRow row_of(const Desk& desk, const Caller& caller, const Json& pair) {
  const bool agreed = pair.value("agreed_within", false);
  std::string why = text(pair, "reason");
  if (const auto comment = text(pair, "comment"); !comment.empty())
    why += (why.empty() ? "" : "; ") + comment;
  return {{party(desk, pair.at("payer")), party(desk, pair.at("payee")),
           escaped(text(pair, text(pair, "nature_label").empty() ? "nature" : "nature_label")),
           escaped(year_label(desk, text(pair, "year"))),
           side_cell(caller, pair, "payer", "payer_figure", "payer_at"),
           side_cell(caller, pair, "payee", "payee_figure", "payee_at"),
           escaped(grouped(text(pair, "unmatched"))), escaped(grouped(text(pair, "allowed"))),
           agreed ? state(Shape::good, "Agrees") : state(Shape::trouble, "Differs"), escaped(why)}};
}

std::vector<std::string> places_asked(const Caller& caller) {
  return allowed(caller, Need::see_footprint, "") ? std::vector<std::string>{""} : places_of(caller);
}

}  // namespace

HttpAnswer mismatches_page(const Desk& desk, const HttpRequest& request) {
  const bool whole = allowed(request.caller, Need::see_footprint, "");
  Page shown{.title = "Mismatches", .tab = Tab::footprint, .crumbs = {{"Home", "/"}}};
  if (whole) shown.crumbs.push_back({"Footprint", "/footprint"});
  const auto places = places_asked(request.caller);
  const std::string round = request.one("round").empty() ? current_round(desk) : request.one("round");
  if (places.empty())
    return page_of_refusal(403, {"not-allowed", "Your roles see no payments.", "", "Ask an administrator."},
                           request);
  shown.caption = round_label(desk, round);
  const bool all = request.one("all") == "yes";
  const auto found = mismatches(desk, round, places, !all);
  if (!found) {
    shown.body = paragraph(found.error().sentence + " " + found.error().remedy);
    return page(request, shown);
  }
  const Json pairs = Json::parse(*found);
  const std::size_t number = std::max(1L, std::strtol(request.one("page").c_str(), nullptr, 10));
  const std::size_t first = std::min((number - 1) * per_page, pairs.size()),
                    last = std::min(first + per_page, pairs.size());
  ShownTable list_{all ? "All payments between members, £000" : "Payments whose two sides differ, £000",
                   {{"Payer"},
                    {"Payee"},
                    {"Nature"},
                    {"Year"},
                    {"Payer states", true},
                    {"Payee states", true},
                    {"Difference", true},
                    {"Allowed", true},
                    {"State"},
                    {"Reason"}}};
  list_.when_empty = "Both sides agree everywhere.";
  for (std::size_t i = first; i < last; ++i) list_.rows.push_back(row_of(desk, request.caller, pairs[i]));
  const auto at = [&](std::size_t which) {
    return address("/footprint/mismatches",
                   {{"round", round}, {"all", all ? "yes" : ""}, {"page", std::to_string(which)}});
  };
  shown.body = paragraph(std::string("What one member says it pays and the other says it receives. ") +
                             (whole ? "" : "You see the payments of your own place's organisations."),
                         "reading");
  shown.body += paragraph(
      all ? link(address("/footprint/mismatches", {{"round", round}}), "Only those that differ")
          : link(address("/footprint/mismatches", {{"round", round}, {"all", "yes"}}), "All payments"));
  shown.body += paragraph(plural(static_cast<std::int64_t>(pairs.size()), "payment", "payments") + ".");
  shown.body +=
      table(list_) + pagination(number > 1 ? at(number - 1) : "", last < pairs.size() ? at(number + 1) : "",
                                "page " + std::to_string(number - 1), "page " + std::to_string(number + 1));
  return page(request, shown);
}

}  // namespace stp
