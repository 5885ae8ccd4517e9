#include <set>

#include "calc/consolidate/match.h"

namespace stp {
namespace {

// The figures of these lines of all members of these types, in the line's own scenario.
Decimal sum_of(const CalculatedReturn& merged, const Template& form, const std::vector<LineIndex>& lines,
               TypeSet types, PeriodIndex period) {
  Decimal sum;
  for (std::size_t i = 0; i < merged.figures.size(); ++i) {
    const Organisation& body = form.organisations[merged.filed.organisations[i].organisation.value];
    if (body.summary || (types != 0 && !holds(types, body.type))) continue;
    for (const LineIndex line : lines)
      for (std::uint16_t s = 0; s < form.scenarios.size(); ++s)
        if (holds(form.lines[line.value].scenarios, ScenarioIndex{s})) {
          sum += merged.figures[i].at(line, ScenarioIndex{s}, period).value;
          break;
        }
  }
  return sum;
}

// Lines by type of organisation, each once though several natures of payment touch it.
using Touched = std::set<std::pair<std::uint16_t, LineIndex>>;
void touch(Touched& touched, TypeSet types, const std::vector<LineIndex>& lines, const Template& form) {
  for (std::uint16_t t = 0; t < form.types.size(); ++t)
    if (types == 0 || holds(types, TypeIndex{t}))
      for (const LineIndex line : lines)
        if (holds(form.lines[line.value].types, TypeIndex{t})) touched.emplace(t, line);
}

Decimal sum_of(const CalculatedReturn& merged, const Template& form, const Touched& touched,
               PeriodIndex period) {
  Decimal sum;
  for (const auto& [type, line] : touched)
    sum += sum_of(merged, form, {line}, set_of(TypeIndex{type}), period);
  return sum;
}

}  // namespace

std::vector<EliminationTotal> eliminate(const CalculatedReturn& merged, const Template& form,
                                        const std::vector<Pair>& pairs) {
  std::vector<EliminationTotal> journal;
  for (const Elimination& one : form.eliminations)
    for (std::uint16_t p = 0; p < form.periods.size(); ++p) {
      EliminationTotal entry;
      entry.nature = one.nature;
      entry.period = PeriodIndex{p};
      for (const Pair& pair : pairs) {
        if (pair.nature != one.nature || pair.period != entry.period || !pair_reason::is_counted(pair.reason))
          continue;
        entry.gross_payer += pair.payer_figure.value_or(Decimal());
        entry.gross_payee += pair.payee_figure.value_or(Decimal());
        entry.eliminated += pair.eliminated;
        entry.unmatched += pair.unmatched;
      }
      entry.spent = sum_of(merged, form, one.payer_lines, one.payer_types, entry.period);
      entry.received = sum_of(merged, form, one.payee_lines, one.payee_types, entry.period);
      journal.push_back(std::move(entry));
    }
  return journal;
}

std::vector<GrossTotal> gross_totals(const CalculatedReturn& merged, const Template& form,
                                     const std::vector<Pair>& pairs) {
  Touched paid, got;
  for (const Elimination& one : form.eliminations) {
    touch(paid, one.payer_types, one.payer_lines, form);
    touch(got, one.payee_types, one.payee_lines, form);
  }
  std::vector<GrossTotal> totals;
  for (std::uint16_t p = 0; p < form.periods.size(); ++p) {
    GrossTotal total{PeriodIndex{p},
                     sum_of(merged, form, paid, PeriodIndex{p}),
                     sum_of(merged, form, got, PeriodIndex{p}),
                     {}};
    for (const Pair& pair : pairs)
      if (pair.period == total.period) total.eliminated += pair.eliminated;
    totals.push_back(total);
  }
  return totals;
}

}  // namespace stp
