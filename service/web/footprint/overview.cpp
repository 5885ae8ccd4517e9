#include <algorithm>

#include "service/web/common.h"
#include "service/web/findings_view.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/glance.h"
#include "service/web/footprint/headline.h"
#include "service/web/footprint/places_shown.h"
#include "service/web/footprint/provisional.h"
#include "service/web/footprint/total_view.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

std::string scenario_of(const Template& edition, const std::string& line) {
  const auto found = edition.line(line);
  if (!found) return "";
  for (std::size_t i = 0; i < edition.scenarios.size(); ++i)
    if ((edition.lines[found.value].scenarios >> i & 1u) != 0) return edition.scenarios[i].code;
  return "";
}

std::string explain_address(const Template& edition, const TotalState& total, const std::string& line,
                            const std::string& year) {
  return footprint_address("explain", total,
                           {{"line", line}, {"year", year}, {"scenario", scenario_of(edition, line)}});
}

std::string explain_words(const Template& edition, const std::string& line, const std::string& year) {
  return "explain " + line_label(edition, line) + " in " + year_label(edition, year);
}

Html explained(const Template& edition, const TotalState& total, const std::string& figure,
               const std::string& line, const std::string& year) {
  return link(explain_address(edition, total, line, year), figure, explain_words(edition, line, year));
}

Html published_table(const Template& edition, const TotalState& total, const TotalView& view) {
  ShownTable shown{"Published figures, £ million", {{"Line"}}, {}, true};
  for (const auto& period : edition.periods) shown.columns.push_back({period.label, true});
  for (const auto& one : view.published) {
    const std::string label = one.label + " (" + one.line + ")";
    const auto row = std::find_if(shown.rows.begin(), shown.rows.end(), [&](const ShownRow& known) {
      return known.cells[0].text() == escaped(label).text();
    });
    ShownRow& into = row == shown.rows.end() ? shown.rows.emplace_back() : *row;
    if (into.cells.empty()) into.cells.assign(shown.columns.size(), span("none", "quiet"));
    into.cells[0] = escaped(label);
    for (std::size_t i = 1; i < shown.columns.size(); ++i)
      if (shown.columns[i].heading == one.year)
        into.cells[i] =
            explained(edition, total, one.known ? grouped(one.millions) : "not known", one.line, one.year);
  }
  return table(shown);
}

Html places_table(const Template& edition, const TotalState& total, const TotalView& view,
                  const std::string& year) {
  PlacesTable places{"By place, " + year_label(edition, year) + ", £000",
                     "Line",
                     total.complete ? "Footprint" : "All who have sent",
                     {}};
  for (const auto& one : view.places)
    if (one.type.empty() && one.year == year)
      places.rows.push_back({escaped(line_label(edition, one.line)), &one,
                             explain_address(edition, total, one.line, year),
                             explain_words(edition, one.line, year)});
  return places_shown(edition, places);
}

std::string nature_label(const Template& edition, const std::string& nature) {
  for (const auto& one : edition.eliminations)
    if (one.nature == nature) return one.label;
  return nature;
}

Html journal_table(const Template& edition, const TotalState& total, const TotalView& view,
                   const std::string& year) {
  ShownTable shown{
      "Payments between members taken out, " + year_label(edition, year) + ", £000" +
          (total.complete ? "" : ", of those who have sent"),
      {{"Nature"}, {"Payers state", true}, {"Payees state", true}, {"Taken out", true}, {"Left over", true}},
      {},
      true};
  for (const auto& one : view.journal)
    if (one.year == year)
      shown.rows.push_back({{escaped(nature_label(edition, one.nature)), escaped(grouped(one.payers)),
                             escaped(grouped(one.payees)), escaped(grouped(one.eliminated)),
                             escaped(grouped(one.unmatched))}});
  return table(shown);
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& one : words) all += (all.empty() ? "" : ", ") + one;
  return all;
}

// What of a place is not in the total; "" when all of it is.
std::string lacking(const Desk& desk, const TotalView& view, const TotalView::Arrived& one) {
  const std::string name = place_name(desk, one.place);
  if (!one.present) return name + ": nothing sent yet";
  std::vector<std::string> absent;
  for (const auto& section : desk.form_of(view.round).sections)
    if (std::find(one.sections.begin(), one.sections.end(), section.code) == one.sections.end())
      absent.push_back(section.label);
  for (const auto& code : one.missing_organisations) absent.push_back(organisation_name(desk, code));
  return absent.empty() ? "" : name + ": " + joined(absent) + " not sent yet";
}

