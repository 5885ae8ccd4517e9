// Where the lines a formula names are asked, against where the formula holds.
#include <algorithm>
#include <bit>
#include <string>

#include "calc/formula/check.h"

namespace stp {

namespace {

struct Scope {
  TypeSet types;
  PeriodSet periods;
  ScenarioSet scenarios;
  bool named_scenario = false;  // by in(): then the line must have it
};

class ApplicabilityCheck {
 public:
  explicit ApplicabilityCheck(const FormulaMeanings& meanings) : meanings_(meanings) {}

  void check(const Expression& e, Scope scope) {
    switch (e.op) {
      case Operator::line:
        return line(e, scope);
      case Operator::sum:
        return sum(e, scope);
      case Operator::previous:
        return previous(e, scope);
      case Operator::scenario:
        scope.scenarios = set_of(e.scenario);
        scope.named_scenario = true;
        break;
      case Operator::organisations:
        scope.types = e.types;
        break;
      case Operator::places:
      case Operator::outside:
        scope.types = 0;
        break;  // whatever is shared out to places
      default:
        break;
    }
    for (const Expression& operand : e.operands) check(operand, scope);
  }

  std::vector<FormulaTrouble> troubles;

 private:
  void note(const Expression& e, std::string sentence, std::string remedy) {
    troubles.push_back({std::move(sentence), std::move(remedy), std::max(e.text_column, 1u)});
  }

  template <class Of>
  std::string codes(std::uint32_t set, std::string (FormulaMeanings::*code)(Index<Of>) const) const {
    std::string text;
    for (; set != 0; set &= set - 1) {
      const Index<Of> member{static_cast<std::uint16_t>(std::countr_zero(set))};
      text += (text.empty() ? "" : ", ") + (meanings_.*code)(member);
    }
    return text;
  }

  void line(const Expression& e, const Scope& scope) {
    const std::string code = meanings_.line_code(e.line);
    if (const TypeSet lacking = scope.types & ~meanings_.line_types(e.line))
      note(e,
           code + " is not asked of " + codes(lacking, &FormulaMeanings::type_code) + ", but the formula is.",
           "Write the formula by type, or put the line into a sum().");
    if (const PeriodSet lacking = scope.periods & ~meanings_.line_periods(e.line))
      note(e,
           code + " is not asked in " + codes(lacking, &FormulaMeanings::period_code) +
               ", but the formula is.",
           "Write the formula by period, or leave those periods out.");
    scenario(e, scope);
  }

  void scenario(const Expression& e, const Scope& scope) {
    const ScenarioSet of_line = meanings_.line_scenarios(e.line);
    if ((scope.scenarios & ~of_line) == 0) return;
    if (!scope.named_scenario && std::has_single_bit(of_line)) return;  // read in the only one it has
    note(e, meanings_.line_code(e.line) + " is not asked in this scenario.",
         "Name a scenario the line has, as in in(DN, F1), or take in() away.");
  }

  void sum(const Expression& e, const Scope& scope) {
    TypeSet unanswered = scope.types;
    for (const Expression& operand : e.operands) {
      if (operand.op != Operator::line) {
        unanswered = 0;
        check(operand, scope);
      } else {
        unanswered &= ~meanings_.line_types(operand.line);
        scenario(operand, scope);
      }
    }
    if (unanswered != 0)
      note(e, "No line of this sum is asked of " + codes(unanswered, &FormulaMeanings::type_code) + ".",
           "Take the type out of the formula's types, or add a line it has.");
  }

  void previous(const Expression& e, Scope scope) {
    const PeriodSet first = set_of(PeriodIndex{0});
    if ((scope.periods & first) != 0)
      note(e, "previous() looks before " + meanings_.period_code(PeriodIndex{0}) + ", the first year.",
           "Give the first year a formula of its own, or leave it out of the periods.");
    scope.periods = (scope.periods & ~first) >> 1;
    check(e.operands[0], scope);
  }

  const FormulaMeanings& meanings_;
};

void collect(const Expression& e, Reference context, std::vector<Reference>& found) {
  switch (e.op) {
    case Operator::line:
      context.line = e.line;
      found.push_back(context);
      return;
    case Operator::previous:
      context.previous = true;
      break;
    case Operator::scenario:
      context.scenario = e.scenario;
      break;
    case Operator::organisations:
    case Operator::places:
    case Operator::outside:
      context.across_organisations = true;
      break;
    default:
      break;
  }
  for (const Expression& operand : e.operands) collect(operand, context, found);
}

}  // namespace

std::vector<FormulaTrouble> applicability(const Expression& expression, const FormulaMeanings& meanings,
                                          TypeSet types, PeriodSet periods, ScenarioSet scenarios) {
  ApplicabilityCheck check(meanings);
  check.check(expression, {types, periods, scenarios});
  return std::move(check.troubles);
}

std::vector<Reference> references(const Expression& expression) {
  std::vector<Reference> found;
  collect(expression, {}, found);
  return found;
}

}  // namespace stp
