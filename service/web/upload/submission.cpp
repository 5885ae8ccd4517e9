#include "service/web/common.h"
#include "service/web/findings_view.h"
#include "service/web/parts/parts.h"
#include "service/web/upload/submission_pages.h"

namespace stp {

namespace {

Html still_to_come(const Desk& desk, const Submission& found) {
  std::string names;
  for (const auto& section : found.lacking)
    names += (names.empty() ? "" : " and ") + section_label(desk, section);
  if (names.empty()) return {};
  return paragraph(found.more_to_check ? "No workbook checked so far brings " + names +
                                             "; others of this place are still being checked."
                                       : "Still to come for this return: " + names + ".");
}

Html what_became(const Desk& desk, const Submission& found) {
  if (found.state == "refused") {
    return warning_callout(
        "This file was not taken",
        paragraph(found.refusal.sentence) +
            (found.refusal.where.empty() ? Html() : paragraph("Where: " + found.refusal.where)) +
            paragraph("To mend it: " + found.refusal.remedy));
  }
  if (found.state != "checked") {
    const std::string ahead = found.queue_place > 0
                                  ? plural(found.queue_place, "file is", "files are") + " before it."
                                  : "It is next, or being read now.";
    return panel(paragraph(state(Shape::waiting, "Taken. Being checked.")) + paragraph(ahead));
  }
  if (found.errors > 0)
    return panel(
        paragraph(state(Shape::trouble, "Taken and checked: " + plural(found.errors, "error", "errors"))) +
        paragraph(
            "Mend what is named below in your workbook and send it again. The last version without errors "
            "goes on counting meanwhile.") +
        still_to_come(desk, found));
  const std::string words = found.warnings > 0
                                ? "Taken and checked: no errors, " +
                                      plural(found.warnings, "warning", "warnings") + " in this workbook."
                                : "Taken and checked: no errors and no warnings in this workbook.";
  const auto overtaken = why_it_does_not_count(found);
  return panel(paragraph(state(found.warnings > 0 ? Shape::warning : Shape::good, words)) +
               (overtaken.empty() ? Html() : paragraph(state(Shape::warning, overtaken))) +
               still_to_come(desk, found));
}

Html facts(const Desk& desk, const Submission& found) {
  std::vector<std::pair<std::string, Html>> rows{
      {"Receipt", escaped(grouped(found.receipt.sequence) + ", " + when(found.receipt.came_at) + ", by " +
                          found.receipt.who)},
      {"Size", escaped(size_in_words(found.receipt.size))},
      {"Fingerprint (SHA-256)", code(found.receipt.sha256)}};
  if (!found.place.empty())
    rows.emplace_back("Return", link(return_address(found.place, found.round),
                                     place_name(desk, found.place) + ", " + round_label(desk, found.round)));
  for (const auto& version : found.versions)
    rows.emplace_back(section_label(desk, version.section),
                      escaped("version " + grouped(version.version) +
                              (version.counts     ? ", the one that counts"
                               : found.errors > 0 ? ", does not count because of its errors"
                                                  : ", no longer the one that counts") +
                              (version.latest ? "" : "; a later version came")));
  return summary_list(rows);
}

Html downloads(const Submission& found) {
  const auto base = submission_address(found.receipt.sha256);
  std::vector<Html> items{button_link(base + "/file", "The file as sent")};
  if (found.state == "checked") {
    items.push_back(button_link(base + "/filled", "Filled copy"));
    for (const auto& one : found.reports)
      items.push_back(link(base + "/report." + one.format, "Report as " + one.format));
  }
  return heading(2, "Downloads") + actions(items);
}

// Seen alone, a workbook lacks what the return's other workbooks bring.
Html of_the_return(const Desk& desk, const Submission& found, const std::vector<ShownFinding>& findings) {
  if (findings.empty()) return {};
  std::vector<Html> lacking;
  for (const auto& one : findings) lacking.push_back(escaped(one.message));
  return details(
      "What this workbook alone does not hold",
      list(lacking) + paragraph(escaped("This was checked without the other workbooks. With them: ") +
                                link(return_address(found.place, found.round),
                                     "the return of " + place_name(desk, found.place)) +
                                escaped(".")));
}

Html findings(const Desk& desk, const HttpRequest& request, const Submission& found) {
  if (found.state != "checked") return {};
  const auto json = report(desk, found, "json");
  if (!json) return paragraph(json.error().sentence);
  FindingsShown shown;
  std::vector<ShownFinding> of_return;
  for (auto& one : findings_of(*json))
    (one.file.empty() ? of_return : shown.findings).push_back(std::move(one));
  shown.here = submission_address(found.receipt.sha256);
  shown.rule = request.one("rule");
  shown.page = static_cast<std::size_t>(std::max(1L, std::strtol(request.one("page").c_str(), nullptr, 10)));
  return heading(2, "What was found in this workbook", "findings") + findings_by_cause(desk, shown) +
         of_the_return(desk, found, of_return);
}

}  // namespace

std::vector<Crumb> crumbs_to(const Desk& desk, const Submission& found) {
  std::vector<Crumb> crumbs{{"Home", "/"}};
  if (!found.place.empty())
    crumbs.push_back({place_name(desk, found.place), return_address(found.place, found.round)});
  return crumbs;
}

namespace {

HttpAnswer submission_page(const Desk& desk, const HttpRequest& request, const Submission& found) {
  Page shown{.title = found.receipt.name,
             .tab = Tab::upload,
             .crumbs = crumbs_to(desk, found),
             .caption = "Workbook"};
  const bool awaiting = found.state == "waiting" || found.state == "checking";
  shown.body =
      live("live",
           what_became(desk, found) + facts(desk, found) + findings(desk, request, found) + downloads(found),
           soon_if(awaiting), submission_address(found.receipt.sha256));
  return page(request, shown);
}

std::string media_type_of(const std::string& format) {
  if (format == "html") return "text/html; charset=utf-8";
  if (format == "json") return "application/json";
  if (format == "csv") return "text/csv; charset=utf-8";
  return "text/plain; charset=utf-8";
}

HttpAnswer report_file(const Desk& desk, const HttpRequest& request, const Submission& found,
                       const std::string& format) {
  const auto bytes = report(desk, found, format);
  if (!bytes) return refused(request, bytes.error());
  const std::string ending = format == "text" ? ".txt" : "." + format;
  return download(*bytes, media_type_of(format), found.receipt.name + "-report" + ending);
}

constexpr const char* workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

HttpAnswer sent_file(const Desk& desk, const HttpRequest& request, const Submission& found) {
  const auto bytes = sent_bytes(desk, found);
  return bytes ? download(*bytes, workbook_type, found.receipt.name) : refused(request, bytes.error());
}

HttpAnswer filled_file(const Desk& desk, const HttpRequest& request, const Submission& found) {
  const auto bytes = filled_copy(desk, found);
  return bytes ? download(*bytes, workbook_type, "filled-" + found.receipt.name)
               : refused(request, bytes.error());
}

// The place that lets this caller in: its own, when it handed the file in for it.
std::string place_that_sees(const Desk& desk, const HttpRequest& request) {
  const auto found = submission(desk, request.one("sha256"));
  if (!found) return "";
  const auto owner = owner_of(*found);
  return allowed(request.caller, Need::see_place, owner) ? owner : sent_for_by(desk, request.caller, *found);
}

Route of_submission(const Desk& desk, const std::string& part, const std::string& name,
                    const std::string& summary,
                    std::function<HttpAnswer(const Desk&, const HttpRequest&, const Submission&)> handle) {
  Route route = page_at(
      "/submissions/{sha256}" + part, name, summary, Need::see_place,
      [&desk, handle = std::move(handle)](const HttpRequest& request) {
        const auto found = submission(desk, request.one("sha256"));
        if (!found) return refused(request, found.error());
        const auto seen = as_seen_by(desk, request.caller, *found);
        if (!seen)
          return page_of_refusal(
              403, {"not-allowed", "This file is another place's.", "", "Ask the place it belongs to."},
              request);
        return handle(desk, request, *seen);
      });
  route.place_of = [&desk](const HttpRequest& request) { return place_that_sees(desk, request); };
  return route;
}

}  // namespace

Routes submission_pages(const Desk& desk) {
  Routes all{
      page_at("/receipts", "receipts", "Receipts of files just sent", Need::signed_in,
              [&desk](const HttpRequest& request) { return receipts_page(desk, request); }),
      of_submission(desk, "", "submission", "What became of a file", submission_page),
      heavy(of_submission(desk, "/file", "sent-file", "The file as it was sent", sent_file)),
      heavy(of_submission(desk, "/filled", "filled-file", "The file with every result renewed", filled_file)),
      heavy(of_submission(desk, "/cells", "cells", "A cell in its neighbourhood", cells_page))};
  for (const char* format : {"html", "json", "csv", "text"})
    all.push_back(heavy(of_submission(
        desk, std::string("/report.") + format, std::string("report-") + format, "The report of its check",
        [format](const Desk& of, const HttpRequest& request, const Submission& found) {
          return report_file(of, request, found, format);
        })));
  return all;
}

}  // namespace stp
