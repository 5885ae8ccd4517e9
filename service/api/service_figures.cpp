#include "service/api/service_figures.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "calc/form/load.h"
#include "calc/validate.h"
#include "service/desk/keep.h"
#include "service/desk/returns.h"
#include "service/desk/rounds.h"
#include "service/desk/totals.h"
#include "service/figures/answers.h"
#include "service/figures/served_figures.h"
#include "service/total/total_json.h"

namespace stp {

namespace {

using functions::Value;
using Json = nlohmann::json;
using Whole = KeptFigures::Whole;

Refusal not_for(const Caller& caller, const std::string& what) {
  return {"not-allowed",
          what + " is not for " + (caller.signed_in() ? caller.shown : "people not signed in") + ".", "",
          "Ask for figures of a place you hold a role in."};
}

// In a cell there is no field whose name the reader has seen.
functions::Error told_in_cell(Refusal refusal) {
  refusal.where.clear();
  return error_of(refusal);
}

// What a person may not see is answered as what is not there.
Value kept_from(const Refusal& refusal) {
  functions::Error error = error_of(refusal);
  error.fault = functions::Fault::missing;
  return error;
}

// A document the service made itself of files that were read in a cage.
Result<Whole> read_total(const Desk& desk, const std::string& json) {
  auto total = read_total_json(json, desk.pipeline.editions());
  if (!total) return refuse(total.error());
  auto form = choose_edition(desk.pipeline.editions(), total->edition);
  if (!form) return refuse(form.error());
  return std::make_shared<const Pipeline::Consolidated>(
      Pipeline::Consolidated{*form, std::move(*total), {}, {}});
}

// What was worked out for a key before, refusals too.
template <class Known, class Work>
const typename Known::mapped_type& once(Known& known, const typename Known::key_type& key, Work work) {
  auto found = known.find(key);
  if (found == known.end()) found = known.emplace(key, work()).first;
  return found->second;
}

using PlaceAndRound = std::pair<std::string, std::string>;

class ServiceFigures final : public functions::Figures {
 public:
  ServiceFigures(const Desk& desk, Caller caller, KeptFigures& kept)
      : desk_(desk), caller_(std::move(caller)), kept_(kept) {}

  Value line(const functions::FigureQuestion& asked) const override {
    const auto round = round_of(asked.source);
    if (!round) return told_in_cell(round.error());
    const auto place = home_of(asked.organisation);
    if (!place) return told_in_cell(place.error());
    if (!allowed(caller_, Need::see_place, *place))
      return kept_from(not_for(caller_, "The return of " + name_of(*place)));
    const auto whole = return_of(*place, *round);
    if (!whole) return told_in_cell(whole.error());
    if (!*whole) return kept_from(not_sent(*place, *round));
    return answer_line({{(*whole)->form, &(*whole)->total.merged}}, in_merged(asked));
  }

  Value total(const functions::FigureQuestion& asked) const override {
    const auto whole = newest_total(asked.source);
    if (!whole) return kept_from(whole.error());
    return answer_total((*whole)->total, *(*whole)->form, asked);
  }

  Value check(const functions::CheckQuestion& asked) const override {
    const auto round = round_of(asked.source);
    const auto rule = rule_of(round ? desk_.form_of(*round) : desk_.form(), asked.rule);
    if (!rule) return told_in_cell(rule.error());
    return (*rule)->on_total ? check_total(asked) : check_returns(asked, (*rule)->id);
  }

 private:
  Result<std::string> round_of(const std::string& named) const {
    return once(rounds_, named, [&] { return find_round(named); });
  }

  // As people name it here, or elsewhere, where "service" tells it from files.
  Result<std::string> find_round(const std::string& source) const {
    const std::string named = round_of_service(source).value_or(source);
    const std::string round = named.empty() ? current_round(desk_) : named;
    if (round.empty()) return refuse({"no-round", "No round has been opened yet.", "", "Name a round."});
    if (const auto known = round_state(desk_, round); !known) return refuse(known.error());
    return round;
  }

  Result<std::string> home_of(const std::string& organisation) const {
    const Template& form = desk_.form();
    const Subject subject = subject_of(form, organisation);
    if (subject.place) return form.places[subject.place.value].code;
    if (subject.organisation && form.organisations[subject.organisation.value].home)
      return form.places[form.organisations[subject.organisation.value].home.value].code;
    std::string known;
    for (const auto& place : form.places) known += (known.empty() ? "" : ", ") + place.name;
    return refuse({"organisation-unknown",
                   "There is no organisation or place \"" + organisation + "\" that returns.", "",
                   "Name an ODS code, or one of: " + known + "."});
  }

  // A place's own return was consolidated by itself: what it is called by is then the whole.
  functions::FigureQuestion in_merged(functions::FigureQuestion asked) const {
    if (subject_of(desk_.form(), asked.organisation).place) asked.organisation.clear();
    return asked;
  }

  std::string name_of(const std::string& place) const {
    for (const Place& one : desk_.form().places)
      if (one.code == place) return one.name;
    return place;
  }

  Refusal not_sent(const std::string& place, const std::string& round) const {
    return {"return-missing", name_of(place) + " has not sent a return for the round " + round + ".", "", ""};
  }

  // Null: nothing counts yet.
  Result<Whole> return_of(const std::string& place, const std::string& round) const {
    return once(returns_, {place, round}, [&] { return find_return(place, round); });
  }

