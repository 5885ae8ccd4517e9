#include "calc/consolidate/observe.h"

#include <algorithm>
#include <map>

#include "calc/calculation.h"
#include "calc/consolidate/match.h"
#include "calc/consolidate/observed.h"
#include "calc/consolidate/shares.h"
#include "calc/detect/ground.h"

namespace stp {
namespace {

PeriodIndex period_at(std::size_t position) { return PeriodIndex{static_cast<std::uint16_t>(position)}; }

std::string percent(Decimal share) { return to_text(share * Decimal::of(100)) + "%"; }
std::string amount(Decimal value) { return detect::exactly_shown(value, Unit()); }

class Observing {
 public:
  Observing(const FootprintTotal& total, const Template& form)
      : total_(total), form_(form), shares_(total.merged.filed, form) {}

  std::vector<Observation> run() {
    for (const OrganisationReturn& part : total_.merged.filed.organisations) {
      if (form_.organisations[part.organisation.value].summary) continue;
      shares_of(part.organisation);
      outside_share_of(part.organisation);
      nhs_position(part.organisation);
      references_of(part);
    }
    views();
    for (const EliminationTotal& entry : total_.eliminations) neutral(entry);
    for (const Pair& pair : total_.pairs) unmatched(pair);
    for (const Published& one : total_.published) rounding(one);
    return std::move(seen_);
  }

 private:
  Observation& note(const char* kind, OrganisationIndex organisation, LineIndex line, PeriodIndex period) {
    Observation one;
    one.kind = kind;
    one.organisation = organisation;
    one.line = line;
    one.period = period;
    seen_.push_back(std::move(one));
    return seen_.back();
  }

