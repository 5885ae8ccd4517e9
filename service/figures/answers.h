// What a question from a spreadsheet's cell comes to in returns and totals that were read. What is not there
// is an error value that says what is: never nought for a blank, and never a sum in which a place is missing.
#pragma once

#include <vector>

#include "calc/base/result.h"
#include "calc/consolidate.h"
#include "calc/functions/figures.h"

namespace stp {

// One place's return, or what was merged of several, and what rules found in it.
struct ReadReturn {
  const Template* form = nullptr;
  const CalculatedReturn* figures = nullptr;
  const Findings* findings = nullptr;
};

functions::Error error_of(const Refusal& refusal);
// #REF! for what the edition does not know; #N/A for what it knows and these figures lack.
functions::Value answer_line(const std::vector<ReadReturn>& returns, const functions::FigureQuestion& asked);
// The footprint's figure, a place's share of it, or an organisation's.
functions::Value answer_total(const FootprintTotal& total, const Template& form,
                              const functions::FigureQuestion& asked);

// What a rule is said to do where nothing was found; templates/functions says what each means.
inline constexpr const char* verdict_holds = "holds";
inline constexpr const char* verdict_not_judged = "not judged";
// One of the two, or the messages of what the rule found, each with its cell. `judged`: see can_judge.
functions::Value answer_check(const std::vector<ReadReturn>& returns, const functions::CheckQuestion& asked);
functions::Value verdict(const Findings& findings, bool judged);

// A rule of the edition that is looked at, or why there is none.
Result<const Rule*> rule_of(const Template& form, const std::string& id);
// The organisation or place that people name by code or name; nothing for an unknown one.
struct Subject {
  OrganisationIndex organisation;  // or
  PlaceIndex place;
  explicit operator bool() const { return organisation || place; }
};
Subject subject_of(const Template& form, std::string_view named);

}  // namespace stp