  // Read in a cage, as every file is.
  Result<Whole> find_return(const std::string& place, const std::string& round) const {
    std::vector<std::string> hashes;
    desk_.database.read([&](DbSession& session) { hashes = counting_files(desk_, session, place, round); });
    if (hashes.empty()) return Whole();
    const std::string key = join_words(hashes) + " " + round;
    if (auto kept = kept_.find(key)) return kept;
    Request request{"consolidate", {}, {{"round", {round}}}, {"json"}};
    for (const auto& hash : hashes) {
      auto file = input_file(desk_, hash);
      if (!file) return refuse(file.error());
      request.files["files"].push_back(std::move(*file));
    }
    const auto answer = desk_.workers.run(request, true);
    if (!answer) return refuse(answer.error());
    auto whole = read_total(desk_, answer->document("json")->bytes);
    if (whole) kept_.keep(key, *whole);
    return whole;
  }

  Result<Whole> newest_total(const std::string& named) const {
    const auto round = round_of(named);
    if (!round) return refuse(round.error());
    if (!allowed(caller_, Need::see_footprint, "")) return refuse(not_for(caller_, "The footprint total"));
    return once(totals_, *round, [&] { return find_total(*round); });
  }

  Result<Whole> find_total(const std::string& round) const {
    const auto state = stp::total(desk_, round);
    if (!state) return refuse(state.error());
    if (auto kept = kept_.find(state->json)) return kept;
    const auto json = total_document(desk_, *state, "json");
    if (!json) return refuse(json.error());
    auto whole = read_total(desk_, *json);
    if (whole) kept_.keep(state->json, *whole);
    return whole;
  }

  Value check_total(const functions::CheckQuestion& asked) const {
    const auto whole = newest_total(asked.source);
    if (!whole) return kept_from(whole.error());
    const FootprintTotal& total = (*whole)->total;
    return answer_check({{(*whole)->form, &total.merged, &total.findings}}, asked);
  }

  // Of one place, or of all that the caller may see.
  Value check_returns(const functions::CheckQuestion& asked, const std::string& rule) const {
    const auto round = round_of(asked.source);
    if (!round) return told_in_cell(round.error());
    std::vector<std::string> places;
    if (asked.organisation.empty()) {
      for (const auto& place : desk_.form().places) places.push_back(place.code);
    } else {
      const auto home = home_of(asked.organisation);
      if (!home) return told_in_cell(home.error());
      if (!allowed(caller_, Need::see_place, *home))
        return kept_from(not_for(caller_, "The return of " + name_of(*home)));
      places = {*home};
    }
    Findings found;
    std::vector<std::string> checked;
    for (const auto& place : places)
      if (allowed(caller_, Need::see_place, place) && add_findings(place, *round, rule, asked, found))
        checked.push_back(place);
    if (!checked.empty()) return verdict(found, !found.empty() || judged_in(checked, *round, asked));
    return kept_from(
        {"return-missing", "No return of the round " + *round + " has been checked yet.", "", ""});
  }

  // A report tells what was found; whether there was anything to find is told by the figures.
  bool judged_in(const std::vector<std::string>& places, const std::string& round,
                 const functions::CheckQuestion& asked) const {
    return std::any_of(places.begin(), places.end(), [&](const std::string& place) {
      const auto whole = return_of(place, round);
      if (!whole || !*whole) return false;
      const Template& form = *(*whole)->form;
      const auto rule = rule_of(form, asked.rule);
      return rule && can_judge((*whole)->total.merged, form, **rule,
                               subject_of(form, asked.organisation).organisation);
    });
  }

  // False: nothing of this place has been checked.
  bool add_findings(const std::string& place, const std::string& round, const std::string& rule,
                    const functions::CheckQuestion& asked, Findings& found) const {
    const auto& checked = once(checked_, {place, round}, [&] { return find_checked(place, round); });
    if (!checked) return false;
    const Subject subject = subject_of(desk_.form(), asked.organisation);
    const std::string body =
        subject.organisation ? desk_.form().organisations[subject.organisation.value].code : "";
    for (const Finding& one : *checked)
      if (one.rule == rule && (body.empty() || one.organisation.empty() || one.organisation == body))
        found.push_back(one);
    return true;
  }

  // What the newest check of a place's return found, as far as a verdict tells of it.
  std::optional<Findings> find_checked(const std::string& place, const std::string& round) const {
    const auto state = return_state(desk_, place, round);
    if (!state || state->report_json.empty()) return std::nullopt;
    const auto bytes = desk_.bytes.read(state->report_json);
    if (!bytes) return std::nullopt;
    Findings found;
    for (const auto& checked : Json::parse(*bytes).at("returns"))
      for (const auto& one : checked.at("findings")) {
        Finding& finding = found.emplace_back();
        finding.rule = one.at("rule");
        finding.organisation = one.at("organisation");
        finding.sheet = one.at("sheet");
        finding.cell = one.at("cell");
        finding.message = one.at("message");
      }
    return found;
  }

  const Desk& desk_;
  Caller caller_;
  KeptFigures& kept_;
  // Of the questions answered before.
  mutable std::map<std::string, Result<std::string>> rounds_;
  mutable std::map<PlaceAndRound, Result<Whole>> returns_;
  mutable std::map<std::string, Result<Whole>> totals_;
  mutable std::map<PlaceAndRound, std::optional<Findings>> checked_;
};

}  // namespace

Whole KeptFigures::find(const std::string& hash) {
  const std::lock_guard guard(mutex_);
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) { return one.first == hash; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front().second;
}

void KeptFigures::keep(const std::string& hash, Whole whole) {
  const std::lock_guard guard(mutex_);
  kept_.emplace_front(hash, std::move(whole));
  if (kept_.size() > most_) kept_.pop_back();
}

std::unique_ptr<functions::Figures> service_figures(const Desk& desk, const Caller& caller,
                                                    KeptFigures& kept) {
  return std::make_unique<ServiceFigures>(desk, caller, kept);
}

}  // namespace stp
