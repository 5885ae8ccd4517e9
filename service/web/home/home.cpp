#include "service/web/home/home.h"

#include <algorithm>

#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/store/log.h"
#include "service/web/common.h"
#include "service/web/footprint/glance.h"
#include "service/web/home/next_step.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

bool shut(const ReturnState& state) {
  return state.status == "submitted" || state.status == "approved" || state.status == "locked";
}

bool awaited(const ReturnState& state) { return state.status == "received" || state.status == "arriving"; }

// Others learn that a section arrived, not what was found in it.
Html section_cell(const Caller& caller, const ReturnState& of, const SectionState& section) {
  if (allowed(caller, Need::see_place, of.place))
    return status_of_section(section.status, section.errors, section.warnings);
  return section.version > 0 ? state(Shape::good, "Sent") : status_of_section(section.status, 0, 0);
}

std::string latest_time(const ReturnState& state) {
  std::string latest;
  for (const auto& section : state.sections) latest = std::max(latest, section.latest_at);
  return latest;
}

Html return_cell(const ReturnState& state) {
  Html cell = status_of_return(state.status);
  if (state.late) cell += escaped(" ") + span("late", "quiet");
  return cell;
}

Html places_table(const Desk& desk, const Caller& caller, const std::vector<ReturnState>& returns) {
  ShownTable shown{"The places and the programmes", {{"Place"}}};
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
    row.cells.push_back(return_cell(one));
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
  rows.emplace_back("Round", escaped(round_label(desk, round.code) + ", judged as " + round.stage));
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

std::string log_words(const Desk& desk, const LogRecord& record) {
  const auto space = record.subject.find(' ');
  const auto place = desk.form().place(record.subject.substr(0, space));
  if (space != std::string::npos && place)
    return record.kind + ": " + place_name(desk, record.subject.substr(0, space));
  if (record.subject.size() == 64) return record.kind + " of a file";
  return record.kind + " " + record.subject;
}

Html changes(const Desk& desk, const Caller& caller) {
  if (!allowed(caller, Need::audit, "")) return {};
  std::vector<LogRecord> records;
  desk.database.read([&](DbSession& session) { records = read_log(session, desk.footprint, 0, 8); });
  ShownTable shown{"Latest entries of the log", {{"What"}, {"Who"}, {"When"}}, {}, true};
  for (const auto& record : records) {
    const std::string words = log_words(desk, record);
    const bool file = record.subject.size() == 64 && !places_of(caller).empty();
    shown.rows.push_back({{file ? link(submission_address(record.subject), words) : escaped(words),
                           escaped(record.who), span(when(record.at), "nowrap")}});
  }
  return heading(2, "What changed") + table(shown);
}

Html own_places(const Desk& desk, const HttpRequest& request, const std::vector<ReturnState>& returns) {
  Html all;
  for (const auto& place : places_of(request.caller))
    for (const auto& one : returns)
      if (one.place == place) all += next_step(desk, request.caller, one);
  return all;
}

HttpAnswer no_round(const HttpRequest& request) {
  Page empty{.title = "No round is open", .tab = Tab::home};
  empty.body = paragraph("Returns can be sent as soon as the regional team opens a round.", "nhsuk-body-l");
  if (allowed(request.caller, Need::regional, ""))
    empty.body += actions({button_link("/admin/rounds", "Open a round", false)});
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

  Html live_part = own + heading(2, "Where the returns stand");
  live_part += paragraph(plural(handed_over, "return of ", "returns of ") +
                         grouped(static_cast<std::int64_t>(returns.size())) + " submitted.");
  live_part += places_table(desk, request.caller, returns) + missing(desk, code);
  if (whole) live_part += glance_at_total(desk, code);
  live_part += changes(desk, request.caller);

  Page shown{.title = whole ? "The footprint at a glance" : "Where we stand", .tab = Tab::home};
  shown.body = deadlines(desk, *round) + live("live", live_part, awaiting, "/");
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
