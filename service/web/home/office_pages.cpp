#include <cstdlib>

#include "service/desk/rounds.h"
#include "service/store/log.h"
#include "service/web/common.h"
#include "service/web/home/home.h"
#include "service/web/log_words.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

constexpr std::size_t per_page = 50;
const std::vector<Crumb> crumbs{{"Home", "/"}, {"Administration", "/admin"}};

HttpAnswer office_page(const HttpRequest& request) {
  Page shown{.title = "Administration", .tab = Tab::administration, .crumbs = {{"Home", "/"}}};
  std::vector<Html> items;
  if (allowed(request.caller, Need::administer, ""))
    items.push_back(link("/admin/users", "Users") +
                    escaped(": who may sign in, what each may do, and their keys for programs."));
  if (allowed(request.caller, Need::regional, ""))
    items.push_back(link("/admin/rounds", "Rounds") +
                    escaped(": opening and closing them, and their deadlines."));
  if (allowed(request.caller, Need::audit, ""))
    items.push_back(link("/admin/log", "Log") + escaped(": every receipt and decision, in order."));
  if (allowed(request.caller, Need::audit, "")) {
    items.push_back(link("/admin/folders", "Folders") + escaped(": the watched folder, and what arrives."));
    items.push_back(link("/admin/health", "Health") + escaped(": whether everything works."));
  }
  shown.body = items.empty() ? paragraph("Your roles have nothing to look after here.") : list(items);
  return page(request, shown);
}

std::string without_seconds(const std::string& utc) { return utc.substr(0, 16); }

Html round_form(const HttpRequest& request, const Desk& desk, const RoundState& round) {
  Form change{
      .action = "/admin/rounds", .button = "Save", .secondary = true, .label = round_label(desk, round.code)};
  change.fields = {
      {.kind = Field::Kind::hidden, .name = "round", .label = "", .value = round.code},
      {.kind = Field::Kind::hidden, .name = "revision", .label = "", .value = std::to_string(round.revision)},
      {.kind = Field::Kind::choice,
       .name = "open-" + round.code,
       .label = "State",
       .value = round.open ? "yes" : "no",
       .choices = {{"yes", "Open"}, {"no", "Closed"}}},
      {.kind = Field::Kind::date_time,
       .name = "soft-" + round.code,
       .label = "Please send by (UTC)",
       .value = without_seconds(round.soft_deadline)},
      {.kind = Field::Kind::date_time,
       .name = "hard-" + round.code,
       .label = "Last moment to submit (UTC)",
       .value = without_seconds(round.hard_deadline)}};
  return details(round_label(desk, round.code) + (round.open ? " (open)" : ""), form(request, change),
                 round.open);
}

HttpAnswer rounds_page(const Desk& desk, const HttpRequest& request, const Refusal& wrong = {}) {
  Page shown{.title = "Rounds", .tab = Tab::administration, .crumbs = crumbs};
  if (!wrong.code.empty()) {
    shown.errors = {{wrong.sentence + " " + wrong.remedy, ""}};
    shown.status = 422;
  }
  if (request.one("done") == "saved") shown.done = "The round was saved.";
  for (const auto& round : rounds(desk)) shown.body += round_form(request, desk, round);
  return page(request, shown);
}

HttpAnswer save_round(const Desk& desk, const HttpRequest& request) {
  const std::string code = request.one("round");
  const RoundChange change{request.one("open-" + code) == "yes", request.one("soft-" + code),
                           request.one("hard-" + code),
                           std::strtoll(request.one("revision").c_str(), nullptr, 10)};
  const auto saved = change_round(desk, request.caller, code, change);
  return saved ? redirect("/admin/rounds?done=saved") : rounds_page(desk, request, saved.error());
}

