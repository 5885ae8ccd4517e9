#include <algorithm>

#include "service/web/common.h"
#include "service/web/parts/parts.h"
#include "service/web/upload/submission_pages.h"

namespace stp {

namespace {

Html outcome_of(const Submission& one) {
  if (one.state == "checked") return status_of_section("checked", one.errors, one.warnings);
  return status_of_return(one.state);
}

// Who sends an earlier version again must not believe that it counts now.
Html outcome_and_standing(const Submission& one) {
  const auto overtaken = why_it_does_not_count(one);
  return overtaken.empty() ? outcome_of(one) : outcome_of(one) + paragraph(overtaken, "small");
}

Html receipts_table(const Desk& desk, const std::vector<Submission>& all) {
  ShownTable shown{
      "Receipts",
      {{"File"}, {"Receipt", true}, {"Taken at"}, {"Sent for"}, {"Check"}, {"Fingerprint (SHA-256)"}},
      {},
      true};
  for (const auto& one : all) {
    Html taken = span(when(one.receipt.at), "nowrap");
    if (one.receipt.came_at != one.receipt.at)
      taken = span(when(one.receipt.came_at), "nowrap") + escaped(" ") +
              span("the same bytes came for another place before: this is their first receipt", "quiet");
    else if (one.receipt.sightings > 1)
      taken += escaped(" ") + span("the same bytes came before: this is their first receipt", "quiet");
    shown.rows.push_back({{link(submission_address(one.receipt.sha256), one.receipt.name),
                           escaped(grouped(one.receipt.sequence)), taken,
                           escaped(one.receipt.place.empty() ? "any" : place_name(desk, one.receipt.place)),
                           outcome_and_standing(one), code(one.receipt.sha256)}});
  }
  return table(shown);
}

std::vector<Submission> asked_for(const Desk& desk, const HttpRequest& request) {
  std::vector<Submission> all;
  for (const auto& sha256 : request.every("of")) {
    if (all.size() == 200) break;
    const auto found = submission(desk, sha256);
    if (!found) continue;
    if (auto seen = as_seen_by(desk, request.caller, *found)) all.push_back(std::move(*seen));
  }
  return all;
}

bool waits(const Submission& one) { return one.state == "waiting" || one.state == "checking"; }

}  // namespace

std::string sent_for_by(const Desk& desk, const Caller& caller, const Submission& found) {
  auto places = places_of(caller);
  std::erase_if(places, [&](const std::string& place) { return !allowed(caller, Need::see_place, place); });
  return sender_among(desk, found.receipt.sha256, places);
}

std::optional<Submission> as_seen_by(const Desk& desk, const Caller& caller, const Submission& found) {
  if (allowed(caller, Need::see_place, owner_of(found))) return found;
  const auto sent_for = sent_for_by(desk, caller, found);
  if (sent_for.empty()) return {};
  return as_told_to(desk, found, sent_for);
}

Html sent_lately(const Desk& desk, const Caller& caller) {
  SubmissionsAsked asked;
  asked.most = 10;
  if (!allowed(caller, Need::see_footprint, "")) {
    asked.places = places_of(caller);
    if (asked.places.empty()) return {};
  }
  const auto all = submissions(desk, asked);
  if (all.empty()) return {};
  return heading(2, "Sent lately") + receipts_table(desk, all);
}

HttpAnswer receipts_page(const Desk& desk, const HttpRequest& request) {
  const auto all = asked_for(desk, request);
  Page shown{.title = all.empty()       ? "No such receipts"
                      : all.size() == 1 ? "Your workbook was sent"
                                        : "Your workbooks were sent",
             .tab = Tab::upload,
             .crumbs = {{"Send workbooks", "/upload"}}};
  if (all.empty()) {
    shown.status = 404;
    shown.body = paragraph("These receipts are not known, or not yours to see.");
    return page(request, shown);
  }
  const bool awaiting = std::any_of(all.begin(), all.end(), waits);
  std::string here = request.path;
  for (const auto& one : all) here += (here == request.path ? "?of=" : "&of=") + one.receipt.sha256;
  const Html next =
      paragraph(std::string(all.size() == 1 ? "It is" : "Each is") +
                    (awaiting ? " kept safely. The check is under way; open the file to watch what is found."
                              : " kept safely and has been checked. Open the file to see what was found."),
                "nhsuk-body-l");
  shown.body = live("live", next + receipts_table(desk, all), soon_if(awaiting), here);
  shown.body += actions({button_link("/upload", "Send more"), button_link("/", "Where the returns stand")});
  return page(request, shown);
}

HttpAnswer partly_sent(const Desk& desk, const HttpRequest& request, const std::vector<Receipt>& receipts,
                       const std::vector<std::pair<std::string, Refusal>>& refused) {
  Page shown{.title = receipts.empty() ? "Nothing was sent" : "Some workbooks were not sent",
             .tab = Tab::upload,
             .crumbs = {{"Send workbooks", "/upload"}},
             .status = receipts.empty() ? status_of(refused.front().second) : 200};
  for (const auto& [name, refusal] : refused)
    shown.errors.push_back({name + ": " + refusal.sentence + " " + refusal.remedy, ""});
  std::vector<Submission> sent;
  for (const auto& one : receipts)
    if (const auto found = submission(desk, one.sha256))
      if (auto seen = as_seen_by(desk, request.caller, *found)) sent.push_back(std::move(*seen));
  if (!sent.empty()) shown.body = receipts_table(desk, sent);
  shown.body += actions({button_link("/upload", "Send again", false)});
  return page(request, shown);
}

}  // namespace stp
