#include "service/web/home/home.h"

#include <algorithm>

#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/web/common.h"
#include "service/web/footprint/glance.h"
#include "service/web/home/next_step.h"
#include "service/web/log_words.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

constexpr std::size_t most_changes = 8;

bool shut(const ReturnState& state) {
  return state.status == "submitted" || state.status == "approved" || state.status == "locked";
}

bool awaited(const ReturnState& state) { return state.status == "received" || state.status == "arriving"; }

// Others learn that a section arrived, not what was found in it.
Html section_cell(const Caller& caller, const ReturnState& of, const SectionState& section) {
  if (allowed(caller, Need::see_place, of.place))
    return status_of_section(section.status, section.errors, section.warnings) +
           (section.latest_version > section.version && section.latest_errors > 0
                ? paragraph("The latest file has " + plural(section.latest_errors, "error", "errors") +
                                " and does not count.",
                            "small")
                : Html());
  return section.version > 0 ? state(Shape::good, "Sent") : status_of_section(section.status, 0, 0);
}

std::string latest_time(const ReturnState& state) {
  std::string latest;
  for (const auto& section : state.sections) latest = std::max(latest, section.latest_at);
  return latest;
}

Html return_cell(const Caller& caller, const ReturnState& state) {
  Html cell = standing_of(caller, state);
  if (state.late) cell += escaped(" ") + span("late", "late");
  return cell;
}

Html places_table(const Desk& desk, const Caller& caller, const std::vector<ReturnState>& returns) {
  ShownTable shown{"Where the places and the programmes stand", {{"Place"}}, {}, true};
  for (const auto& section : desk.form().sections) shown.columns.push_back({section.label});
  shown.columns.push_back({"Return"});
  shown.columns.push_back({"Last file"});
  for (const auto& one : returns) {
    const std::string name = place_name(desk, one.place);
    ShownRow row;
    row.cells.push_back(allowed(caller, Need::see_place, one.place)
                            ? link(return_address(one.place, one.round), name)
                            : escaped(name));
    for (const auto& section : one.sections) row.cells.push_back(section_cell(caller, one, section));
    row.cells.push_back(return_cell(caller, one));
    const auto latest = latest_time(one);
    row.cells.push_back(span(latest.empty() ? "none" : when(latest), latest.empty() ? "quiet" : "nowrap"));
    shown.rows.push_back(std::move(row));
  }
  return table(shown);
}

Html deadlines(const Desk& desk, const RoundState& round) {
  std::vector<std::pair<std::string, Html>> rows;
  const auto now = desk.now();
  const auto add = [&](const std::string& label, const std::string& deadline) {
    rows.emplace_back(label, deadline.empty()
                                 ? span("not set", "quiet")
                                 : escaped(when(deadline) + " (" + time_left(now, deadline) + ")"));
  };
  rows.emplace_back("Round", escaped(round_label(desk, round.code) + ", judged by the rules of the " +
                                     round.stage + " stage"));
  add("Please send by", round.soft_deadline);
  add("Last moment to submit", round.hard_deadline);
  return summary_list(rows);
}

Html missing(const Desk& desk, const std::string& round) {
  const auto places = not_sent(desk, round);
  if (places.empty()) return paragraph(state(Shape::good, "Everybody has sent every section."));
  std::string names;
  for (const auto& place : places) names += (names.empty() ? "" : ", ") + place_name(desk, place);
  return paragraph("Still to come from: " + names + ".");
}

Html changes(const Desk& desk, const Caller& caller) {
  if (!allowed(caller, Need::audit, "")) return {};
  const bool whole = allowed(caller, Need::see_footprint, "");
  ShownTable shown{"What changed, newest first", {{"What"}, {"By"}, {"When"}}, {}, true};
  shown.when_empty = "Nothing has happened in this round yet.";
  for (const auto& record : latest_changes(desk, most_changes)) {
    const auto [words, href] = log_sentence(desk, record);
    shown.rows.push_back({{whole && !href.empty() ? link(href, words) : escaped(words), escaped(record.who),
                           span(when(record.at), "nowrap")}});
  }
  return heading(2, "What changed") + table(shown) +
         paragraph(link("/admin/log", "The whole log"), "no-print");
}

