#include "service/web/home/next_step.h"

#include <algorithm>

#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

std::string missing_sections(const Desk& desk, const ReturnState& state) {
  std::string names;
  for (const auto& section : state.sections)
    if (section.version == 0) names += (names.empty() ? "" : " and ") + section_label(desk, section.section);
  return names;
}

std::string before_submission(const Desk& desk, const Caller& caller, const ReturnState& state) {
  if (state.status == "received" || state.status == "arriving")
    return "Your files are here and being checked. This page says what was found in a few seconds.";
  if (const auto names = missing_sections(desk, state); !names.empty())
    return "Send the workbook for " + names + ".";
  if (state.errors > 0)
    return "Mend " + plural(state.errors, "error", "errors") + " in the workbook and send it again.";
  if (state.accepted < state.warnings)
    return "Mend " + plural(state.warnings - state.accepted, "warning", "warnings") +
           ", or have each accepted with a reason.";
  return allowed(caller, Need::review, state.place)
             ? "Everything is in order: submit the return."
             : "Everything is in order: a reviewer can submit the return.";
}

}  // namespace

Html standing_of(const Caller& caller, const ReturnState& of) {
  if (of.status != "checked") return status_of_return(of.status);
  const auto missing = std::count_if(of.sections.begin(), of.sections.end(),
                                     [](const SectionState& one) { return one.version == 0; });
  if (missing > 0) return state(Shape::waiting, plural(missing, "section", "sections") + " still to come");
  if (!allowed(caller, Need::see_place, of.place)) return state(Shape::waiting, "Not submitted");
  if (of.errors > 0) return state(Shape::trouble, "Errors to mend");
  if (of.accepted < of.warnings) return state(Shape::warning, "Warnings open");
  return state(Shape::waiting, "Ready to submit");
}

bool open_to_files(const ReturnState& state) {
  return state.status != "submitted" && state.status != "approved" && state.status != "locked";
}

std::string next_step_in_words(const Desk& desk, const Caller& caller, const ReturnState& state) {
  if (state.status == "submitted")
    return caller.name == state.submitted_by || !allowed(caller, Need::approve, state.place)
               ? "Submitted. It waits for an approver of the place."
               : "Submitted by " + state.submitted_by + ". Look at it, then approve it or send it back.";
  if (state.status == "approved")
    return "Approved. There is nothing to do; the regional team locks the return.";
  if (state.status == "locked") return "Locked. To change it, ask the regional team to reopen it.";
  return before_submission(desk, caller, state);
}

Html not_counting(const Desk& desk, const ReturnState& of) {
  Html all;
  for (const auto& one : of.sections)
    if (one.latest_version > one.version && one.latest_errors > 0)
      all += paragraph(state(Shape::trouble,
                             "The latest workbook for " + section_label(desk, one.section) + ", " +
                                 one.latest_name + ", has " + plural(one.latest_errors, "error", "errors") +
                                 " and does not count. Version " + grouped(one.version) + ", sent " +
                                 when(one.at) +
                                 ", does: mend the latest and send it again, if it is to count."));
  return all;
}

Html withdrawn(const Desk& desk, const ReturnState& state) {
  if (!open_to_files(state)) return {};
  const auto at = withdrawn_at(desk, state.place, state.round);
  if (at.empty()) return {};
  return inset(paragraph("It had been submitted. That was withdrawn on " + when(at) +
                         ", because a new workbook was handed in; it is to be submitted again."));
}

Html next_step(const Desk& desk, const Caller& caller, const ReturnState& state) {
  Html inner = heading(2, place_name(desk, state.place));
  inner += paragraph(escaped("Return: ") + standing_of(caller, state));
  inner += paragraph(escaped("Next: " + next_step_in_words(desk, caller, state)), "nhsuk-body-l");
  inner += not_counting(desk, state) + withdrawn(desk, state);
  if (!state.sent_back_because.empty())
    inner += inset(paragraph("It was sent back: " + state.sent_back_because));
  std::vector<Html> buttons{
      button_link(return_address(state.place, state.round), "Look at the return", false)};
  if (open_to_files(state) && allowed(caller, Need::prepare, state.place))
    buttons.push_back(button_link("/upload", "Send workbooks"));
  return panel(inner + actions(buttons), true);
}

Html next_of_region(const Desk& desk, const std::vector<ReturnState>& returns) {
  std::vector<Html> waiting;
  const auto add = [&](const ReturnState& one, const std::string& words) {
    const std::string name = place_name(desk, one.place);
    waiting.push_back(link(return_address(one.place, one.round), name) + escaped(": " + words));
  };
  for (const auto& one : returns)
    if (!one.reopening_asked_by.empty())
      add(one, one.reopening_asked_by + " asks to reopen the return.");
    else if (one.status == "approved")
      add(one, "approved, and can be locked.");
  if (waiting.empty())
    return panel(paragraph("Nothing waits for the regional team: no return is to be locked or reopened."),
                 true);
  return panel(heading(2, "This waits for you") + list(waiting), true);
}

}  // namespace stp
