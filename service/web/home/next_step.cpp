#include "service/web/home/next_step.h"

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

Html next_step(const Desk& desk, const Caller& caller, const ReturnState& state) {
  Html inner = heading(2, place_name(desk, state.place));
  inner += paragraph(escaped("Return: ") + status_of_return(state.status));
  inner += paragraph(escaped("Next: " + next_step_in_words(desk, caller, state)), "nhsuk-body-l");
  if (!state.sent_back_because.empty())
    inner += inset(paragraph("It was sent back: " + state.sent_back_because));
  std::vector<Html> buttons{
      button_link(return_address(state.place, state.round), "Look at the return", false)};
  const bool open = state.status != "submitted" && state.status != "approved" && state.status != "locked";
  if (open && allowed(caller, Need::prepare, state.place))
    buttons.push_back(button_link("/upload", "Send workbooks"));
  return panel(inner + actions(buttons), true);
}

}  // namespace stp
