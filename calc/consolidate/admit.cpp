#include "calc/consolidate/admit.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "calc/consolidate/observed.h"

namespace stp {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string file_names(const Return& filed) {
  std::vector<std::string> names;
  for (const SourceFile& file : filed.files) names.push_back(file.name);
  std::sort(names.begin(), names.end());
  return joined(names);
}

// What the order of returns goes by, so that the order in which they were sent shows nowhere.
std::string order_key(const Return& filed) {
  std::vector<std::string> hashes;
  for (const SourceFile& file : filed.files) hashes.push_back(file.sha256 + ' ' + file.name);
  std::sort(hashes.begin(), hashes.end());
  return joined(hashes);
}

bool same_edition(const Return& filed, const Template& form) { return filed.edition == form.edition.code; }

std::string place_code(const Return& filed, const Template& form) {
  // Positions mean something only in the edition they were read with.
  if (!same_edition(filed, form) || !filed.place || filed.place.value >= form.places.size()) return "";
  return form.places[filed.place.value].code;
}

constexpr const char* other_basis_code = "other-basis";

struct Reason {
  std::string code, sentence, remedy, found = "", expected = "";
};

// A field of the cover whose code begins with "basis" says on what basis the figures stand; its first choice
// is the headline basis (templates/README.md). Left blank it is for the return's own rules to say so.
std::optional<Reason> other_basis(const Return& filed, const Template& form) {
  for (std::size_t i = 0; i < form.cover.size() && i < filed.cover.size(); ++i) {
    const CoverField& field = form.cover[i];
    if (!field.code.starts_with("basis") || field.choices.empty()) continue;
    const std::string& stated = filed.cover[i].text;
    if (stated.empty() || stated == field.choices.front()) continue;
    return Reason{other_basis_code,
                  "Its cover says \"" + field.label + ": " + stated + "\"; the total is built from \"" +
                      field.choices.front() + "\". Figures on different bases are never added.",
                  "Send the return on the basis \"" + field.choices.front() + "\".", stated,
                  field.choices.front()};
  }
  return {};
}

std::optional<Reason> wrong_edition_or_round(const Return& filed, const Template& form,
                                             const std::string& round) {
  if (filed.round.empty())
    return Reason{"round-not-stated", "It does not say which round it belongs to.",
                  "State the round on the cover."};
  if (filed.round != round)
    return Reason{
        "wrong-round",
        "It belongs to the round " + filed.round + "; this is the total of the round " + round + ".",
        "Send the return of the round " + round + ", or consolidate the round " + filed.round +
            " by itself."};
  const Round* known = form.round(round);
  const std::string& wanted = known && !known->edition.empty() ? known->edition : form.edition.code;
  if (filed.edition != wanted || !same_edition(filed, form))
    return Reason{"wrong-edition",
                  "It is on the edition " + filed.edition + "; the round " + round + " takes " + wanted + ".",
                  "Copy the figures into a blank workbook of the edition " + wanted + " and send that."};
  return {};
}

std::optional<Reason> why_not(const Return& filed, const Template& form, const std::string& round) {
  if (auto reason = wrong_edition_or_round(filed, form, round)) return reason;
  if (!filed.place || filed.place.value >= form.places.size())
    return Reason{"unknown-place",
                  "It does not say which place it is from, or names one that is not in this footprint.",
                  "Choose the place on the cover from its list."};
  return other_basis(filed, form);
}

Observation noticed(const char* kind, std::string found, std::string detail) {
  Observation observation;
  observation.kind = kind;
  observation.found = std::move(found);
  observation.detail = std::move(detail);
  return observation;
}

class Admitting {
 public:
  Admitting(const Template& form, const ConsolidateOptions& options) : form_(form), options_(options) {}

