#include "service/api/round_routes.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/shapes.h"
#include "service/desk/rounds.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

HttpAnswer list_rounds(const Desk& desk, const HttpRequest& request) {
  Json items = Json::array();
  for (const RoundState& round : rounds(desk)) items.push_back(shape(round));
  return tagged(request, json_answer({{"items", items}, {"current", current_round(desk)}}));
}

HttpAnswer get_round(const Desk& desk, const HttpRequest& request) {
  const auto round = round_state(desk, request.params.at("round"));
  return round ? tagged(request, json_answer(shape(*round))) : unknown_answer(round.error());
}

Refusal not_yes_or_no() {
  return {"bad-field", "Open is true or false.", "field open", "Send true or false without quotation marks."};
}

// An absent field stays as it is, an empty one is taken away.
std::optional<std::string> given(const HttpRequest& request, const std::string& name) {
  const auto found = request.form.find(name);
  if (found == request.form.end()) return {};
  return found->second;
}

HttpAnswer patch_round(const Desk& desk, const HttpRequest& request) {
  const auto round = round_state(desk, request.params.at("round"));
  if (!round) return unknown_answer(round.error());
  if (auto same = if_match(request, etag_of(json_answer(shape(*round)).body)); !same)
    return refusal_answer(same.error());
  RoundChange change;
  if (const auto open = given(request, "open")) {
    if (*open != "true" && *open != "false") return refusal_answer(not_yes_or_no());
    change.open = *open == "true";
  }
  change.soft_deadline = given(request, "soft_deadline");
  change.hard_deadline = given(request, "hard_deadline");
  change.if_revision = round->revision;
  const auto after = change_round(desk, request.caller, round->code, change);
  if (!after) return refusal_answer(after.error());
  HttpAnswer answer = json_answer(shape(*after));
  answer.headers.emplace_back("ETag", etag_of(answer.body));
  return answer;
}

Route list_route(const Desk& desk) {
  Route route =
      reads("/api/v1/rounds", "listRounds", "rounds", "The rounds, and which is being collected",
            Need::signed_in, [&desk](const HttpRequest& request) { return list_rounds(desk, request); });
  route.responses = {answers_json("RoundList", "All rounds of the templates, opened or not.")};
  declare_conditional(route);
  return route;
}

Route get_route(const Desk& desk) {
  Route route = reads("/api/v1/rounds/{round}", "getRound", "rounds", "One round", Need::signed_in,
                      [&desk](const HttpRequest& request) { return get_round(desk, request); });
  route.responses = {answers_json("Round", "The ETag is for If-Match of a change."),
                     refuses(404, "There is no such round.")};
  declare_conditional(route);
  return route;
}

Route patch_route(const Desk& desk) {
  Route route =
      posts("/api/v1/rounds/{round}", "changeRound", "rounds", "Open or close a round, set its deadlines",
            Need::regional, [&desk](const HttpRequest& request) { return patch_round(desk, request); });
  route.method = "PATCH";
  route.body = BodyKind::json;
  route.fields = {{"open", "Whether files are taken.", false, false, false, {"true", "false"}},
                  {"soft_deadline", "UTC, such as 2016-09-16T17:00:00.000Z; empty: none. Shown."},
                  {"hard_deadline", "The same; enforced."}};
  route.responses = {answers_json("Round", "The round after the change."),
                     refuses(404, "There is no such round."),
                     refuses(422, "A deadline cannot be read, or they are the wrong way round.")};
  declare_if_match(route);
  return route;
}

}  // namespace

Routes round_routes(const Desk& desk) { return {list_route(desk), get_route(desk), patch_route(desk)}; }

}  // namespace stp
