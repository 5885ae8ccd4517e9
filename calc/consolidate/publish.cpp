#include "calc/consolidate/publish.h"

namespace stp {
namespace {

constexpr const char* unstated = "unstated";  // a basis nobody gave

bool is_money(const Unit& unit) {
  return unit.money == 1 && unit.count == 0 && unit.wte == 0 && !unit.as_percent;
}

std::string named(const QuotedFigure& figure) {
  return figure.as_quoted + " (" + figure.code + "): " + figure.basis + ", " + figure.period;
}

}  // namespace

Decimal millions_of(Decimal thousands) { return rounded(thousands / Decimal::of(1000), published_decimals); }

std::vector<Published> publish(const std::vector<PlaceFigures>& places, const Template& form) {
  std::vector<Published> published;
  for (const PlaceFigures& figures : places) {
    const Line& line = form.lines[figures.line.value];
    if (!line.summary || !is_money(form.units[line.unit.value])) continue;
    Published one{
        figures.line, figures.period, figures.organisations,      millions_of(figures.organisations), {},
        {},           figures.known,  figures.organisations_known};
    one.places_known = figures.comparable();
    one.rounded_places = millions_of(figures.outside);
    for (const Decimal part : figures.by_place) one.rounded_places += millions_of(part);
    if (one.places_known) one.difference = one.rounded_places - one.millions;
    published.push_back(one);
  }
  return published;
}

Result<Decimal> add_quoted(const std::vector<QuotedFigure>& figures) {
  Decimal sum;
  for (const QuotedFigure& figure : figures) {
    const QuotedFigure& first = figures.front();
    if (figure.basis.empty() || figure.basis == unstated || figure.basis != first.basis ||
        figure.period != first.period) {
      std::string list;
      for (const QuotedFigure& each : figures) list += (list.empty() ? "" : "; ") + named(each);
      return refuse(
          {"different-basis",
           "These figures rest on different bases, or on one nobody stated, and are not added: " + list + ".",
           "quoted figures",
           "Quote each with its own basis, or ask its owner for the figure on the basis wanted."});
    }
    sum += figure.value;
  }
  return sum;
}

}  // namespace stp
