#include <spdlog/spdlog.h>

#include "service/report/check_report.h"
#include "service/watch/names.h"
#include "service/watch/place.h"

namespace stp::watch {

namespace {

std::string report_or_nothing(const Door& door, const Submission& submission, const char* format) {
  const auto report = door.report(submission, format);
  return report ? *report : "";
}

// A file that was never checked, or whose check is another place's to see: the page that `stp check` gives of
// a file it does not take, with the one reason.
std::string report_of_refusal(const std::string& name, const Refusal& why) {
  CheckOutcome nothing_taken;
  nothing_taken.refused.push_back({name, why});
  return check_as_html(nothing_taken);
}

}  // namespace

Outcome outcome_of(const Door& door, const std::string& name, Told told) {
  Outcome outcome{told.refusal.has_value(), {}};
  if (told.submission != nullptr) {
    for (const auto& section : told.submission->sections)
      told.sections.push_back(door.section_label(section));
    for (const auto& section : told.submission->lacking) told.lacking.push_back(door.section_label(section));
    told.report = report_or_nothing(door, *told.submission, "text");
    if (std::string page = report_or_nothing(door, *told.submission, "html"); !page.empty())
      outcome.sides.push_back({".report.html", false, std::move(page)});
  }
  if (told.refusal && outcome.sides.empty())
    outcome.sides.push_back({".report.html", false, report_of_refusal(told.name, *told.refusal)});
  if (!told.refusal && told.submission != nullptr && told.submission->errors == 0) {
    if (auto copy = door.filled_copy(*told.submission))
      outcome.sides.push_back({"", true, std::move(*copy)});
    else  // the pages still offer it
      spdlog::warn("no filled copy of {}: {}", shown(name), to_text(copy.error()));
  }
  for (const Side& side : outcome.sides) (side.filled ? told.filled : told.page) = true;
  outcome.sides.push_back({".txt", false, reason_text(told)});
  return outcome;
}

}  // namespace stp::watch
