#include <fmt/format.h>

#include <map>

#include "calc/detect/ground.h"
#include "service/report/check_page.h"
#include "service/report/check_report.h"
#include "service/report/page.h"

namespace stp {

namespace {

void add_refusal(PageValues& page, const FileRefusal& one) {
  auto& section = page.section("REFUSED");
  section.set("FILE", one.file);
  section.set("SENTENCE", one.refusal.sentence);
  section.set("REMEDY", one.refusal.remedy);
  section.set("CODE", one.refusal.code);
  if (!one.refusal.where.empty()) section.section("WHERE_SHOWN").set("WHERE", one.refusal.where);
}

void add_sheets(PageValues& page, const Findings& findings) {
  std::map<std::string, Findings> by_sheet;
  for (const auto& finding : findings)
    by_sheet[finding.sheet.empty() ? "whole return" : finding.sheet].push_back(finding);
  if (by_sheet.empty()) return;
  auto& table = page.section("SHEETS");
  for (const auto& [sheet, some] : by_sheet) {
    const auto counts = count(some);
    auto& row = table.section("SHEET_ROW");
    row.set("SHEET", sheet);
    row.set("ERRORS", std::to_string(counts.errors));
    row.set("WARNINGS", std::to_string(counts.warnings));
    row.set("NOTES", std::to_string(counts.information));
  }
}

PageValues& add_finding(PageValues& page, const Finding& finding) {
  auto& section = page.section("FINDING");
  section.set("SEVERITY", to_text(finding.severity));
  section.set("RULE", finding.rule);
  section.set("SUBJECT", subject_of(finding));
  section.set("MESSAGE", finding.message);
  section.set("REMEDY", finding.remedy);
  section.set("SOURCE", finding.source);
  if (const auto where = where_of(finding); !where.empty())
    section.section("WHERE_SHOWN").set("WHERE", where);
  if (!finding.found.empty() || !finding.expected.empty()) {
    auto& values = section.section("VALUES");
    values.set("FOUND", finding.found);
    values.set("EXPECTED", finding.expected);
  }
  if (finding.difference) {
    auto& difference = section.section("DIFFERENCE_SHOWN");
    difference.set("DIFFERENCE", detect::exactly_shown(*finding.difference, Unit()));
    difference.set("ALLOWED", finding.allowed ? detect::exactly_shown(*finding.allowed, Unit()) : "0");
  }
  return section;
}

void add_return(PageValues& page, const CheckedReturn& checked) {
  auto& section = page.section("RETURN");
  const auto place = checked.form->place(checked.place);
  section.set("PLACE", place ? checked.form->places[place.value].name : "No known place");
  section.set("ROUND", checked.round);
  const auto [in_files, in_none] = by_whether_in_a_file(checked.findings);
  section.set("SUMMARY",
              fmt::format("Judged as {}: {}{}. Edition {}.", checked.stage, in_words(count(in_files)),
                          in_none.empty() ? "" : " in these files", checked.edition));
  for (const auto& file : checked.calculated.filed.files) {
    auto& row = section.section("FILE_ROW");
    row.set("NAME", file.name);
    row.set("SHA", file.sha256);
  }
  add_sheets(section, checked.findings);
  for (const auto& finding : in_files) add_finding(section, finding);
  for (const auto& finding : in_none) {
    auto& shown = add_finding(section, finding);
    if (&finding == &in_none.front()) shown.section("WHOLE").set("COUNTS", in_words(count(in_none)));
  }
}

}  // namespace

std::string check_as_html(const CheckOutcome& outcome) {
  PageValues page;
  page.set("TITLE", "What the check found");
  for (const auto& one : outcome.refused) add_refusal(page, one);
  for (const auto& checked : outcome.returns) add_return(page, checked);
  return fill_page("check_page", check_page, page);
}

}  // namespace stp
