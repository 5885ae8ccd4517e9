#include "service/web/footprint/places_shown.h"

#include <algorithm>

#include "calc/base/decimal.h"
#include "service/web/common.h"

namespace stp {

namespace {

struct ShownFigures {
  std::vector<std::string> parts;  // by place, then outside; "": not known
  std::string rest, all;           // rest: what the parts lack of all
};

ShownFigures shown_figures(const Template& form, const TotalView::ByPlace& one) {
  const Unit* unit = unit_of(form, one.line);
  ShownFigures shown;
  for (const auto& place : form.places) {
    if (place.footprint) continue;
    const auto found = one.places.find(place.code);
    shown.parts.push_back(found == one.places.end() ? "" : as_shown(unit, found->second));
  }
  shown.parts.push_back(as_shown(unit, one.outside));
  shown.all = as_shown(unit, one.organisations);
  if (shown.all.empty()) return shown;
  Decimal rest = parse_decimal(shown.all).value;
  for (const auto& part : shown.parts)
    if (!part.empty()) rest = rest - parse_decimal(part).value;
  shown.rest = to_text(rest);
  return shown;
}

Html in_words(const std::string& amount) {
  return amount.empty() ? span("not known", "quiet") : escaped(grouped(amount));
}

Html last_cell(const PlacesRow& row, const std::string& all) {
  if (row.href.empty()) return in_words(all);
  return link(row.href, all.empty() ? "not known" : grouped(all), row.about);
}

bool lacks_a_part(const ShownFigures& one) {
  return std::find(one.parts.begin(), one.parts.end(), "") != one.parts.end();
}

}  // namespace

std::string as_shown(const Unit* unit, const std::string& amount) {
  if (unit == nullptr || amount.empty()) return amount;
  const Decimal exact = parse_decimal(amount).value;
  return to_text(rounded(unit->as_percent ? exact * Decimal::of(100) : exact, unit->decimals));
}

Html figure_shown(const Unit* unit, const std::string& amount) { return in_words(as_shown(unit, amount)); }

Html places_shown(const Template& form, const PlacesTable& places) {
  std::vector<ShownFigures> figures;
  for (const auto& row : places.rows) figures.push_back(shown_figures(form, *row.figures));
  const bool lacking = std::any_of(figures.begin(), figures.end(), lacks_a_part);
  const bool with_rest = lacking || std::any_of(figures.begin(), figures.end(), [](const ShownFigures& one) {
                           return !one.rest.empty() && one.rest != "0";
                         });
  const std::string rest = lacking ? "Not by place yet" : "Rounding";
  ShownTable shown{places.caption, {{places.heading}}};
  for (const auto& place : form.places)
    if (!place.footprint) shown.columns.push_back({place.name, true});
  shown.columns.push_back({"Outside the footprint", true});
  if (with_rest) shown.columns.push_back({rest, true});
  shown.columns.push_back({places.all, true});
  for (std::size_t i = 0; i < places.rows.size(); ++i) {
    ShownRow row{{places.rows[i].heading}};
    for (const auto& part : figures[i].parts) row.cells.push_back(in_words(part));
    if (with_rest) row.cells.push_back(in_words(figures[i].rest));
    row.cells.push_back(last_cell(places.rows[i], figures[i].all));
    shown.rows.push_back(std::move(row));
  }
  if (!with_rest) return table(shown);
  return table(shown) +
         paragraph(lacking
                       ? "A place that has not sent all it should is not known. What is known of its part, "
                         "such as what other places' organisations do for it, stands under \"" +
                             rest + "\" with the rounding, so that each row adds up to its last figure."
                       : "Each figure is rounded by itself. What that leaves stands under \"" + rest +
                             "\", so that each row adds up to its last figure.",
                   "reading");
}

}  // namespace stp
