#include "service/api/submission_routes.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/findings.h"
#include "service/api/hand_in.h"
#include "service/api/shapes.h"
#include "service/api/verb_routes.h"
#include "service/desk/intake.h"
#include "service/desk/known.h"
#include "service/http/paging.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

std::string owner_asked_for(const Desk& desk, const HttpRequest& request) {
  const auto found = submission(desk, request.params.at("sha256"));
  return found ? owner_of(*found) : "";
}

// The places whose submissions the caller may see; nothing where it may see none.
std::optional<std::vector<std::string>> places_seen(const Caller& caller) {
  if (allowed(caller, Need::see_footprint, "")) return std::vector<std::string>();
  auto places = places_of(caller);
  std::erase_if(places, [&](const std::string& place) { return !allowed(caller, Need::see_place, place); });
  if (places.empty()) return {};
  return places;
}

Result<std::string> place_asked(const Desk& desk, const HttpRequest& request) {
  const std::string said = request.one("place");
  return said.empty() ? Result<std::string>(said) : known_place(desk, said);
}

Result<SubmissionsAsked> asked_by(const Desk& desk, const HttpRequest& request) {
  const auto place = place_asked(desk, request);
  if (!place) return refuse(place.error());
  SubmissionsAsked asked{*place, request.one("round"), request.one("state")};
  if (!asked.round.empty())
    if (const auto round = known_round(desk, asked.round); !round) return refuse(round.error());
  return asked;
}

HttpAnswer list(const Desk& desk, const HttpRequest& request) {
  const auto page = page_asked(request);
  if (!page) return refusal_answer(page.error());
  auto known = asked_by(desk, request);
  if (!known) return refusal_answer(known.error());
  SubmissionsAsked& asked = *known;
  const auto places = places_seen(request.caller);
  std::vector<Submission> found;
  if (places) {
    asked.places = *places;
    asked.before = page->before;
    asked.most = page->limit + 1;  // one more tells whether there is a next page
    found = submissions(desk, asked);
  }
  const bool more = found.size() > page->limit;
  if (more) found.pop_back();
  Json items = Json::array();
  for (const auto& one : found) items.push_back(shape(one));
  HttpAnswer answer = json_answer({{"items", items}});
  if (more) link_next(answer, request, *page, found.back().receipt.sequence);
  return answer;
}

Route list_route(const Desk& desk) {
  Route route = reads("/api/v1/submissions", "listSubmissions", "submissions",
                      "What was handed in, newest first; of the places the caller may see", Need::signed_in,
                      [&desk](const HttpRequest& request) { return list(desk, request); });
  route.parameters = {asks("place", "Handed in for this place, or recognised as its."),
                      asks("round", "Of this round."),
                      asks_one_of("state", "In this state.", {"waiting", "checking", "checked", "refused"})};
  declare_paged(route);
  route.responses = {answers_json("SubmissionList", "A page of submissions; Link rel=next leads on."),
                     refuses(422, "There is no such place or round; the problem lists those there are.")};
  return route;
}

using OfSubmission = std::function<HttpAnswer(const HttpRequest&, const Submission&)>;

HttpAnswer told(const Desk& desk, const HttpRequest& request, const OfSubmission& handle) {
  const auto place = place_asked(desk, request);
  if (!place) return refusal_answer(place.error());
  const auto found = submission(desk, request.params.at("sha256"));
  return found ? handle(request, as_told_to(desk, *found, *place)) : unknown_answer(found.error());
}

Route of_file(const Desk& desk, const std::string& pattern, const std::string& name,
              const std::string& summary, OfSubmission handle) {
  Route route = reads(pattern, name, "submissions", summary, Need::see_place,
                      [&desk, handle = std::move(handle)](const HttpRequest& request) {
                        return told(desk, request, handle);
                      });
  route.place_of = [&desk](const HttpRequest& request) {
    const auto said = place_asked(desk, request);
    const bool its_own = said && !said->empty() && handed_in_for(desk, request.params.at("sha256"), *said);
    return its_own ? *said : owner_asked_for(desk, request);
  };
  route.parameters.push_back(
      asks("place",
           "The place that handed it in and asks; where the file is another's, no more is told than that."));
  return route;
}

Route of_submission(const Desk& desk, const std::string& part, const std::string& name,
                    const std::string& summary, OfSubmission handle) {
  return of_file(desk, "/api/v1/submissions/{sha256}" + part, name, summary, std::move(handle));
}

