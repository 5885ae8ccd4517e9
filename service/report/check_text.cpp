#include <fmt/format.h>

#include "calc/detect/ground.h"
#include "service/report/check_report.h"

namespace stp {

namespace {

std::string plural(std::size_t number, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string place_name(const CheckedReturn& checked) {
  const auto place = checked.form->place(checked.place);
  return place ? checked.form->places[place.value].name : "no known place";
}

std::string one_finding(const Finding& finding) {
  std::string text =
      fmt::format("\n  {} {}  {}\n", finding.rule, to_text(finding.severity), subject_of(finding));
  if (const auto where = where_of(finding); !where.empty()) text += "    where     " + where + "\n";
  text += "    what      " + finding.message + "\n";
  if (!finding.found.empty() || !finding.expected.empty())
    text += fmt::format("    found     {}\n    expected  {}\n", finding.found, finding.expected);
  if (finding.difference)
    text +=
        fmt::format("    differs   by {}; allowed {}\n", detect::exactly_shown(*finding.difference, Unit()),
                    finding.allowed ? detect::exactly_shown(*finding.allowed, Unit()) : "0");
  return text + "    to mend   " + finding.remedy + "\n";
}

// What is wrong in the files, and apart from it what is wrong in none of them: a section that did not come.
std::string one_return(const CheckedReturn& checked) {
  const auto [in_files, in_none] = by_whether_in_a_file(checked.findings);
  std::string text = fmt::format("{}, round {}, judged as {} ({}): {}{}\n", place_name(checked),
                                 checked.round, checked.stage, checked.edition, in_words(count(in_files)),
                                 in_none.empty() ? "" : " in these files");
  for (const auto& file : checked.calculated.filed.files)
    text += fmt::format("  {}  sha256 {}\n", file.name, file.sha256.substr(0, 16));
  for (const auto& finding : in_files) text += one_finding(finding);
  if (!in_none.empty()) text += fmt::format("{}: {}\n", return_as_a_whole, in_words(count(in_none)));
  for (const auto& finding : in_none) text += one_finding(finding);
  return text;
}

}  // namespace

std::string subject_of(const Finding& finding) {
  std::string text;
  for (const auto& part : {finding.organisation, finding.line, finding.label, finding.year, finding.scenario})
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  return text;
}

std::string where_of(const Finding& finding) {
  std::string text = finding.file;
  if (!finding.sheet.empty()) text += (text.empty() ? "sheet " : ", sheet ") + finding.sheet;
  if (!finding.cell.empty()) text += (text.empty() ? "cell " : ", cell ") + finding.cell;
  return text;
}

std::string in_words(const FindingCounts& counts) {
  return plural(counts.errors, "error", "errors") + ", " + plural(counts.warnings, "warning", "warnings") +
         ", " + plural(counts.information, "note", "notes");
}

std::pair<Findings, Findings> by_whether_in_a_file(const Findings& all) {
  std::pair<Findings, Findings> apart;
  for (const auto& one : all) (one.file.empty() ? apart.second : apart.first).push_back(one);
  return apart;
}

std::string check_as_text(const CheckOutcome& outcome) {
  std::string text;
  for (const auto& one : outcome.refused)
    text += "REFUSED " + one.file + "\n  " + to_text(one.refusal) + "\n";
  for (const auto& name : outcome.repeated)
    text += name + " has the same bytes as another file; it was taken once.\n";
  for (const auto& checked : outcome.returns) text += (text.empty() ? "" : "\n") + one_return(checked);
  return text;
}

}  // namespace stp