Html completeness(const Desk& desk, const TotalView& view) {
  std::vector<Html> missing;
  for (const auto& one : view.arrived)
    if (const auto words = lacking(desk, view, one); !words.empty()) missing.push_back(escaped(words));
  if (view.complete && missing.empty())
    return paragraph(state(Shape::good, "Complete: every place and the programmes are in it."));
  for (const auto& one : view.not_added) missing.push_back(escaped(one));
  if (view.complete)
    return paragraph(state(Shape::warning, "Every place is in it, but not every section")) + list(missing);
  return paragraph(state(Shape::warning, "Not complete")) + list(missing) +
         paragraph(
             "The figures below are of those who have sent. A figure that lacks somebody is not called "
             "published: it is not known until all of it is there.",
             "reading");
}

Html earlier(const Desk& desk, const TotalState& shown_total) {
  ShownTable shown{
      "Totals of this round", {{"Total"}, {"Made"}, {"State"}, {"Files", true}, {"Compare"}}, {}, true};
  for (const auto& one : totals(desk, shown_total.round)) {
    const auto before = std::to_string(one.number - 1);
    shown.rows.push_back(
        {{link(footprint_address("", one), "Total " + grouped(one.number)), span(when(one.at), "nowrap"),
          one.complete ? state(Shape::good, "Complete") : state(Shape::warning, "Not complete"),
          escaped(grouped(static_cast<std::int64_t>(one.files.size()))),
          one.number < 2 ? span("the first", "quiet")
                         : link(footprint_address("compare", one, {{"before", before}}),
                                "Why it moved since total " + before)}});
  }
  return heading(2, "Earlier totals") + table(shown);
}

Html ways_on(const TotalState& total) {
  return actions({button_link(footprint_address("mismatches", total), "Mismatches"),
                  button_link(footprint_address("bridge", total), "Bridges"),
                  button_link(footprint_address("figures", total), "By sector and organisation"),
                  button_link(footprint_address("explain", total), "From figure to cell"),
                  button_link(footprint_address("compare", total), "Why did it move?")});
}

Html downloads(const TotalState& total) {
  return heading(2, "Downloads") +
         list({link(footprint_address("total.xlsx", total), "Workbook with live formulas (.xlsx)"),
               link(footprint_address("total.json", total), "For programs (.json)"),
               link(footprint_address("total.txt", total), "As text (.txt)")});
}

}  // namespace

HttpAnswer overview_page(const Desk& desk, const HttpRequest& request) {
  const auto total = asked_total(desk, request);
  if (!total) return without_total(desk, request, total.error());
  const auto view = total_view(desk, *total);
  if (!view) return refused(request, view.error());
  const TotalView& figures_of = **view;
  const Template& edition = desk.form_of(total->round);
  const std::string year = chosen_year(edition, request);
  Page shown = footprint_page(desk, *total, "The footprint total");
  shown.crumbs = {{"Home", "/"}};
  FindingsShown findings;
  findings.findings = findings_of(figures_of.findings_report);
  findings.here = "/footprint";
  findings.rule = request.one("rule");
  findings.page =
      static_cast<std::size_t>(std::max(1L, std::strtol(request.one("page").c_str(), nullptr, 10)));
  Form choose{.action = "/footprint", .button = "Show", .fields = {year_field(edition, year)}, .get = true};
  for (auto& field : which_total(*total)) choose.fields.push_back(std::move(field));
  const auto faulty = provisional_files(desk, *total);
  shown.body =
      completeness(desk, figures_of) + provisional(desk, *total, faulty) +
      headline(desk, *total, !faulty.empty()) + ways_on(*total) + heading(2, "Published figures, £ million") +
      published_table(edition, *total, figures_of) + heading(2, "By place") +
      block("choose", form(request, choose)) + places_table(edition, *total, figures_of, year) +
      heading(2, "Payments between members taken out, " + year_label(edition, year) + ", £000") +
      paragraph(
          "The lower of what payers and payees state is taken out; what is left over are the "
          "differences named under Mismatches.",
          "reading") +
      journal_table(edition, *total, figures_of, year) + heading(2, "Findings of the total", "findings") +
      findings_by_cause(desk, findings) + downloads(*total) + earlier(desk, *total);
  return page(request, shown);
}

}  // namespace stp