Route receipt_route(const Desk& desk) {
  Route route = of_file(desk, "/api/v1/receipts/{sha256}", "getReceipt", "The receipt of a file",
                        [](const HttpRequest& request, const Submission& found) {
                          return tagged(request, json_answer(shape(found.receipt)));
                        });
  route.responses = {answers_json("Receipt", "As its place, or the place that asks, was given it first."),
                     refuses(404, "No file with this hash came."),
                     refuses(422, "There is no such place; the problem lists those there are.")};
  declare_conditional(route);
  return route;
}

Route one_route(const Desk& desk) {
  Route route = of_submission(desk, "", "getSubmission", "Its state, receipt, counts and versions",
                              [](const HttpRequest& request, const Submission& found) {
                                return tagged(request, json_answer(shape(found)));
                              });
  route.responses = {answers_json("Submission", "The submission."),
                     refuses(404, "No file with this hash came."),
                     refuses(422, "There is no such place; the problem lists those there are.")};
  declare_conditional(route);
  return route;
}

const std::vector<Offer>& report_offers() {
  static const std::vector<Offer> offers = {{"json", "application/json"},
                                            {"html", "text/html; charset=utf-8"},
                                            {"text", "text/plain; charset=utf-8"},
                                            {"csv", "text/csv; charset=utf-8"}};
  return offers;
}

Route report_route(const Desk& desk) {
  Route route =
      of_submission(desk, "/report", "getReport", "The report, byte for byte that of the command line",
                    [&desk](const HttpRequest& request, const Submission& found) {
                      const auto offer = chosen_offer(request, report_offers());
                      if (!offer) return refusal_answer(offer.error());
                      auto bytes = report(desk, found, offer->name);
                      if (!bytes) return unknown_answer(bytes.error());
                      return tagged(request, document_answer(offer->media_type, std::move(*bytes)));
                    });
  std::vector<std::string> names, media_types;
  for (const Offer& offer : report_offers()) {
    names.push_back(offer.name);
    media_types.push_back(offer.media_type);
  }
  route.parameters.push_back(asks_one_of("format", "The format by name; otherwise Accept decides.", names));
  RouteResponse done = answers(media_types, "The report.");
  done.schema = "Check";
  route.responses = {done, refuses(404, "No file with this hash came, or it is not checked yet."),
                     refuses(406, "None of the formats asked for is given."),
                     refuses(422, "There is no such place; the problem lists those there are.")};
  declare_conditional(route);
  return route;
}

Route findings_route(const Desk& desk) {
  Route route = of_submission(desk, "/findings", "listFindings", "The findings, page by page",
                              [&desk](const HttpRequest& request, const Submission& found) {
                                const auto bytes = report(desk, found, "json");
                                if (!bytes) return unknown_answer(bytes.error());
                                const auto accepted = acceptances(desk, found.place, found.round);
                                return findings_answer(desk, request, *bytes, accepted);
                              });
  declare_findings(route);
  return route;
}

constexpr const char* xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* any_bytes = "application/octet-stream";

Route file_route(const Desk& desk) {
  Route route = of_submission(
      desk, "/file", "getFile", "The file as it was sent",
      [&desk](const HttpRequest& request, const Submission& found) {
        auto bytes = sent_bytes(desk, found);
        if (!bytes) return unknown_answer(bytes.error());
        return tagged(request, document_answer(any_bytes, std::move(*bytes), found.receipt.name));
      });
  route.responses = {answers({any_bytes}, "Its bytes."), refuses(404, "No file with this hash came."),
                     refuses(422, "There is no such place; the problem lists those there are.")};
  declare_conditional(route);
  return route;
}

Route filled_route(const Desk& desk) {
  Route route =
      of_submission(desk, "/filled", "getFilled", "The workbook with every result worked out anew",
                    [&desk](const HttpRequest& request, const Submission& found) {
                      auto bytes = filled_copy(desk, found);
                      if (!bytes) return unknown_answer(bytes.error());
                      return tagged(request, document_answer(xlsx, std::move(*bytes), found.receipt.name));
                    });
  route.responses = {answers({xlsx}, "The workbook."), refuses(404, "No file with this hash came."),
                     refuses(422, "It is no workbook that can be filled, or there is no such place.")};
  declare_conditional(route);
  return route;
}

}  // namespace

Routes submission_routes(const Desk& desk) {
  return {hand_in_route(desk),     receipt_route(desk),       list_route(desk),
          one_route(desk),         heavy(report_route(desk)), findings_route(desk),
          heavy(file_route(desk)), heavy(filled_route(desk))};
}

}  // namespace stp