Html log_search(const HttpRequest& request, const std::string& kind, const std::string& about) {
  Form search{.action = "/admin/log", .button = "Show", .get = true};
  Field what{
      .kind = Field::Kind::choice, .name = "kind", .label = "What", .value = kind, .choices = {{"", "All"}}};
  for (const auto& one : log_kinds()) what.choices.push_back({one.kind, one.words});
  search.fields = {what,
                   {.kind = Field::Kind::text,
                    .name = "about",
                    .label = "About",
                    .hint = "A file's hash, a user's name, or a place and round",
                    .value = about}};
  return details("Show only some records", form(request, search), !kind.empty() || !about.empty());
}

HttpAnswer verification_page(const Desk& desk, const HttpRequest& request) {
  LogVerdict verdict;
  desk.database.read([&](DbSession& session) { verdict = verify_log(session, desk.footprint); });
  Page shown{.title = "Is the log as it was written?", .tab = Tab::administration, .crumbs = crumbs};
  shown.crumbs.push_back({"Log", "/admin/log"});
  std::vector<Html> troubles;
  for (const auto& trouble : verdict.troubles) troubles.push_back(escaped(trouble));
  const std::string count = plural(verdict.records, "record", "records");
  shown.body = troubles.empty()
                   ? panel(state(Shape::good, "Yes: " + count + ", each chained to the one before"), true)
                   : warning_callout("No: something was changed afterwards", list(troubles)) +
                         paragraph("Of " + count + ".");
  shown.body += actions({button_link("/admin/log", "Back to the log")});
  return page(request, shown);
}

Html subject_of(const Desk& desk, const Caller& caller, const LogRecord& record) {
  const auto href = log_sentence(desk, record).href;
  const auto words = log_subject(desk, record);
  return !href.empty() && allowed(caller, Need::see_footprint, "") ? link(href, words) : escaped(words);
}

HttpAnswer log_page(const Desk& desk, const HttpRequest& request) {
  const auto before = std::strtoll(request.one("before").c_str(), nullptr, 10);
  const std::string kind = request.one("kind"), about = request.one("about");
  std::vector<LogRecord> records;
  desk.database.read([&](DbSession& session) {
    records = read_log(session, desk.footprint, std::max(0LL, before), per_page, kind, about);
  });
  ShownTable log{"Every receipt and decision, newest first",
                 {{"Number"}, {"When"}, {"Who"}, {"What"}, {"About"}, {"Details"}},
                 {},
                 true};
  for (const auto& one : records)
    log.rows.push_back({{escaped(grouped(one.sequence)), span(when(one.at), "nowrap"), escaped(one.who),
                         escaped(log_kind_words(one.kind)), subject_of(desk, request.caller, one),
                         span(log_details(one), "small break")}});
  Page shown{.title = "Log", .tab = Tab::administration, .crumbs = crumbs};
  shown.body =
      paragraph("Each record carries the fingerprint of the one before it, so that a changed row shows.",
                "reading") +
      actions({button_link("/admin/log/verification", "Check that nothing was changed")}) +
      log_search(request, kind, about) + table(log);
  if (records.size() == per_page)
    shown.body += pagination(
        "",
        address("/admin/log",
                {{"before", std::to_string(records.back().sequence)}, {"kind", kind}, {"about", about}}),
        "", "earlier records");
  return page(request, shown);
}

}  // namespace

Routes office_pages(const Desk& desk) {
  return {page_at("/admin", "administration", "What can be looked after", Need::signed_in, office_page),
          page_at("/admin/rounds", "rounds", "Rounds and their deadlines", Need::regional,
                  [&desk](const HttpRequest& request) { return rounds_page(desk, request); }),
          form_at("/admin/rounds", "save-round", "Opens or closes a round, sets its deadlines",
                  Need::regional, [&desk](const HttpRequest& request) { return save_round(desk, request); }),
          page_at("/admin/log", "log", "The log", Need::audit,
                  [&desk](const HttpRequest& request) { return log_page(desk, request); }),
          heavy(page_at("/admin/log/verification", "verify-log", "Whether the log is as it was written",
                        Need::audit,
                        [&desk](const HttpRequest& request) { return verification_page(desk, request); }))};
}

}  // namespace stp
