#include "service/desk/known.h"

#include <algorithm>

namespace stp {

Result<std::string> known_place(const Desk& desk, const std::string& code_or_slug) {
  const Template& form = desk.form();
  if (const auto place = form.place(code_or_slug)) return form.places[place.value].code;
  std::string known;
  for (const Place& one : form.places)
    known += (known.empty() ? "" : ", ") + one.code + " (" + one.name + ")";
  return refuse({"place-unknown", "There is no place \"" + code_or_slug + "\".", "place",
                 "The places are: " + known + "."});
}

Result<std::string> known_round(const Desk& desk, const std::string& code) {
  if (desk.round(code) != nullptr) return code;
  std::string known;
  for (const Round* one : desk.rounds()) known += (known.empty() ? "" : ", ") + one->code;
  return refuse(
      {"round-unknown", "There is no round \"" + code + "\".", "round", "The rounds are: " + known + "."});
}

Result<std::string> known_rule(const Desk& desk, const std::string& id) {
  const auto& editions = desk.pipeline.editions();
  if (std::any_of(editions.begin(), editions.end(),
                  [&](const Template& form) { return bool(form.rule(id)); }))
    return id;
  return refuse({"rule-unknown", "There is no rule \"" + id + "\".", "rule",
                 "The rule book (stp rules; page Rule book) lists them all."});
}

}  // namespace stp