  Admission run(std::vector<Return> returns) {
    result_.round = options_.round.empty() ? common_round(returns, form_) : options_.round;
    std::vector<std::vector<Return>> by_place(form_.places.size());
    for (Return& filed : returns) {
      if (auto reason = why_not(filed, form_, result_.round))
        leave_out(filed, *reason,
                  reason->code == other_basis_code ? observed::other_basis : observed::return_not_added);
      else
        by_place[filed.place.value].push_back(std::move(filed));
    }
    for (auto& group : by_place) settle(std::move(group));
    for (Return& filed : result_.returns) only_at_home(filed);
    for (std::size_t place = 0; place < form_.places.size(); ++place)
      arrive(PlaceIndex{static_cast<std::uint16_t>(place)});
    in_order();
    return std::move(result_);
  }

 private:
  void leave_out(const Return& filed, const Reason& reason, const char* kind) {
    const std::string place = place_code(filed, form_);
    result_.not_added.push_back(
        {place, filed.round, file_names(filed), reason.code, reason.sentence, reason.remedy, ""});
    if (!kind) return;
    Observation seen = noticed(kind, reason.found.empty() ? file_names(filed) : reason.found,
                               file_names(filed) + ": " + reason.sentence);
    seen.expected = reason.expected;
    result_.observed.push_back(std::move(seen));
  }

  // All the returns of one place that are otherwise in order.
  void settle(std::vector<Return> group) {
    if (group.size() > 1) group = without_repeats(std::move(group));
    if (!parts_of_one(group)) {
      twice(group);
      return;
    }
    for (Return& filed : group) result_.returns.push_back(std::move(filed));
  }

