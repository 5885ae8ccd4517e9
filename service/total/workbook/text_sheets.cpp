#include "service/total/workbook/list_sheet.h"

namespace stp::total_pages {
namespace {

constexpr const char* money = "#,##0.######;[Red]-#,##0.######";

void optional_number(ListSheet& list, std::uint16_t column, const std::optional<Decimal>& value) {
  if (value)
    list.number(column, *value, money);
  else
    list.blank(column);
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string names_of(const Pages& pages, const std::vector<OrganisationIndex>& bodies) {
  std::vector<std::string> names;
  for (const OrganisationIndex body : bodies) names.push_back(pages.form.organisations[body.value].name);
  return joined(names, "; ");
}

// Position of a file among all files of the total, from 1.
std::size_t file_number(const Pages& pages, const SourceFile& file, const std::vector<bool>& used) {
  const auto& files = pages.total.merged.filed.files;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (!used[i] && files[i].name == file.name && files[i].sha256 == file.sha256) return i + 1;
  return 0;
}

}  // namespace

void write_findings(const Pages& pages) {
  ListSheet list(pages, name::findings,
                 "What the rules on consolidation found. Findings on each return are in its own report.",
                 {{"Rule", 10},
                  {"Severity", 12},
                  {"Message", 90},
                  {"Organisation", 13},
                  {"Line", 10},
                  {"Year", 10},
                  {"Found", 16},
                  {"Expected", 16},
                  {"Difference", 14, true},
                  {"Allowed", 12, true},
                  {"How to mend it", 70},
                  {"File", 28},
                  {"Sheet", 24},
                  {"Cell", 8},
                  {"Label", 40},
                  {"Scenario", 12},
                  {"Source", 12}});
  for (const Finding& one : pages.total.findings) {
    list.next();
    list.text(1, one.rule);
    list.text(2, to_text(one.severity));
    list.text(3, one.message);
    list.text(4, one.organisation);
    list.text(5, one.line);
    list.text(6, one.year);
    list.text(7, one.found);
    list.text(8, one.expected);
    optional_number(list, 9, one.difference);
    optional_number(list, 10, one.allowed);
    list.text(11, one.remedy);
    list.text(12, one.file);
    list.text(13, one.sheet);
    list.text(14, one.cell);
    list.text(15, one.label);
    list.text(16, one.scenario);
    list.text(17, one.source);
  }
  list.finish();
}

void write_quoted(const Pages& pages) {
  ListSheet list(pages, name::quoted,
                 "Figures quoted elsewhere, each on its own basis. They stand beside the total and are never "
                 "added to it or to one another.",
                 {{"Code", 26},
                  {"Place", 8},
                  {"Quoted as", 32},
                  {"£000", 14, true},
                  {"Year", 10},
                  {"Basis", 14},
                  {"What", 80},
                  {"Source", 14}});
  for (const QuotedFigure& one : pages.form.quoted) {
    list.next();
    list.text(1, one.code);
    list.text(2, one.place);
    list.text(3, one.as_quoted);
    list.number(4, one.value, "#,##0");
    const PeriodIndex period = pages.form.period(one.period);
    list.text(5, period ? pages.form.periods[period.value].label : one.period);
    list.text(6, one.basis);
    list.text(7, one.what);
    list.text(8, one.source);
  }
  list.finish();
}

void write_returns(const Pages& pages) {
  ListSheet list(pages, name::returns, "Every expected return, and the files it came in.",
                 {{"Place", 8},
                  {"Name", 34},
                  {"Status", 12},
                  {"Sections", 30},
                  {"Not in it", 40},
                  {"File number", 9, true},
                  {"File", 40},
                  {"SHA-256", 68},
                  {"Sheets", 60}});
  std::vector<bool> used(pages.total.merged.filed.files.size(), false);
  for (const Arrived& one : pages.total.arrived) {
    const std::size_t rows = std::max<std::size_t>(1, one.files.size());
    for (std::size_t i = 0; i < rows; ++i) {
      list.next();
      list.text(1, pages.form.places[one.place.value].code);
      list.text(2, pages.form.places[one.place.value].name);
      list.text(3, one.present ? "added" : "MISSING");
      list.text(4, sections_text(pages.form, one.sections));
      list.text(5, names_of(pages, one.missing));
      if (i >= one.files.size()) continue;
      const std::size_t number = file_number(pages, one.files[i], used);
      if (number != 0) used[number - 1] = true;
      list.number(6, Decimal::of(static_cast<std::int64_t>(number)), "0");
      list.text(7, one.files[i].name);
      list.text(8, one.files[i].sha256);
      list.text(9, joined(one.files[i].sheets, "/"));  // no sheet's name may hold a "/"
    }
  }
  list.finish();
}

void write_not_added(const Pages& pages) {
  ListSheet list(pages, name::not_added, "What was sent and is not in this total, and why.",
                 {{"Place", 8},
                  {"Organisation", 13},
                  {"Round", 12},
                  {"File", 40},
                  {"Code", 20},
                  {"Why it is not added", 90},
                  {"How to mend it", 70}});
  for (const NotAdded& one : pages.total.not_added) {
    list.next();
    list.text(1, one.place);
    list.text(2, one.organisation);
    list.text(3, one.round);
    list.text(4, one.file);
    list.text(5, one.code);
    list.text(6, one.reason);
    list.text(7, one.remedy);
  }
  list.finish();
}

}  // namespace stp::total_pages
