#include <cstdlib>

#include "service/desk/rounds.h"
#include "service/web/common.h"
#include "service/web/findings_view.h"
#include "service/web/home/next_step.h"
#include "service/web/parts/parts.h"
#include "service/web/returns/decision_words.h"
#include "service/web/returns/return_parts.h"
#include "service/web/returns/returns.h"

namespace stp {

namespace {

Html latest_cell(const SectionState& section) {
  if (section.latest_sha256.empty() || section.latest_sha256 == section.sha256)
    return span("the same", "quiet");
  Html cell = link(submission_address(section.latest_sha256), section.latest_name) +
              escaped(", version " + grouped(section.latest_version) + ": ");
  return cell + status_of_section("checked", section.latest_errors, 0);
}

Html sections_table(const Desk& desk, const ReturnState& state) {
  ShownTable shown{
      "Sections of the return",
      {{"Section"}, {"File that counts"}, {"Version", true}, {"Sent"}, {"Found"}, {"Latest file"}},
      {},
      true};
  for (const auto& one : state.sections) {
    const bool none = one.version == 0;
    shown.rows.push_back(
        {{escaped(section_label(desk, one.section)),
          none ? span("none", "quiet") : link(submission_address(one.sha256), one.name),
          none ? Html() : escaped(grouped(one.version)), span(when(one.at), "nowrap"),
          status_of_section(one.status, one.errors, one.warnings), none ? Html() : latest_cell(one)}});
  }
  return heading(2, "Sections") + table(shown);
}

Html buttons_of(const HttpRequest& request, const ReturnState& state) {
  std::vector<Html> buttons;
  for (const auto& kind : possible_decisions(request.caller, state)) {
    const auto words = decision_words(kind);
    buttons.push_back(
        button_link(address(return_address(state.place, state.round) + "/decide", {{"decision", kind}}),
                    words.title, kind != "submit" && kind != "approve"));
  }
  if (open_to_files(state) && allowed(request.caller, Need::prepare, state.place))
    buttons.push_back(button_link("/upload", "Send workbooks", state.errors == 0));
  return actions(buttons);
}

Html standing(const Desk& desk, const HttpRequest& request, const ReturnState& state) {
  Html inner =
      paragraph(standing_of(request.caller, state) + escaped(state.late ? " (late)" : ""), "nhsuk-body-l");
  inner += paragraph("Next: " + next_step_in_words(desk, request.caller, state));
  inner += not_counting(desk, state) + withdrawn(desk, state);
  if (!state.sent_back_because.empty())
    inner += inset(paragraph("It was sent back: " + state.sent_back_because));
  if (!state.submitted_by.empty())
    inner += paragraph("Submitted by " + state.submitted_by + ", " + when(state.submitted_at) + ".", "small");
  if (!state.approved_by.empty())
    inner += paragraph("Approved by " + state.approved_by + ", " + when(state.approved_at) + ".", "small");
  if (!state.reopening_asked_by.empty())
    inner += inset(paragraph(state.reopening_asked_by + " asks to reopen it: " + state.reopening_reason));
  return panel(inner + buttons_of(request, state), true);
}

Html counts(const ReturnState& state) {
  return figures({{grouped(state.errors), state.errors == 1 ? "error to mend" : "errors to mend"},
                  {grouped(state.warnings - state.accepted), "open warnings, neither mended nor accepted"},
                  {grouped(state.accepted), "accepted warnings, each with a reason"},
                  {grouped(state.notes), state.notes == 1 ? "note" : "notes"}});
}

Html findings(const Desk& desk, const HttpRequest& request, const ReturnState& state) {
  if (state.report_json.empty())
    return heading(2, "What was found", "findings") + paragraph("Nothing has been checked yet.");
  const auto json = desk.bytes.read(state.report_json);
  if (!json) return paragraph(json.error().sentence);
  FindingsShown shown;
  shown.findings = findings_of(*json);
  shown.acceptances = acceptances(desk, state.place, state.round);
  shown.here = return_address(state.place, state.round);
  shown.rule = request.one("rule");
  shown.page = static_cast<std::size_t>(std::max(1L, std::strtol(request.one("page").c_str(), nullptr, 10)));
  const bool open = state.status != "approved" && state.status != "locked";
  if (open && allowed(request.caller, Need::review, state.place))
    shown.accept_address = [here = shown.here](const std::string& rule, const std::string& finding) {
      return address(here + "/accept", {{"rule", rule}, {"finding", finding}});
    };
  return heading(2, "What was found", "findings") + counts(state) +
         paragraph("All files that count are checked together" +
                       (state.checked_at.empty() ? std::string() : ", last on " + when(state.checked_at)) +
                       ".",
                   "small quiet") +
         findings_by_cause(desk, shown);
}

Html history(const Desk& desk, const ReturnState& state) {
  SubmissionsAsked asked{"", state.round, "", {state.place}};
  asked.most = 100;
  ShownTable shown{"Versions sent", {{"File"}, {"Sections"}, {"Sent"}, {"By"}, {"Found"}}, {}, true};
  for (const auto& one : submissions(desk, asked)) {
    std::string versions;
    for (const auto& version : one.versions)
      versions += (versions.empty() ? "" : ", ") + section_label(desk, version.section) + " version " +
                  grouped(version.version) + (version.counts ? " (counts)" : "");
    shown.rows.push_back({{link(submission_address(one.receipt.sha256), one.receipt.name), escaped(versions),
                           span(when(one.receipt.came_at), "nowrap"), escaped(one.receipt.who),
                           one.state == "checked" ? status_of_section("checked", one.errors, one.warnings)
                                                  : status_of_return(one.state)}});
  }
  return heading(2, "Versions") + table(shown);
}

Html downloads(const ReturnState& state) {
  std::vector<Html> items;
  for (const auto& section : state.sections)
    if (!section.sha256.empty())
      items.push_back(link(submission_address(section.sha256) + "/filled", "Filled copy of " + section.name));
  if (!state.report_json.empty())
    items.push_back(link(return_address(state.place, state.round) + "/report.json", "All findings as JSON"));
  items.push_back(link(address("/templates", {{"place", state.place}}), "Blank workbooks"));
  return heading(2, "Downloads") + list(items);
}

HttpAnswer return_page(const Desk& desk, const HttpRequest& request) {
  const auto state = return_state(desk, request.one("place"), request.one("round"));
  if (!state) return refused(request, state.error());
  Page shown{.title = place_name(desk, state->place),
             .crumbs = {{"Home", "/"}},
             .done = done_words(request),
             .caption = round_label(desk, state->round)};
  const auto own = places_of(request.caller);
  shown.tab = own.size() == 1 && own[0] == state->place ? Tab::ours : Tab::home;
  const bool awaiting = state->status == "received" || state->status == "arriving";
  shown.body = live("live",
                    standing(desk, request, *state) + sections_table(desk, *state) +
                        findings(desk, request, *state) + history(desk, *state) + downloads(*state),
                    soon_if(awaiting), return_address(state->place, state->round));
  return page(request, shown);
}

HttpAnswer report_file(const Desk& desk, const HttpRequest& request) {
  const auto state = return_state(desk, request.one("place"), request.one("round"));
  if (!state) return refused(request, state.error());
  if (state->report_json.empty())
    return refused(request, {"report-not-yet", "This return has not been checked yet.", state->place,
                             "Send its workbooks first."});
  const auto bytes = desk.bytes.read(state->report_json);
  if (!bytes) return refused(request, bytes.error());
  return download(*bytes, "application/json", state->place + "-" + state->round + "-findings.json");
}

}  // namespace

Routes return_pages(const Desk& desk) {
  Routes all{page_at("/places/{place}/returns/{round}", "return", "A place's return", Need::see_place,
                     [&desk](const HttpRequest& request) { return return_page(desk, request); }),
             heavy(page_at("/places/{place}/returns/{round}/report.json", "return-report",
                           "Its findings as JSON", Need::see_place,
                           [&desk](const HttpRequest& request) { return report_file(desk, request); }))};
  for (auto part : {acceptance_pages(desk), decision_pages(desk)})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace stp
