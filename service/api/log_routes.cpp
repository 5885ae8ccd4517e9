#include "service/api/log_routes.h"

#include <nlohmann/json.hpp>

#include "service/api/answers.h"
#include "service/api/declare.h"
#include "service/api/shapes.h"
#include "service/desk/intake.h"
#include "service/desk/log_kinds.h"
#include "service/http/paging.h"
#include "service/report/csv_text.h"
#include "service/store/log.h"

namespace stp {

using Json = nlohmann::ordered_json;

namespace {

std::vector<LogRecord> records_asked(const Desk& desk, const HttpRequest& request, const PageAsked& page) {
  std::vector<LogRecord> records;
  desk.database.read([&](DbSession& session) {
    records = read_log(session, desk.footprint, page.before, page.limit + 1, request.one("kind"),
                       request.one("subject"));
  });
  return records;
}

std::string as_csv(const std::vector<LogRecord>& records) {
  std::string csv = "sequence,at,who,kind,subject,details,previous,hash\r\n";
  for (const LogRecord& record : records) {
    csv += csv_number(std::to_string(record.sequence));
    for (const std::string* text : {&record.at, &record.who, &record.kind, &record.subject, &record.details,
                                    &record.previous, &record.hash})
      csv += "," + csv_text(*text);
    csv += "\r\n";
  }
  return csv;
}

HttpAnswer as_json(const std::vector<LogRecord>& records) {
  Json items = Json::array();
  for (const LogRecord& record : records) items.push_back(shape(record));
  return json_answer({{"items", items}});
}

HttpAnswer list(const Desk& desk, const HttpRequest& request) {
  const auto offer =
      chosen_offer(request, {{"json", "application/json"}, {"csv", "text/csv; charset=utf-8"}});
  if (!offer) return refusal_answer(offer.error());
  const auto page = page_asked(request);
  if (!page) return refusal_answer(page.error());
  auto records = records_asked(desk, request, *page);
  const bool more = records.size() > page->limit;
  if (more) records.pop_back();
  HttpAnswer answer =
      offer->name == "csv" ? document_answer(offer->media_type, as_csv(records)) : as_json(records);
  if (more) link_next(answer, request, *page, records.back().sequence);
  return answer;
}

std::vector<std::string> kinds() {
  std::vector<std::string> all;
  for (const LogKind& one : log_kinds()) all.emplace_back(one.kind);
  return all;
}

Route list_route(const Desk& desk) {
  Route route = reads("/api/v1/log", "listLog", "audit", "Who did what when, newest first", Need::audit,
                      [&desk](const HttpRequest& request) { return list(desk, request); });
  route.parameters = {
      asks_one_of("kind", "Only of this kind.", kinds()),
      asks("subject", "Only about this, such as a file's hash."),
      asks_one_of("format", "The format by name; otherwise Accept decides.", {"json", "csv"})};
  declare_paged(route);
  RouteResponse done =
      answers({"application/json", "text/csv; charset=utf-8"}, "A page of records; Link rel=next leads on.");
  done.schema = "LogList";
  route.responses = {done, refuses(406, "Not in this format.")};
  return route;
}

Route verify_route(const Desk& desk) {
  Route route = heavy(
      reads("/api/v1/log/verification", "verifyLog", "audit",
            "Follows the chain of the log from its first record and says what was tampered with", Need::audit,
            [&desk](const HttpRequest&) {
              LogVerdict verdict;
              desk.database.read([&](DbSession& session) { verdict = verify_log(session, desk.footprint); });
              return json_answer(shape(verdict));
            }));
  route.responses = {answers_json("LogVerdict", "How many records there are, and every trouble found.")};
  return route;
}

}  // namespace

Routes log_routes(const Desk& desk) { return {list_route(desk), verify_route(desk)}; }

}  // namespace stp
