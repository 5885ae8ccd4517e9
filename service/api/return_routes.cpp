#include "service/api/return_routes.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/findings.h"
#include "service/api/shapes.h"
#include "service/desk/returns.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

// Decisions depend on who asks, so they stand beside the state, and its tag is of both.
Json for_caller(const Caller& caller, const ReturnState& state) {
  Json json = shape(state);
  json["possible_decisions"] = possible_decisions(caller, state);
  return json;
}

HttpAnswer list_places(const Desk& desk, const HttpRequest& request) {
  Json items = Json::array();
  for (const Place& place : desk.form().places)
    items.push_back({{"code", place.code},
                     {"name", place.name},
                     {"short_name", place.slug},
                     {"footprint", place.footprint},
                     {"may_see", allowed(request.caller, Need::see_place, place.code)},
                     {"may_hand_in", allowed(request.caller, Need::prepare, place.code)}});
  return tagged(request, json_answer({{"items", items}}));
}

Route places_route(const Desk& desk) {
  Route route =
      reads("/api/v1/places", "listPlaces", "returns", "The places of the footprint and the programmes",
            Need::signed_in, [&desk](const HttpRequest& request) { return list_places(desk, request); });
  route.responses = {answers_json("PlaceList", "In the order of the templates.")};
  declare_conditional(route);
  return route;
}

// Everybody signed in may see how far each place has come; figures and counts only where the caller may see
// the place.
Json arrival_of(const ReturnState& state) {
  return {{"place", state.place}, {"round", state.round}, {"status", state.status}, {"late", state.late}};
}

HttpAnswer list_returns(const Desk& desk, const HttpRequest& request) {
  const std::string round = request.params.at("round");
  if (auto known = round_state(desk, round); !known) return unknown_answer(known.error());
  Json items = Json::array();
  for (const ReturnState& state : return_states(desk, round)) {
    Json item = arrival_of(state);
    const bool seen = allowed(request.caller, Need::see_place, state.place);
    item["state"] = seen ? for_caller(request.caller, state) : Json(nullptr);
    items.push_back(std::move(item));
  }
  return tagged(request, json_answer({{"items", items}, {"not_sent", not_sent(desk, round)}}));
}

Route returns_route(const Desk& desk) {
  Route route = reads("/api/v1/rounds/{round}/returns", "listReturns", "returns",
                      "How far each place has come, and who has not sent everything", Need::signed_in,
                      [&desk](const HttpRequest& request) { return list_returns(desk, request); });
  route.responses = {answers_json("ReturnList", "The whole state only of places the caller may see."),
                     refuses(404, "There is no such round.")};
  declare_conditional(route);
  return route;
}

using OfReturn = std::function<HttpAnswer(const HttpRequest&, const ReturnState&)>;

Handle on_return(const Desk& desk, OfReturn handle) {
  return [&desk, handle = std::move(handle)](const HttpRequest& request) {
    const auto state = return_state(desk, request.params.at("place"), request.params.at("round"));
    return state ? handle(request, *state) : unknown_answer(state.error());
  };
}

const std::string pattern = "/api/v1/places/{place}/returns/{round}";

HttpAnswer shown(const HttpRequest& request, const ReturnState& state) {
  return tagged(request, json_answer(for_caller(request.caller, state)));
}

Route return_route(const Desk& desk) {
  Route route = reads(pattern, "getReturn", "returns", "The return of a place for a round", Need::see_place,
                      on_return(desk, shown));
  route.responses = {answers_json("Return", "Its state; the ETag is for If-Match of a decision."),
                     refuses(404, "There is no such place or round.")};
  declare_conditional(route);
  return route;
}

Refusal not_checked(const ReturnState& state) {
  return {"report-not-yet", "The files of this return have not been checked together yet.",
          state.place + " " + state.round, "Ask again in a few seconds, or hand in its files."};
}

Result<std::string> report_of(const Desk& desk, const ReturnState& state) {
  if (state.report_json.empty()) return refuse(not_checked(state));
  return desk.bytes.read(state.report_json);
}

Route report_route(const Desk& desk) {
  Route route =
      reads(pattern + "/report", "getReturnReport", "returns", "The check of all files that count, together",
            Need::see_place, on_return(desk, [&desk](const HttpRequest& request, const ReturnState& state) {
              auto bytes = report_of(desk, state);
              if (!bytes) return unknown_answer(bytes.error());
              return tagged(request, document_answer("application/json", std::move(*bytes)));
            }));
  route.responses = {answers_json("Check", "The report."), refuses(404, "Nothing has been checked yet.")};
  declare_conditional(route);
  return route;
}

