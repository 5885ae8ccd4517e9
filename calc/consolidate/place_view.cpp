#include "calc/consolidate/place_view.h"

#include <map>
#include <memory>
#include <tuple>

#include "calc/return_figures.h"

namespace stp {
namespace {

// The world as one place sees it: an organisation's figure is the place's share of it, a summary line is
// worked out anew from those shares.
class OnePlace : public ReturnFigures {
 public:
  OnePlace(const CalculatedReturn& merged, const Template& form, const ShareTable& shares,
           std::size_t destination)
      : ReturnFigures(merged, form), form_(form), shares_(shares), destination_(destination) {}

  Value line(LineIndex line, const Position& at) const override {
    const Organisation& body = form_.organisations[at.organisation.value];
    if (body.summary && form_.lines[line.value].summary) return summary(line, at);
    const Value whole = ReturnFigures::line(line, at);
    const Decimal* shares = shares_.of(at.organisation, form_.lines[line.value].section, at.period);
    if (!shares) return whole.known && whole.number.is_zero() ? whole : Value::unknown();
    if (shares[destination_].is_zero()) return {Decimal(), true};
    if (!whole.known) return whole;
    shares_.share_out(whole.number, shares, parts_);
    return {parts_[destination_], true};
  }

 private:
  Value summary(LineIndex line, const Position& at) const {
    const ScenarioIndex scenario = scenario_of(line, at.scenario);
    const auto key = std::tuple(line.value, scenario.value, at.period.value);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    const FormulaCase* formula =
        form_.lines[line.value].formula_for(form_.organisations[at.organisation.value].type, at.period);
    if (!formula) return {Decimal(), true};
    const Value value = evaluate(formula->formula, {at.organisation, line, scenario, at.period}, *this);
    return known_[key] = value;
  }

  const Template& form_;
  const ShareTable& shares_;
  std::size_t destination_;
  mutable std::map<std::tuple<std::uint16_t, std::uint16_t, std::uint16_t>, Value> known_;
  mutable std::vector<Decimal> parts_;
};

class Viewing {
 public:
  Viewing(const CalculatedReturn& merged, const Template& form, const std::vector<Arrived>& arrived)
      : merged_(merged), form_(form), shares_(merged.filed, form), places_(form.places.size() - 1) {
    for (const Arrived& place : arrived) {
      if (place.present && place.place.value < places_) arrived_ |= 1u << place.place.value;
      whole_ = whole_ && place.present && place.missing.empty();
    }
  }

  std::vector<PlaceFigures> run() {
    summary_lines();
    const std::vector<bool> additive = additive_lines(form_);
    for (std::uint16_t l = 0; l < form_.lines.size(); ++l)
      if (additive[l] && !form_.lines[l].summary) one_line(LineIndex{l});
    return std::move(view_);
  }

 private:
  template <class Do>
  void each_period(LineIndex line, Do what) {
    const Line& definition = form_.lines[line.value];
    for (std::uint16_t s = 0; s < form_.scenarios.size(); ++s)
      for (std::uint16_t p = 0; p < form_.periods.size(); ++p)
        if (holds(definition.scenarios, ScenarioIndex{s}) && holds(definition.periods, PeriodIndex{p}))
          what(ScenarioIndex{s}, PeriodIndex{p});
  }

  PlaceFigures empty(LineIndex line, ScenarioIndex s, PeriodIndex p, TypeIndex type) const {
    PlaceFigures figures{line, s, p, type, std::vector<Decimal>(places_), {}, {}, {}, whole_, arrived_};
    return figures;
  }

  void finish(PlaceFigures figures) {
    Decimal sum = figures.outside;
    for (const Decimal part : figures.by_place) sum += part;
    if (figures.comparable()) figures.difference = sum - figures.organisations;
    view_.push_back(std::move(figures));
  }

  void summary_lines() {
    const OrganisationIndex summary = form_.summary_of(form_.footprint());
    if (!summary) return;
    std::vector<std::unique_ptr<OnePlace>> worlds;
    for (std::size_t d = 0; d < shares_.destinations(); ++d)
      worlds.push_back(std::make_unique<OnePlace>(merged_, form_, shares_, d));
    const std::vector<bool> additive = additive_lines(form_);
    for (std::uint16_t l = 0; l < form_.lines.size(); ++l)
      if (form_.lines[l].summary && additive[l])
        each_period(LineIndex{l}, [&](ScenarioIndex s, PeriodIndex p) {
          one_summary(worlds, {summary, LineIndex{l}, s, p});
        });
  }

