// Does a rule fire at a position? The one answer, used by the loader for the rules' examples and by validate
// for returns. Pure. Selection (which positions, which stage, active or off) is the caller's.
#pragma once

#include <optional>
#include <string_view>

#include "calc/form/template.h"
#include "calc/formula/evaluate.h"

namespace stp {

struct Judgement {
  bool fires = false;
  bool known = true;  // false: something the rule reads is unknown, so it says nothing
  // Of the comparison that fails. With Rule::expected: the line in hand against that figure.
  std::optional<Decimal> found, expected, difference, allowed;
};

// A rule with a check: fires where `when` holds and the check does not, beyond the tolerance.
Judgement judge(const Rule& rule, const Position& at, const Figures& figures);
bool fires(const Rule& rule, const Position& at, const Figures& figures);

// A rule that observes: fires on its kinds; with a stated tolerance only where the difference is larger.
bool fires_on(const Rule& rule, std::string_view kind, std::optional<Decimal> difference, const Position& at,
              const Figures& figures);

// True when the check has a comparison of numbers to take found, expected and difference from.
bool compares_numbers(const Expression& check);

}  // namespace stp
