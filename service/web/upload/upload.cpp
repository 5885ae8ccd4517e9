#include "service/web/upload/upload.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/web/common.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"
#include "service/web/upload/drop_part.h"
#include "service/web/upload/submission_pages.h"

namespace stp {

namespace {

std::vector<std::string> places_sent_for(const Desk& desk, const Caller& caller) {
  std::vector<std::string> places;
  for (const auto& place : desk.form().places)
    if (allowed(caller, Need::prepare, place.code)) places.push_back(place.code);
  return places;
}

// As chosen, or the caller's only one; "" for the regional team: as the workbook says.
std::string place_sent_for(const HttpRequest& request) {
  const std::string said = request.one("place");
  if (!said.empty()) return said;
  const auto places = places_of(request.caller);
  return places.size() == 1 ? places.front() : "";
}

Field place_field(const Desk& desk, const Caller& caller) {
  const auto places = places_sent_for(desk, caller);
  if (places.size() == 1)
    return {.kind = Field::Kind::hidden, .name = "place", .label = "", .value = places.front()};
  Field field{.kind = Field::Kind::choice, .name = "place", .label = "Sent for"};
  if (allowed(caller, Need::regional, "")) field.choices.push_back({"", "the place each workbook names"});
  for (const auto& place : places) field.choices.push_back({place, place_name(desk, place)});
  return field;
}

// What sending now would do to returns that are further on than "checked".
Html before_sending(const Desk& desk, const Caller& caller, const std::string& round) {
  Html all;
  for (const auto& place : places_sent_for(desk, caller)) {
    const auto state = round.empty() ? Result<ReturnState>(ReturnState()) : return_state(desk, place, round);
    if (!state) continue;
    if (state->status == "submitted")
      all += paragraph(place_name(desk, place) +
                       ": the return is submitted. A new workbook without errors takes that back: it must be "
                       "submitted again.");
    if (state->status == "approved" || state->status == "locked")
      all += paragraph(place_name(desk, place) + ": the return is " + state->status +
                       " and takes no new workbooks until it is reopened.");
  }
  return all.text().empty() ? Html() : inset(all);
}

HttpAnswer upload_page(const Desk& desk, const HttpRequest& request, const std::string& error = "") {
  Page shown{.title = "Send workbooks", .tab = Tab::upload};
  if (places_sent_for(desk, request.caller).empty()) {
    shown.body = paragraph("Your role does not send workbooks.", "nhsuk-body-l");
    return page(request, shown);
  }
  if (!error.empty()) {
    shown.errors = {{error, "file"}};
    shown.status = 400;
  }
  const auto round = current_round(desk);
  if (round.empty())
    shown.body =
        inset(paragraph("No round is open. A workbook sent now is kept and gets its receipt, but does not "
                        "count: send it again "
                        "when the regional team has opened its round."));
  else
    shown.caption = round_label(desk, round);
  shown.body += before_sending(desk, request.caller, round);
  PageValues values;
  values.set_html(
      "FORM_HTML",
      form(request,
           {.action = "/upload",
            .button = "Send now",
            .fields = {{.kind = Field::Kind::files,
                        .name = "file",
                        .label = "Workbooks",
                        .hint = "Excel workbooks (.xlsx or .xlsm), up to 64 MB each. Finance, activity and "
                                "workforce may be sent together or one by one.",
                        .error = error},
                       place_field(desk, request.caller)},
            .id = "upload"}));
  shown.body += fill_html("drop_part", drop_part, values);
  shown.body += details(
      "What happens to a workbook",
      list({escaped("It is kept exactly as you sent it, under the fingerprint of its bytes (SHA-256)."),
            escaped("You get a receipt at once. The check follows within seconds."),
            escaped("A workbook with errors is kept, and the last version without errors goes on counting."),
            escaped("Macros are never run.")}));
  shown.body += sent_lately(desk, request.caller);
  return page(request, shown);
}

struct Sent {
  std::vector<Receipt> receipts;
  std::vector<std::pair<std::string, Refusal>> refused;
};

Sent receive_files(const Desk& desk, const HttpRequest& request) {
  Sent sent;
  for (const auto& file : request.files) {
    if (file.field != "file" || (file.name.empty() && file.bytes.empty())) continue;
    auto receipt =
        receive(desk, {file.bytes, file.name, place_sent_for(request), "web", request.caller.name});
    if (receipt)
      sent.receipts.push_back(std::move(*receipt));
    else
      sent.refused.emplace_back(file.name, receipt.error());
  }
  return sent;
}

// For the script, which sends file by file.
HttpAnswer told_to_script(const Sent& sent) {
  if (sent.receipts.empty())
    return sent.refused.empty()
               ? problem(400, {"file-missing", "No file came with the request.", "field file",
                               "Choose a workbook."})
               : problem(status_of(sent.refused.front().second), sent.refused.front().second);
  nlohmann::ordered_json receipts = nlohmann::ordered_json::array();
  for (const auto& one : sent.receipts)
    receipts.push_back({{"sha256", one.sha256}, {"sequence", one.sequence}});
  HttpAnswer answer;
  answer.media_type = "application/json";
  answer.body = nlohmann::ordered_json{{"receipts", receipts}}.dump();
  return answer;
}

HttpAnswer upload(const Desk& desk, const HttpRequest& request) {
  const Sent sent = receive_files(desk, request);
  if (preferred(request, {"text/html", "application/json"}) == "application/json")
    return told_to_script(sent);
  if (sent.receipts.empty() && sent.refused.empty())
    return upload_page(desk, request, "Choose at least one workbook");
  if (!sent.refused.empty()) return partly_sent(desk, request, sent.receipts, sent.refused);
  std::string to = "/receipts";
  for (const auto& one : sent.receipts) to += (to.size() == 9 ? "?of=" : "&of=") + one.sha256;
  return redirect(to);
}

Route upload_route(const Desk& desk) {
  Route route = form_at("/upload", "send", "Takes workbooks in", Need::prepare,
                        [&desk](const HttpRequest& request) { return upload(desk, request); });
  route.body = BodyKind::multipart;
  route.fields = {
      {.name = "file", .sentence = "A workbook; may be repeated.", .file = true, .repeated = true},
      {.name = "place", .sentence = "Whose it is."}};
  route.place_of = place_sent_for;
  return route;
}

}  // namespace

Routes upload_pages(const Desk& desk) {
  Routes all = submission_pages(desk);
  all.push_back(page_at("/upload", "upload", "Choose or drop workbooks", Need::signed_in,
                        [&desk](const HttpRequest& request) { return upload_page(desk, request); }));
  all.push_back(upload_route(desk));
  return all;
}

}  // namespace stp