  std::vector<Return> without_repeats(std::vector<Return> group) {
    std::vector<std::tuple<std::string, std::string, std::size_t>> order;
    for (std::size_t i = 0; i < group.size(); ++i)
      order.emplace_back(content_digest(group[i]), order_key(group[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<Return> kept;
    std::string last;
    for (const auto& [digest, key, i] : order) {
      if (digest != last)
        kept.push_back(std::move(group[i]));
      else
        leave_out(
            group[i],
            {"same-again", "It holds exactly what " + file_names(kept.back()) + " holds, which is added.",
             "Nothing to do."},
            nullptr);
      last = digest;
    }
    return kept;
  }

  // A place may send its sections in separate returns; two that bring the same section contradict each other.
  static bool parts_of_one(const std::vector<Return>& group) {
    std::uint32_t seen = 0;
    for (const Return& filed : group) {
      if (group.size() > 1 && (filed.sections == 0 || (seen & filed.sections) != 0)) return false;
      seen |= filed.sections;
    }
    return true;
  }

  void twice(const std::vector<Return>& group) {
    std::vector<std::string> names;
    for (const Return& filed : group) names.push_back(file_names(filed));
    std::sort(names.begin(), names.end());
    const std::string& place = form_.places[group.front().place.value].name;
    for (const Return& filed : group)
      leave_out(filed,
                {"place-twice",
                 place + " was sent more than once with different contents (" + joined(names) +
                     "). None of them is added: a person has to say which one stands.",
                 "Consolidate again with only the return of " + place + " that stands."},
                nullptr);
    Observation seen =
        noticed(observed::place_twice, joined(names),
                place + " was sent more than once with different contents: " + joined(names) + ".");
    seen.expected = "one return of " + place;
    result_.observed.push_back(std::move(seen));
  }

  // An organisation that serves several places is returned once, by its home place.
  void only_at_home(Return& filed) {
    std::erase_if(filed.organisations, [&](const OrganisationReturn& part) {
      const Organisation& body = form_.organisations[part.organisation.value];
      if (body.summary || (body.home == filed.place && body.returned)) return false;
      refuse_organisation(filed, body, part.organisation);
      return true;
    });
  }

  void refuse_organisation(const Return& filed, const Organisation& body, OrganisationIndex index) {
    std::string expected = "in no return";
    const Place& place = form_.places[filed.place.value];
    NotAdded left{place.code, filed.round, file_names(filed), "not-its-home", "", "", body.code};
    if (!body.returned || !body.home) {
      left.code = "not-returned-here";
      left.reason = body.name +
                    " is known only as somebody's counterparty; its figures are not part of this footprint.";
      left.remedy = "Take its sheet out of the return of " + place.name + ".";
    } else {
      const std::string& home = form_.places[body.home.value].name;
      expected = "only in the return of " + home;
      left.reason = body.name + " is returned by " + home + ". The return of " + place.name +
                    " brings it a second time; that second return is not added.";
      left.remedy = "Take its sheet out of the return of " + place.name +
                    "; what it does there is shown by the share table.";
    }
    Observation seen = noticed(observed::organisation_twice, "in the return of " + place.name, left.reason);
    seen.expected = expected;
    seen.organisation = index;
    result_.observed.push_back(std::move(seen));
    result_.not_added.push_back(std::move(left));
  }

  void arrive(PlaceIndex place) {
    Arrived arrived{place, false, {}, 0, {}};
    std::vector<bool> brought(form_.organisations.size(), false);
    for (const Return& filed : result_.returns) {
      if (filed.place != place) continue;
      arrived.present = true;
      arrived.sections |= filed.sections;
      arrived.files.insert(arrived.files.end(), filed.files.begin(), filed.files.end());
      for (const OrganisationReturn& part : filed.organisations) brought[part.organisation.value] = true;
    }
    if (!arrived.present) result_.observed.push_back(missing_place(form_.places[place.value].name));
    for (std::size_t i = 0; arrived.present && i < form_.organisations.size(); ++i)
      if (!brought[i]) expect(arrived, OrganisationIndex{static_cast<std::uint16_t>(i)});
    std::sort(arrived.files.begin(), arrived.files.end(), [](const SourceFile& a, const SourceFile& b) {
      return std::tie(a.name, a.sha256) < std::tie(b.name, b.sha256);
    });
    result_.arrived.push_back(std::move(arrived));
  }

  static Observation missing_place(const std::string& place) {
    Observation seen =
        noticed(observed::place_missing, "no return", "No return of " + place + " could be added.");
    seen.expected = "a return of " + place;
    return seen;
  }

  void expect(Arrived& arrived, OrganisationIndex index) {
    const Organisation& body = form_.organisations[index.value];
    if (body.summary || !body.returned || body.home != arrived.place) return;
    arrived.missing.push_back(index);
    Observation seen =
        noticed(observed::organisation_missing, "no sheet of it",
                body.name + " is not in the return of " + form_.places[arrived.place.value].name + ".");
    seen.expected = "the sheets of " + body.name;
    seen.organisation = index;
    result_.observed.push_back(std::move(seen));
  }

  void in_order() {
    put_in_order(result_.not_added);
    std::stable_sort(result_.observed.begin(), result_.observed.end(),
                     [](const Observation& a, const Observation& b) {
                       return std::tie(a.kind, a.found, a.detail) < std::tie(b.kind, b.found, b.detail);
                     });
  }

  const Template& form_;
  const ConsolidateOptions& options_;
  Admission result_;
};

}  // namespace

std::string common_round(const std::vector<Return>& returns, const Template& form) {
  std::map<std::string, std::size_t> votes;
  for (const Return& filed : returns)
    if (!filed.round.empty()) ++votes[filed.round];
  const auto position = [&](const std::string& code) {
    for (std::size_t i = 0; i < form.rounds.size(); ++i)
      if (form.rounds[i].code == code) return i + 1;
    return std::size_t{0};
  };
  std::string best;
  for (const auto& [code, count] : votes)
    if (best.empty() || std::pair(count, position(code)) > std::pair(votes[best], position(best)))
      best = code;
  return best;
}

Admission admit(std::vector<Return> returns, const Template& form, const ConsolidateOptions& options) {
  return Admitting(form, options).run(std::move(returns));
}

}  // namespace stp