Html own_places(const Desk& desk, const HttpRequest& request, const std::vector<ReturnState>& returns) {
  Html all;
  for (const auto& place : places_of(request.caller))
    for (const auto& one : returns)
      if (one.place == place) all += next_step(desk, request.caller, one);
  return all;
}

// Files of the caller's places that lie in the watched folder and are not taken yet, each with why.
Html in_the_folder(const Desk& desk, const Caller& caller) {
  ShownTable shown{
      "Waiting in the watched folder", {{"File"}, {"Place"}, {"Since"}, {"Why it waits"}}, {}, true};
  for (const Arriving& file : arriving(desk))
    if (allowed(caller, Need::see_place, file.place))
      shown.rows.push_back({{escaped(file.name), escaped(place_name(desk, file.place)),
                             span(when(file.since), "nowrap"), escaped(file.why)}});
  return shown.rows.empty() ? Html() : heading(2, "Not taken yet") + table(shown);
}

HttpAnswer no_round(const HttpRequest& request) {
  Page empty{.title = "No round is open", .tab = Tab::home};
  empty.body = paragraph("Returns can be sent as soon as the regional team opens a round.", "nhsuk-body-l");
  if (allowed(request.caller, Need::administer, ""))
    empty.body +=
        paragraph(
            "The people of the places and of the regional team need an account each. Whoever has the "
            "role regional can open the round.",
            "reading") +
        actions({button_link("/admin/users", "Make the users", false)});
  if (allowed(request.caller, Need::regional, ""))
    empty.body += actions({button_link("/admin/rounds", "Open a round", false)});
  else
    empty.body += paragraph(escaped("Until then: ") +
                                link("/templates", "blank workbooks, the rule book and the line dictionary") +
                                escaped("."),
                            "reading");
  return page(request, empty);
}

HttpAnswer home(const Desk& desk, const HttpRequest& request) {
  const auto code = current_round(desk);
  const auto round = round_state(desk, code);
  if (code.empty() || !round) return no_round(request);
  const auto returns = return_states(desk, code);
  const bool whole = allowed(request.caller, Need::see_footprint, "");
  const auto handed_over = std::count_if(returns.begin(), returns.end(), shut);
  const Html own = own_places(desk, request, returns);
  const bool awaiting =
      std::any_of(returns.begin(), returns.end(), awaited) || (whole && total_pending(desk, code));

  Html live_part = own + in_the_folder(desk, request.caller);
  if (allowed(request.caller, Need::regional, "")) live_part += next_of_region(desk, returns);
  live_part += heading(2, "Where the returns stand");
  live_part += paragraph(grouped(handed_over) + " of " +
                         plural(static_cast<std::int64_t>(returns.size()), "return is", "returns are") +
                         " submitted.");
  live_part += places_table(desk, request.caller, returns) + missing(desk, code);
  if (whole) live_part += glance_at_total(desk, code);
  live_part += changes(desk, request.caller);

  Page shown{.title = whole ? "The footprint at a glance" : "Where we stand", .tab = Tab::home};
  shown.body = deadlines(desk, *round) + live("live", live_part, soon_if(awaiting, Again::now_and_then), "/");
  return page(request, shown);
}

// Which round its people most likely mean.
HttpAnswer to_current_return(const Desk& desk, const HttpRequest& request) {
  const auto round = current_round(desk);
  return redirect(round.empty() ? "/" : return_address(request.one("place"), round));
}

}  // namespace

Routes home_pages(const Desk& desk) {
  return {page_at("/", "home", "The footprint at a glance", Need::signed_in,
                  [&desk](const HttpRequest& request) { return home(desk, request); }),
          page_at("/places/{place}", "place", "The place's return of the current round", Need::see_place,
                  [&desk](const HttpRequest& request) { return to_current_return(desk, request); })};
}

}  // namespace stp
