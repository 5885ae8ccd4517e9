#include "service/web/footprint/asked_total.h"

#include <cstdlib>

#include "service/desk/rounds.h"
#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

Result<TotalState> asked_total(const Desk& desk, const HttpRequest& request) {
  const std::string asked = request.one("round"), number = request.one("number");
  const std::string round = asked.empty() ? current_round(desk) : asked;
  return total(desk, round, number.empty() ? 0 : std::strtoll(number.c_str(), nullptr, 10));
}

std::string footprint_address(const std::string& page, const TotalState& total,
                              std::vector<std::pair<std::string, std::string>> query) {
  query.emplace_back("round", total.round);
  query.emplace_back("number", std::to_string(total.number));
  return address("/footprint" + (page.empty() ? "" : "/" + page), query);
}

HttpAnswer without_total(const Desk& desk, const HttpRequest& request, const Refusal& why) {
  if (!request.one("number").empty() || !request.one("round").empty()) return refused(request, why);
  Page shown{.title = "There is no footprint total yet", .tab = Tab::footprint, .crumbs = {{"Home", "/"}}};
  const auto round = current_round(desk);
  if (!round.empty()) shown.caption = round_label(desk, round);
  shown.body =
      live("live",
           paragraph(round.empty() ? "No round is open. The regional team opens one."
                                   : "It is worked out as soon as the first return has been checked.",
                     "nhsuk-body-l"),
           soon_if(!round.empty()), request.path) +
      actions({button_link("/", "Where the returns stand")});
  return page(request, shown);
}

Page footprint_page(const Desk& desk, const TotalState& total, const std::string& title) {
  return {.title = title,
          .tab = Tab::footprint,
          .crumbs = {{"Home", "/"}, {"Footprint", footprint_address("", total)}},
          .caption = round_label(desk, total.round) + ", total " + grouped(total.number)};
}

std::string year_label(const Template& form, const std::string& code) {
  const auto period = form.period(code);
  return period ? form.periods[period.value].label : code;
}

std::string chosen_year(const Template& form, const HttpRequest& request) {
  const auto period = form.period(request.one("year"));
  return period ? form.periods[period.value].code : form.periods.back().code;
}

Field year_field(const Template& form, const std::string& chosen) {
  Field field{.kind = Field::Kind::choice, .name = "year", .label = "Year"};
  for (const auto& period : form.periods) {
    field.choices.push_back({period.code, period.label});
    if (period.code == chosen || period.label == chosen) field.value = period.code;
  }
  if (field.value.empty()) field.value = form.periods.back().code;
  return field;
}

Field organisation_field(const Desk& desk, const std::string& chosen) {
  Field field{.kind = Field::Kind::choice, .name = "organisation", .label = "Organisation", .value = chosen};
  field.choices.push_back({"", "The whole footprint"});
  for (const auto& one : desk.form().organisations)
    if (one.returned && !one.summary) field.choices.push_back({one.code, one.name});
  return field;
}

Field line_field(const Template& form, const std::string& chosen) {
  Field field{.kind = Field::Kind::choice, .name = "line", .label = "Line", .value = chosen};
  for (const auto& line : form.lines) field.choices.push_back({line.code, line.code + " " + line.label});
  return field;
}

std::vector<Field> which_total(const TotalState& total) {
  return {
      {.kind = Field::Kind::hidden, .name = "round", .label = "", .value = total.round},
      {.kind = Field::Kind::hidden, .name = "number", .label = "", .value = std::to_string(total.number)}};
}

}  // namespace stp