Route findings_route(const Desk& desk) {
  Route route =
      reads(pattern + "/findings", "listReturnFindings", "returns",
            "The findings of all files that count, with what was accepted", Need::see_place,
            on_return(desk, [&desk](const HttpRequest& request, const ReturnState& state) {
              const auto bytes = report_of(desk, state);
              if (!bytes) return unknown_answer(bytes.error());
              return findings_answer(desk, request, *bytes, acceptances(desk, state.place, state.round));
            }));
  declare_findings(route);
  return route;
}

HttpAnswer decided(const Desk& desk, const HttpRequest& request, const ReturnState& state) {
  if (auto same = if_match(request, etag_of(json_answer(for_caller(request.caller, state)).body)); !same)
    return refusal_answer(same.error());
  const auto after = decide(desk, request.caller, state.place, state.round,
                            {request.one("decision"), request.one("reason"), state.revision});
  if (!after) return refusal_answer(after.error());
  HttpAnswer answer = json_answer(for_caller(request.caller, *after));
  answer.headers.emplace_back("ETag", etag_of(answer.body));
  return answer;
}

Route decide_route(const Desk& desk) {
  Route route = posts(pattern + "/decisions", "decide", "returns",
                      "Submit, approve, send back, lock, ask to reopen or reopen", Need::see_place,
                      on_return(desk, [&desk](const HttpRequest& request, const ReturnState& state) {
                        return decided(desk, request, state);
                      }));
  route.body = BodyKind::json;
  route.fields = {{"decision",
                   "What is decided; the return lists what the caller may. " + decisions_in_words() + ".",
                   false,
                   true,
                   false,
                   {"submit", "approve", "send-back", "lock", "ask-to-reopen", "reopen"}},
                  {"reason", "In words; needed to send back, to ask to reopen and to reopen."}};
  route.responses = {answers_json("Return", "The return after the decision."),
                     refuses(403, "This decision is another role's."),
                     refuses(409, "The state of the return does not allow it.")};
  declare_if_match(route);
  route.repeatable = true;
  return route;
}

HttpAnswer list_acceptances(const Desk& desk, const HttpRequest& request, const ReturnState& state) {
  Json items = Json::array();
  for (const auto& one : acceptances(desk, state.place, state.round)) items.push_back(shape(one));
  return tagged(request, json_answer({{"items", items}}));
}

Route acceptances_route(const Desk& desk) {
  Route route =
      reads(pattern + "/acceptances", "listAcceptances", "returns", "Warnings accepted, with the reasons",
            Need::see_place, on_return(desk, [&desk](const HttpRequest& request, const ReturnState& state) {
              return list_acceptances(desk, request, state);
            }));
  route.responses = {answers_json("AcceptanceList", "By finding."),
                     refuses(404, "There is no such place or round.")};
  declare_conditional(route);
  return route;
}

HttpAnswer accepted(const Desk& desk, const HttpRequest& request, const ReturnState& state) {
  const std::string finding = request.one("finding");
  if (auto done = accept(desk, request.caller, state.place, state.round, finding, request.one("reason"));
      !done)
    return refusal_answer(done.error());
  for (const auto& one : acceptances(desk, state.place, state.round))
    if (one.finding == finding) return json_answer(shape(one), 201);
  return problem(409, {"changed-meanwhile", "The return changed while the warning was accepted.", finding,
                       "Read the findings again."});
}

Route accept_route(const Desk& desk) {
  Route route =
      posts(pattern + "/acceptances", "accept", "returns", "Accept a warning with a reason", Need::review,
            on_return(desk, [&desk](const HttpRequest& request, const ReturnState& state) {
              return accepted(desk, request, state);
            }));
  route.body = BodyKind::json;
  route.fields = {{"finding", "The finding's key.", false, true},
                  {"reason", "Why it may stand.", false, true}};
  route.responses = {answers_json("Acceptance", "Kept, and in the log.", 201),
                     refuses(409, "The state of the return does not allow it."),
                     refuses(422, "There is no such warning, or the reason says too little.")};
  route.repeatable = true;
  return route;
}

}  // namespace

Routes return_routes(const Desk& desk) {
  return {places_route(desk),   returns_route(desk), return_route(desk),      heavy(report_route(desk)),
          findings_route(desk), decide_route(desk),  acceptances_route(desk), accept_route(desk)};
}

}  // namespace stp
