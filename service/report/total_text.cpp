#include <fmt/format.h>

#include <algorithm>

#include "service/report/check_report.h"
#include "service/report/total_report.h"

namespace stp {

namespace {

constexpr std::size_t most_pairs_shown = 12;
constexpr std::size_t most_findings_shown =
    8;  // the text is for the eye; the sheet Findings and the JSON have all

std::string year_heading(const Template& form) {
  std::string text = fmt::format("  {:<6} {:<58}", "", "£000");
  for (const auto& period : form.periods) text += fmt::format(" {:>12}", period.label);
  return text + "\n";
}

std::string amount(const Figure& figure) {
  if (figure.state == FigureState::not_asked) return "";
  return figure.state == FigureState::unknown ? "unknown" : to_grouped_text(figure.value, 0);
}

std::string summary_lines(const FootprintTotal& total, const Template& form) {
  std::string text = year_heading(form);
  const auto scope = form.summary_of(form.footprint());
  for (std::uint16_t i = 0; i < form.lines.size(); ++i) {
    const Line& line = form.lines[i];
    if (!line.summary) continue;
    text += fmt::format("  {:<6} {:<58}", line.code, line.label);
    const auto scenario = form.resolve(LineIndex{i}, ScenarioIndex{0});
    for (std::uint16_t p = 0; p < form.periods.size(); ++p) {
      const Figure* figure = total.merged.find(scope, LineIndex{i}, scenario, PeriodIndex{p});
      text += fmt::format(" {:>12}", figure ? amount(*figure) : "");
    }
    text += "\n";
  }
  return text;
}

std::string arrivals(const FootprintTotal& total, const Template& form) {
  std::string text;
  for (const auto& one : total.arrived) {
    const auto& place = form.places[one.place.value];
    text += fmt::format("  {:<28} {}", place.name, one.present ? "arrived" : "MISSING");
    for (const auto& file : one.files) text += "  " + file.name;
    text += "\n";
  }
  for (const auto& one : total.not_added)
    text += fmt::format("  NOT ADDED {} {} {} [{}]: {} {}\n", one.place, one.organisation, one.file, one.code,
                        one.reason, one.remedy);
  for (const auto& one : total.incomplete) text += "  " + one + "\n";
  return text;
}

std::string eliminations(const FootprintTotal& total, const Template& form) {
  std::string text = fmt::format("  {:<12} {:<10} {:>14} {:>14} {:>14} {:>14}\n", "payment", "year",
                                 "payers say", "payees say", "taken out", "unmatched");
  for (const auto& one : total.eliminations)
    text += fmt::format("  {:<12} {:<10} {:>14} {:>14} {:>14} {:>14}\n", one.nature,
                        form.periods[one.period.value].label, to_grouped_text(one.gross_payer, 0),
                        to_grouped_text(one.gross_payee, 0), to_grouped_text(one.eliminated, 0),
                        to_grouped_text(one.unmatched, 0));
  return text;
}

std::string side(const std::optional<Decimal>& figure) {
  return figure ? to_grouped_text(*figure, 0) : "not said";
}

std::string mismatches(const FootprintTotal& total, const Template& form) {
  std::vector<const Pair*> unlike;
  for (const auto& pair : total.pairs)
    if (!pair.unmatched.is_zero()) unlike.push_back(&pair);
  if (unlike.empty()) return "  Both sides of every payment agree.\n";
  std::stable_sort(unlike.begin(), unlike.end(), [](const Pair* a, const Pair* b) {
    return absolute(a->unmatched) > absolute(b->unmatched);
  });
  std::string text;
  for (std::size_t i = 0; i < std::min(unlike.size(), most_pairs_shown); ++i) {
    const Pair& pair = *unlike[i];
    text += fmt::format("  {} pays {} ({}, {}): payer {}, payee {}, difference {} [{}]\n",
                        form.organisations[pair.payer.value].code, form.organisations[pair.payee.value].code,
                        pair.nature, form.periods[pair.period.value].label, side(pair.payer_figure),
                        side(pair.payee_figure), to_grouped_text(pair.unmatched, 0), pair.reason);
  }
  if (unlike.size() > most_pairs_shown)
    text += fmt::format("  and {} more, all in the sheet Pairs of the total.\n",
                        unlike.size() - most_pairs_shown);
  return text;
}

std::string findings(const FootprintTotal& total) {
  const auto counts = count(total.findings);
  std::string text = fmt::format("Findings on the total: {} errors, {} warnings, {} notes\n", counts.errors,
                                 counts.warnings, counts.information);
  std::size_t shown = 0;
  for (const auto& finding : total.findings) {
    if (finding.severity == Severity::information || shown++ >= most_findings_shown) continue;
    text += fmt::format("  {} {}  {}\n    {}\n    to mend   {}\n", finding.rule, to_text(finding.severity),
                        subject_of(finding), finding.message, finding.remedy);
  }
  if (shown > most_findings_shown)
    text +=
        fmt::format("  and {} more, all in the sheet Findings of the total.\n", shown - most_findings_shown);
  return text;
}

}  // namespace

std::string total_as_text(const Pipeline::Consolidated& consolidated) {
  const auto& total = consolidated.total;
  const auto& form = *consolidated.form;
  std::string text = fmt::format("{}, round {}, {}{}\n", total.footprint_name, total.round, total.edition,
                                 total.complete ? "" : ": INCOMPLETE");
  text += arrivals(total, form);
  text += std::string("\nOrganisation view, annual") + (total.complete ? "" : " (INCOMPLETE, see above)") +
          "\n" + summary_lines(total, form);
  text += "\nWhat members pay one another\n" + eliminations(total, form);
  text += "\nLargest mismatches\n" + mismatches(total, form);
  return text + "\n" + findings(total);
}

}  // namespace stp