  // One observation for all measures whose shares make the same sum in a year.
  void shares_of(OrganisationIndex body) {
    const Decimal allowed = Decimal::ratio(1, 10'000);
    for (std::size_t p = 0; p < form_.periods.size(); ++p) {
      std::map<Decimal, std::string> measures_by_sum;
      for (std::uint16_t s = 0; s < form_.sections.size(); ++s) {
        const Decimal sum = shares_.whole(body, SectionIndex{s}, period_at(p));
        if (absolute(sum - Decimal::of(1)) <= allowed) continue;
        std::string& measures = measures_by_sum[sum];
        measures += (measures.empty() ? "" : ", ") + form_.sections[s].code;
      }
      for (const auto& [sum, measures] : measures_by_sum) {
        Observation& one = note(observed::shares_not_whole, body, {}, period_at(p));
        one.found = percent(sum);
        one.expected = "100%";
        one.difference = sum - Decimal::of(1);
        one.detail = "Measure: " + measures + ".";
      }
    }
  }

  void outside_share_of(OrganisationIndex body) {
    if (!form_.organisations[body.value].outside_share_expected) return;
    std::string measures;
    for (std::uint16_t s = 0; s < form_.sections.size(); ++s)
      for (std::size_t p = 0; p < form_.periods.size(); ++p) {
        const Decimal* shares = shares_.of(body, SectionIndex{s}, period_at(p));
        if (shares && shares[shares_.destinations() - 1] > Decimal()) continue;
        measures += (measures.empty() ? "" : ", ") + form_.sections[s].code;
        break;
      }
    if (measures.empty()) return;
    Observation& one = note(observed::outside_share_missing, body, {}, {});
    one.found = "0%";
    one.expected = "above 0%";
    one.detail = "Measure: " + measures + ".";
  }

  void nhs_position(OrganisationIndex body) {
    const Organisation& organisation = form_.organisations[body.value];
    if (organisation.in_nhs_surplus || !form_.types[organisation.type.value].nhs) return;
    Observation& one = note(observed::not_nhs_in_surplus, body, {}, {});
    one.found = "all";
    one.expected = "nothing";
    one.detail = "It was returned as a " + form_.types[organisation.type.value].label + ".";
  }

  void references_of(const OrganisationReturn& part) {
    for (const ReferenceValue& issued : form_.references) {
      const Line& line = form_.lines[issued.line.value];
      if (issued.organisation || holds(line.input_periods, issued.period)) continue;
      if (!holds(line.types, form_.organisations[part.organisation.value].type)) continue;
      for (std::uint16_t s = 0; s < form_.scenarios.size(); ++s) {
        if (!holds(line.scenarios, ScenarioIndex{s})) continue;
        const Entry& entry = part.entries.at(issued.line, ScenarioIndex{s}, issued.period);
        if (entry.kind != EntryKind::value || entry.value == issued.value) continue;
        Observation& one = note(observed::references_differ, part.organisation, issued.line, issued.period);
        one.scenario = ScenarioIndex{s};
        one.at = entry.at;
        one.found = detect::exactly_shown(entry.value, form_.units[line.unit.value]);
        one.expected = detect::exactly_shown(issued.value, form_.units[line.unit.value]);
        one.difference = entry.value - issued.value;
      }
    }
  }

  // Summary lines one by one; of the other lines of a section and year the first, with the number of the
  // rest.
  void views() {
    std::map<std::pair<std::uint16_t, std::uint16_t>, std::pair<const PlaceFigures*, int>> others;
    for (const PlaceFigures& figures : total_.places) {
      if (figures.difference.is_zero()) continue;
      const Line& line = form_.lines[figures.line.value];
      if (line.summary) {
        view(figures, "");
        continue;
      }
      auto& [first, count] = others[{line.section.value, figures.period.value}];
      if (!first) first = &figures;
      ++count;
    }
    for (const auto& [key, entry] : others)
      view(*entry.first,
           "It is the first of " + std::to_string(entry.second) + " such lines of the section in this year.");
  }

  void view(const PlaceFigures& figures, std::string detail) {
    Observation& one = note(observed::views_differ, {}, figures.line, figures.period);
    one.scenario = figures.scenario;
    one.found = amount(figures.organisations + figures.difference);
    one.expected = amount(figures.organisations);
    one.difference = figures.difference;
    one.detail = std::move(detail);
  }

  // More cannot be taken out of the lines than stands in them; then the two sides lose unlike amounts.
  void neutral(const EliminationTotal& entry) {
    const Decimal out_of_spending = std::min(entry.eliminated, entry.spent);
    const Decimal out_of_income = std::min(entry.eliminated, entry.received);
    if (out_of_spending == out_of_income) return;
    Observation& one = note(observed::elimination_not_neutral, {}, {}, entry.period);
    one.found = amount(out_of_spending);
    one.expected = amount(out_of_income);
    one.difference = out_of_spending - out_of_income;
    one.detail = "Nature " + entry.nature + ": the counterparty table eliminates " +
                 amount(entry.eliminated) + ", the lines hold " + amount(entry.spent) + " of spending and " +
                 amount(entry.received) + " of income.";
  }

  std::string name_of(OrganisationIndex body) const {
    const Organisation& organisation = form_.organisations[body.value];
    return organisation.short_name.empty() ? organisation.name : organisation.short_name;
  }

  std::string label_of(const std::string& nature) const {
    for (const Elimination& one : form_.eliminations)
      if (one.nature == nature) return one.label;
    return nature;
  }

  void unmatched(const Pair& pair) {
    if (pair.unmatched.is_zero() || pair.reason == pair_reason::outside_footprint) return;
    if (pair.reason == pair_reason::not_sent) return;  // the return that is missing is noticed itself
    Observation& one = note(observed::pair_unmatched, pair.payer, {}, pair.period);
    one.at = pair.payer_at ? pair.payer_at : pair.payee_at;
    one.found = pair.payer_figure ? amount(*pair.payer_figure) : "nothing";
    one.expected = pair.payee_figure ? amount(*pair.payee_figure) : "nothing";
    one.difference = pair.unmatched;
    one.allowed = pair.allowed;
    one.detail = name_of(pair.payer) + " pays " + name_of(pair.payee) + " (" + label_of(pair.nature) +
                 "): " + pair_reason::in_words(pair.reason) + ".";
  }

  // The years before the last are disclosed in the summary itself.
  void rounding(const Published& one) {
    if (one.difference.is_zero() || one.period.value + 1u != form_.periods.size()) return;
    Observation& seen = note(observed::rounding_disclosed, {}, one.line, one.period);
    seen.found = amount(one.rounded_places);
    seen.expected = amount(one.millions);
    seen.difference = one.difference;
  }

  const FootprintTotal& total_;
  const Template& form_;
  ShareTable shares_;
  std::vector<Observation> seen_;
};

}  // namespace

std::vector<Observation> observe(const FootprintTotal& total, const Template& form) {
  return Observing(total, form).run();
}

}  // namespace stp