  void one_summary(const std::vector<std::unique_ptr<OnePlace>>& worlds, const Position& at) {
    PlaceFigures figures = empty(at.line, at.scenario, at.period, {});
    const Figure* whole = merged_.find(at.organisation, at.line, at.scenario, at.period);
    figures.organisations_known = whole && whole->state == FigureState::known;
    figures.known = figures.known && figures.organisations_known;
    if (whole) figures.organisations = whole->value;
    for (std::size_t d = 0; d < worlds.size(); ++d) {
      const Value value = worlds[d]->line(at.line, at);
      if (!value.known)
        not_known(figures, d);
      else
        (d < places_ ? figures.by_place[d] : figures.outside) = value.number;
    }
    finish(std::move(figures));
  }

  void not_known(PlaceFigures& figures, std::size_t destination) const {
    figures.known = false;
    figures.unknown_parts |= 1u << destination;
    if (destination < places_) figures.known_places &= ~(1u << destination);
  }

  void one_line(LineIndex line) {
    for (std::uint16_t t = 0; t < form_.types.size(); ++t) {
      if (!holds(form_.lines[line.value].types, TypeIndex{t}) || form_.types[t].summary) continue;
      std::vector<std::size_t> bodies;
      for (std::size_t i = 0; i < merged_.figures.size(); ++i)
        if (form_.organisations[merged_.filed.organisations[i].organisation.value].type.value == t)
          bodies.push_back(i);
      if (bodies.empty()) continue;
      each_period(line, [&](ScenarioIndex s, PeriodIndex p) {
        PlaceFigures figures = empty(line, s, p, TypeIndex{t});
        for (const std::size_t body : bodies) add(figures, body);
        finish(std::move(figures));
      });
    }
  }

  void add(PlaceFigures& figures, std::size_t body) {
    const OrganisationIndex organisation = merged_.filed.organisations[body].organisation;
    const Figure& figure = merged_.figures[body].at(figures.line, figures.scenario, figures.period);
    const Decimal* shares = shares_.of(organisation, form_.lines[figures.line.value].section, figures.period);
    if (figure.state == FigureState::unknown) {
      figures.known = figures.organisations_known = false;
      for (std::size_t d = 0; d < shares_.destinations(); ++d)
        if (!shares || !shares[d].is_zero()) not_known(figures, d);
      return;
    }
    if (figure.value.is_zero()) return;
    figures.organisations += figure.value;
    if (!shares) {  // nobody says whom it serves: the difference shows it
      figures.known = false;
      return;
    }
    shares_.share_out(figure.value, shares, parts_);
    for (std::size_t d = 0; d < places_; ++d) figures.by_place[d] += parts_[d];
    figures.outside += parts_[places_];
  }

  const CalculatedReturn& merged_;
  const Template& form_;
  ShareTable shares_;
  std::size_t places_;
  std::uint32_t arrived_ = 0;
  bool whole_ = true;
  std::vector<Decimal> parts_;
  std::vector<PlaceFigures> view_;
};

}  // namespace

std::vector<PlaceFigures> place_view(const CalculatedReturn& merged, const Template& form,
                                     const std::vector<Arrived>& arrived) {
  return Viewing(merged, form, arrived).run();
}

Value PlaceValues::at_destination(const Expression& operand, const Position& at,
                                  std::size_t destination) const {
  return evaluate(operand, at, OnePlace(merged_, form_, shares_, destination));
}

Value PlaceValues::over_places(const Expression& operand, const Position& at) const {
  Value sum{Decimal(), true};
  for (std::size_t d = 0; d + 1 < shares_.destinations() && sum.known; ++d) {
    const Value value = at_destination(operand, at, d);
    sum = value.known ? Value{sum.number + value.number, true} : Value::unknown();
  }
  return sum;
}

Value PlaceValues::outside(const Expression& operand, const Position& at) const {
  return at_destination(operand, at, shares_.destinations() - 1);
}

}  // namespace stp
