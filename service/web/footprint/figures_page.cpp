#include <algorithm>

#include "calc/base/decimal.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/total_view.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

struct Row {
  std::string type, code, name, home, amount;
};

// The figure of one line, scenario and year of every organisation that has it.
std::vector<Row> rows_of(const TotalView& view, const std::string& line, const std::string& scenario,
                         const std::string& year) {
  std::vector<Row> rows;
  for (const auto& organisation : view.organisations)
    for (const auto& one : organisation.lines) {
      if (one.line != line || one.scenario != scenario) continue;
      const auto figure = one.by_year.find(year);
      if (figure != one.by_year.end())
        rows.push_back(
            {organisation.type, organisation.code, organisation.name, organisation.home, figure->second});
    }
  return rows;
}

std::string sum_of(const std::vector<Row>& rows, const std::string& type) {
  Decimal sum;
  for (const auto& row : rows)
    if (row.type == type) sum += parse_decimal(row.amount).value;
  return to_text(sum);
}

Field scenario_field(const Desk& desk, const std::string& line, std::string& scenario) {
  Field field{.kind = Field::Kind::choice, .name = "scenario", .label = "Scenario"};
  const auto found = desk.form().line(line);
  for (std::size_t i = 0; i < desk.form().scenarios.size(); ++i)
    if (found && (desk.form().lines[found.value].scenarios >> i & 1u) != 0)
      field.choices.push_back({desk.form().scenarios[i].code, desk.form().scenarios[i].label});
  const bool known = std::any_of(field.choices.begin(), field.choices.end(),
                                 [&](const FieldChoice& one) { return one.value == scenario; });
  if (!known) scenario = field.choices.empty() ? "" : field.choices.front().value;
  field.value = scenario;
  return field;
}

Html organisations_table(const Desk& desk, const TotalState& total, const std::vector<Row>& rows,
                         const std::string& line, const std::string& scenario, const std::string& year) {
  const Unit* unit = unit_of(desk, line);
  const std::string label = unit == nullptr ? "" : unit->label;
  ShownTable shown{line_label(desk, line) + ", " + year_label(desk, year) + ", " + label,
                   {{"Organisation"}, {"Place"}, {label, true}, {"Explained"}}};
  for (const auto& type : desk.form().types) {
    const bool any =
        std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.type == type.code; });
    if (!any) continue;
    for (const auto& row : rows)
      if (row.type == type.code)
        shown.rows.push_back(
            {{escaped(row.name), escaped(place_name(desk, row.home)), escaped(grouped(row.amount)),
              link(footprint_address(
                       "explain", total,
                       {{"line", line}, {"year", year}, {"organisation", row.code}, {"scenario", scenario}}),
                   "From figure to cell", "of " + row.name)}});
    if (!type.summary)
      shown.rows.push_back(
          {{escaped(type.label + ", all"), Html(), escaped(grouped(sum_of(rows, type.code))), Html()}, true});
  }
  return table(shown);
}

Html places_table(const Desk& desk, const TotalView& view, const std::string& line,
                  const std::string& scenario, const std::string& year) {
  ShownTable shown{"By place: what the organisations' figures share out to", {{"Sector"}}};
  add_place_columns(desk, "All", shown);
  for (const auto& one : view.places) {
    if (one.line != line || one.scenario != scenario || one.year != year) continue;
    const auto type = desk.form().type(one.type);
    ShownRow row{{escaped(type ? desk.form().types[type.value].label : "Footprint")}};
    add_place_cells(desk, one, row);
    shown.rows.push_back(std::move(row));
  }
  return shown.rows.empty() ? Html() : table(shown);
}

}  // namespace

HttpAnswer figures_page(const Desk& desk, const HttpRequest& request) {
  const auto total = asked_total(desk, request);
  if (!total) return without_total(desk, request, total.error());
  const auto view = total_view(desk, *total);
  if (!view) return refused(request, view.error());
  std::string line = request.one("line"), scenario = request.one("scenario");
  if (line.empty()) line = desk.form().lines[desk.form().bridges.front().closing.value].code;
  if (!desk.form().line(line))
    return refused(request, {"line-unknown", "There is no line \"" + line + "\".", "",
                             "The line dictionary lists them."});
  const std::string year = chosen_year(desk, request);
  Page shown = footprint_page(desk, *total, "By sector and organisation");
  Form choose{
      .action = "/footprint/figures",
      .button = "Show",
      .fields = {line_field(desk, line), scenario_field(desk, line, scenario), year_field(desk, year)},
      .get = true};
  for (auto& field : which_total(*total)) choose.fields.push_back(std::move(field));
  const auto rows = rows_of(**view, line, scenario, year);
  shown.body = block("choose", form(request, choose));
  shown.body += rows.empty() ? paragraph("No organisation has a figure here.")
                             : organisations_table(desk, *total, rows, line, scenario, year);
  shown.body += places_table(desk, **view, line, scenario, year);
  shown.body += paragraph(link("/lines/" + encoded(line), "What this line means"));
  return page(request, shown);
}

}  // namespace stp
