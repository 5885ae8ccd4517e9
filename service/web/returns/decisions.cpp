#include <algorithm>
#include <cstdlib>
#include <map>

#include "service/desk/returns.h"
#include "service/web/common.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"
#include "service/web/returns/decision_words.h"
#include "service/web/returns/return_parts.h"

namespace stp {

DecisionWords decision_words(const std::string& kind) {
  static const std::map<std::string, DecisionWords> known{
      {"submit",
       {"Submit the return",
        "The return goes to an approver of the place. The files that count now are what is submitted."}},
      {"approve",
       {"Approve the return", "You confirm the return for the place. The regional team can then lock it."}},
      {"send-back",
       {"Send the return back", "The place's people can change it and submit it again.", true, true}},
      {"lock", {"Lock the return", "Nothing in it changes any more, unless it is reopened.", false, true}},
      {"ask-to-reopen", {"Ask to reopen the return", "The regional team is asked; it decides.", true}},
      {"reopen",
       {"Reopen the return", "The place's people can change it and submit it again, even after the deadline.",
        true, true}},
  };
  const auto found = known.find(kind);
  return found == known.end() ? DecisionWords{} : found->second;
}

namespace {

HttpAnswer confirm(const Desk& desk, const HttpRequest& request, const std::string& kind,
                   const Refusal& wrong = {}) {
  const auto state = return_state(desk, request.one("place"), request.one("round"));
  if (!state) return refused(request, state.error());
  const auto possible = possible_decisions(request.caller, *state);
  if (wrong.code.empty() && std::find(possible.begin(), possible.end(), kind) == possible.end())
    return page_of_refusal(403,
                           {"decision-not-open", "This cannot be decided now, or not by you.", "",
                            "Look at the return for what is open to do."},
                           request);
  const auto words = decision_words(kind);
  const auto here = return_address(state->place, state->round);
  Page shown{.title = words.title.empty() ? "Decide" : words.title,
             .crumbs = {{"Home", "/"}, {place_name(desk, state->place), here}},
             .caption = place_name(desk, state->place) + ", " + round_label(desk, state->round)};
  Form form_{.action = here + "/decide",
             .button = words.title,
             .fields = {{.kind = Field::Kind::hidden, .name = "decision", .label = "", .value = kind},
                        {.kind = Field::Kind::hidden,
                         .name = "revision",
                         .label = "",
                         .value = std::to_string(state->revision)}},
             .warning = words.grave};
  const bool about_reason = wrong.code == "reason-missing";
  if (words.reason)
    form_.fields.push_back({.kind = Field::Kind::long_text,
                            .name = "reason",
                            .label = "Reason",
                            .hint = "The people of the place and the log will show it.",
                            .value = request.one("reason"),
                            .error = about_reason ? wrong.sentence + " " + wrong.remedy : ""});
  if (!wrong.code.empty()) {
    shown.errors = {{wrong.sentence + " " + wrong.remedy, about_reason ? "reason" : ""}};
    shown.status = about_reason ? 422 : status_of(wrong);
  }
  shown.body = paragraph(words.sentence, "nhsuk-body-l") + form(request, form_) +
               paragraph(link(here, "Back to the return, without deciding"));
  return page(request, shown);
}

HttpAnswer take(const Desk& desk, const HttpRequest& request) {
  Decision decision{request.one("decision"), request.one("reason")};
  if (const auto revision = request.one("revision"); !revision.empty())
    decision.if_revision = std::strtoll(revision.c_str(), nullptr, 10);
  const auto done = decide(desk, request.caller, request.one("place"), request.one("round"), decision);
  if (!done) return confirm(desk, request, decision.kind, done.error());
  return redirect(address(return_address(done->place, done->round), {{"done", decision.kind}}));
}

}  // namespace

Routes decision_pages(const Desk& desk) {
  const std::string at = "/places/{place}/returns/{round}/decide";
  Route form_route = form_at(at, "decide", "Takes the decision", Need::see_place,
                             [&desk](const HttpRequest& request) { return take(desk, request); });
  form_route.fields = {{.name = "decision", .sentence = "Which.", .required = true},
                       {.name = "reason", .sentence = "Why."},
                       {.name = "revision", .sentence = "Of the return as it was seen."}};
  return {page_at(at, "decision", "Asks to confirm a decision", Need::see_place,
                  [&desk](const HttpRequest& request) {
                    return confirm(desk, request, request.one("decision"));
                  }),
          form_route};
}

}  // namespace stp
