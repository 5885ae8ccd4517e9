#include <algorithm>

#include "service/desk/returns.h"
#include "service/web/common.h"
#include "service/web/findings_view.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"
#include "service/web/returns/return_parts.h"

namespace stp {

namespace {

constexpr std::size_t most_at_once = 100;

bool accepted_before(const std::vector<Acceptance>& acceptances, const std::string& key) {
  return std::any_of(acceptances.begin(), acceptances.end(),
                     [&](const Acceptance& one) { return one.finding == key; });
}

// The warnings meant: those named, or all of the rule that nobody accepted yet.
std::vector<ShownFinding> meant(const Desk& desk, const HttpRequest& request, const ReturnState& state) {
  if (state.report_json.empty()) return {};
  const auto json = desk.bytes.read(state.report_json);
  if (!json) return {};
  const auto keys = request.every("finding");
  const auto before = acceptances(desk, state.place, state.round);
  std::vector<ShownFinding> found;
  for (auto& one : findings_of(*json)) {
    if (one.severity != "warning" || found.size() == most_at_once) continue;
    const bool named = std::find(keys.begin(), keys.end(), one.key) != keys.end();
    if (named || (keys.empty() && one.rule == request.one("rule") && !accepted_before(before, one.key)))
      found.push_back(std::move(one));
  }
  return found;
}

HttpAnswer ask_reason(const Desk& desk, const HttpRequest& request, const Refusal& wrong = {}) {
  const auto state = return_state(desk, request.one("place"), request.one("round"));
  if (!state) return refused(request, state.error());
  const auto findings = meant(desk, request, *state);
  const auto here = return_address(state->place, state->round);
  Page shown{.title = findings.size() == 1
                          ? "Accept a warning"
                          : "Accept " + grouped(static_cast<std::int64_t>(findings.size())) + " warnings",
             .crumbs = {{"Home", "/"}, {place_name(desk, state->place), here}},
             .caption = place_name(desk, state->place) + ", " + round_label(desk, state->round)};
  if (findings.empty())
    return page_of_refusal(404,
                           {"warning-unknown", "The return has no such open warning.", "",
                            "Look at the return again: it may have been mended or accepted."},
                           request);
  Form form_{.action = here + "/accept", .button = "Accept with this reason"};
  Html sentences;
  std::vector<Html> items;
  for (const auto& one : findings) {
    form_.fields.push_back({.kind = Field::Kind::hidden, .name = "finding", .label = "", .value = one.key});
    items.push_back(escaped(one.message));
  }
  form_.fields.push_back(
      {.kind = Field::Kind::hidden, .name = "rule", .label = "", .value = findings.front().rule});
  form_.fields.push_back(
      {.kind = Field::Kind::long_text,
       .name = "reason",
       .label = "Why is it right as it is?",
       .hint = "A sentence or two that others can follow: what causes it, and how large each cause is. "
               "It is kept in the log with your name.",
       .value = request.one("reason"),
       .error = wrong.code.empty() ? "" : wrong.sentence + " " + wrong.remedy});
  if (!wrong.code.empty()) {
    shown.errors = {{wrong.sentence + " " + wrong.remedy, "reason"}};
    shown.status = 422;
  }
  shown.body = (items.size() == 1 ? inset(paragraph(items.front())) : list(items)) + form(request, form_) +
               paragraph(link(here, "Back to the return, without accepting"));
  return page(request, shown);
}

HttpAnswer take_reason(const Desk& desk, const HttpRequest& request) {
  const auto place = request.one("place"), round = request.one("round");
  auto keys = request.every("finding");
  if (keys.size() > most_at_once) keys.resize(most_at_once);
  if (keys.empty())
    return page_of_refusal(
        400,
        {"finding-missing", "No warning was named.", "field finding", "Choose one on the return's page."},
        request);
  for (const auto& key : keys)
    if (auto done = accept(desk, request.caller, place, round, key, request.one("reason")); !done)
      return done.error().code == "reason-missing" ? ask_reason(desk, request, done.error())
                                                   : refused(request, done.error());
  return redirect(address(return_address(place, round), {{"done", "accepted"}}) + "#findings");
}

}  // namespace

Routes acceptance_pages(const Desk& desk) {
  const std::string at = "/places/{place}/returns/{round}/accept";
  Route form_route = form_at(at, "accept", "Accepts warnings with a reason", Need::review,
                             [&desk](const HttpRequest& request) { return take_reason(desk, request); });
  form_route.fields = {
      {.name = "finding", .sentence = "Which; may be repeated.", .required = true, .repeated = true},
      {.name = "rule", .sentence = "Of this rule."},
      {.name = "reason", .sentence = "Why.", .required = true}};
  return {page_at(at, "acceptance", "Asks for the reason", Need::review,
                  [&desk](const HttpRequest& request) { return ask_reason(desk, request); }),
          form_route};
}

}  // namespace stp
