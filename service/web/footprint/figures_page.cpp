#include <algorithm>

#include "calc/base/decimal.h"
#include "calc/consolidate/place_view.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/places_shown.h"
#include "service/web/footprint/provisional.h"
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
    if (row.type == type && !row.amount.empty()) sum += parse_decimal(row.amount).value;
  return to_text(sum);
}

// The organisations of a type that a sum lacks: those that have not sent, and those whose figure is not
// known.
std::vector<std::string> lacking(const Template& edition, const TotalView& view, const std::vector<Row>& rows,
                                 const std::string& type) {
  std::vector<std::string> names;
  for (const auto& body : edition.organisations) {
    if (!body.returned || body.summary || edition.types[body.type.value].code != type) continue;
    const bool sent = std::any_of(view.organisations.begin(), view.organisations.end(),
                                  [&](const auto& one) { return one.code == body.code; });
    const bool unknown = std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
      return row.code == body.code && row.amount.empty();
    });
    if (!sent || unknown) names.push_back(body.short_name.empty() ? body.name : body.short_name);
  }
  return names;
}

std::string sum_heading(const std::string& type, const std::vector<std::string>& without) {
  std::string words = type + ", all";
  for (const auto& name : without) words += (&name == &without.front() ? ", without " : ", ") + name;
  return words;
}

Field scenario_field(const Template& edition, const std::string& line, std::string& scenario) {
  Field field{.kind = Field::Kind::choice, .name = "scenario", .label = "Scenario"};
  const auto found = edition.line(line);
  for (std::size_t i = 0; i < edition.scenarios.size(); ++i)
    if (found && (edition.lines[found.value].scenarios >> i & 1u) != 0)
      field.choices.push_back({edition.scenarios[i].code, edition.scenarios[i].label});
  const bool known = std::any_of(field.choices.begin(), field.choices.end(),
                                 [&](const FieldChoice& one) { return one.value == scenario; });
  if (!known) scenario = field.choices.empty() ? "" : field.choices.front().value;
  field.value = scenario;
  return field;
}

struct Asked {
  const Desk& desk;
  const TotalState& total;
  const TotalView& view;
  const Template& edition;
  std::string line, scenario, year;
};

ShownRow organisation_row(const Asked& asked, const Row& row) {
  const std::string href = footprint_address(
      "explain", asked.total,
      {{"line", asked.line}, {"year", asked.year}, {"organisation", row.code}, {"scenario", asked.scenario}});
  return {{escaped(row.name), escaped(place_name(asked.desk, row.home)),
           figure_shown(unit_of(asked.edition, asked.line), row.amount),
           link(href, "From figure to cell", "of " + row.name)}};
}

// Amounts alone have a sum: one of rates would say nothing.
Html organisations_table(const Asked& asked, const std::vector<Row>& rows) {
  const Template& edition = asked.edition;
  const Unit* unit = unit_of(edition, asked.line);
  const bool has_sum = additive_lines(edition)[edition.line(asked.line).value];
  const std::string label = unit == nullptr ? "" : unit->label;
  ShownTable shown{line_label(edition, asked.line) + ", " + year_label(edition, asked.year) + ", " + label,
                   {{"Organisation"}, {"Place"}, {label, true}, {"Explained"}}};
  for (const auto& type : edition.types) {
    const auto before = shown.rows.size();
    for (const auto& row : rows)
      if (row.type == type.code) shown.rows.push_back(organisation_row(asked, row));
    if (shown.rows.size() == before || type.summary || !has_sum) continue;
    const auto without = lacking(edition, asked.view, rows, type.code);
    shown.rows.push_back({{escaped(sum_heading(type.label, without)), Html(),
                           figure_shown(unit, sum_of(rows, type.code)), Html()},
                          true});
  }
  return table(shown);
}

Html places_table(const Asked& asked) {
  PlacesTable places{"By place: what the organisations' figures share out to",
                     "Sector",
                     asked.total.complete ? "All" : "All who have sent",
                     {}};
  for (const auto& one : asked.view.places) {
    if (one.line != asked.line || one.scenario != asked.scenario || one.year != asked.year) continue;
    const auto type = asked.edition.type(one.type);
    places.rows.push_back(
        {escaped(type ? asked.edition.types[type.value].label : "Footprint"), &one, "", ""});
  }
  return places.rows.empty() ? Html() : places_shown(asked.edition, places);
}

}  // namespace

HttpAnswer figures_page(const Desk& desk, const HttpRequest& request) {
  const auto total = asked_total(desk, request);
  if (!total) return without_total(desk, request, total.error());
  const auto view = total_view(desk, *total);
  if (!view) return refused(request, view.error());
  const Template& edition = desk.form_of(total->round);
  std::string line = request.one("line"), scenario = request.one("scenario");
  if (line.empty()) line = edition.lines[edition.bridges.front().closing.value].code;
  if (!edition.line(line))
    return refused(
        request,
        {"line-unknown",
         "There is no line \"" + line + "\" in the edition of this round, " + edition.edition.code + ".",
         "round " + total->round, "The line dictionary lists the lines of each edition."});
  const std::string year = chosen_year(edition, request);
  Page shown = footprint_page(desk, *total, "By sector and organisation");
  Form choose{.action = "/footprint/figures",
              .button = "Show",
              .fields = {line_field(edition, line), scenario_field(edition, line, scenario),
                         year_field(edition, year)},
              .get = true};
  for (auto& field : which_total(*total)) choose.fields.push_back(std::move(field));
  const auto rows = rows_of(**view, line, scenario, year);
  shown.body = block("choose", form(request, choose)) + how_far(desk, *total);
  const Asked asked{desk, *total, **view, edition, line, scenario, year};
  shown.body +=
      rows.empty() ? paragraph("No organisation has a figure here.") : organisations_table(asked, rows);
  shown.body += places_table(asked);
  shown.body += paragraph(
      link(address("/lines/" + encoded(line), {{"edition", edition.edition.code}}), "What this line means"));
  return page(request, shown);
}

}  // namespace stp
