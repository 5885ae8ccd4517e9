#include "calc/consolidate.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "calc/consolidate/admit.h"
#include "calc/consolidate/match.h"
#include "calc/consolidate/merge.h"
#include "calc/consolidate/observe.h"
#include "calc/consolidate/place_view.h"
#include "calc/consolidate/publish.h"
#include "calc/validate.h"

namespace stp {
namespace {

void say_what_is_missing(FootprintTotal& total, const Template& form) {
  for (const Arrived& arrived : total.arrived) {
    if (!arrived.present)
      total.incomplete.push_back("incomplete: " + form.places[arrived.place.value].name + " missing");
    for (const OrganisationIndex body : arrived.missing)
      total.incomplete.push_back("incomplete: " + form.organisations[body.value].name + " missing");
  }
  total.complete = total.incomplete.empty();
}

}  // namespace

void put_in_order(std::vector<NotAdded>& not_added) {
  std::sort(not_added.begin(), not_added.end(), [](const NotAdded& a, const NotAdded& b) {
    return std::tie(a.place, a.code, a.organisation, a.file, a.reason) <
           std::tie(b.place, b.code, b.organisation, b.file, b.reason);
  });
}

void work_out(FootprintTotal& total, const Template& form) {
  total.incomplete.clear();
  say_what_is_missing(total, form);
  total.merged = calculate(std::move(total.merged.filed), form);
  total.places = place_view(total.merged, form, total.arrived);
  total.pairs = match_pairs(total.merged, form, total.row_origins);
  total.eliminations = eliminate(total.merged, form, total.pairs);
  total.gross = gross_totals(total.merged, form, total.pairs);
  total.published = publish(total.places, form);
}

FootprintTotal consolidate(std::vector<Return> returns, const Template& form,
                           const ConsolidateOptions& options) {
  Admission admission = admit(std::move(returns), form, options);
  Merged merged = merge(std::move(admission.returns), admission.round, form);

  FootprintTotal total;
  const Round* round = form.round(admission.round);
  total.edition = form.edition.code;
  total.round = admission.round;
  total.stage = !options.stage.empty() ? options.stage : round ? round->stage : "";
  total.template_hash = form.hash;
  total.footprint_name = round && !round->footprint_name.empty() ? round->footprint_name
                                                                 : form.places[form.footprint().value].name;
  total.arrived = std::move(admission.arrived);
  total.not_added = std::move(admission.not_added);
  total.not_added.insert(total.not_added.end(), merged.not_added.begin(), merged.not_added.end());
  put_in_order(total.not_added);
  total.merged.filed = std::move(merged.filed);
  total.row_origins = std::move(merged.row_origins);
  work_out(total, form);

  std::vector<Observation>& observations = total.merged.filed.observations;
  const auto add = [&](std::vector<Observation> more) {
    observations.insert(observations.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
  };
  add(std::move(admission.observed));
  add(std::move(merged.observed));
  add(observe(total, form));
  total.findings = validate(total.merged, form, total.stage);
  return total;
}

}  // namespace stp
