#include "service/demo/figures.h"

#include <stdexcept>

namespace stp::demo {
namespace {

Decimal total_result(const Profile& profile, const Position& position, const std::map<Key, Series>& funds,
                     std::size_t period) {
  Decimal total;
  for (const Body& body : profile.bodies) total += position.results.at(body.code)[period];
  for (const FlowMethod& method : profile.flows)  // without the STF that stands in the base
    for (const FlowLine& line : method.lines)
      for (const Body& body : profile.bodies)
        if (!line.stf_from.empty() && line.stf_period == period && method.types.count(body.type))
          if (const auto fund = funds.find({body.code, line.stf_from}); fund != funds.end())
            total -= fund->second[period];
  return total;
}

// The amount by which the last line must change so that the position is on target; a spend line lowers it.
Step position_step(const Profile& profile, const std::map<Key, Series>& funds) {
  const Target& target = profile.position;
  const Position position = grow(profile, funds, {});
  const Decimal missing = target.amount - total_result(profile, position, funds, target.period);
  return {target.organisation, target.line, target.driver, target.period, -missing};
}

void meet_target(const Profile& profile, std::vector<SolutionRow>& rows) {
  const Target& target = profile.net_solutions;
  for (SolutionRow& row : rows)
    if (row.place == target.place && row.pattern->id == target.solution &&
        row.beneficiary->code == target.organisation) {
      row.gross[target.period] += target.amount - net_benefit(rows, target.period);
      if (row.gross[target.period] < row.gross[target.period - 1])
        throw std::runtime_error(
            "the solution that meets the target would fall below the year before; change the others by " +
            to_text(row.gross[target.period]));
      return;
    }
  throw std::runtime_error("the solution that is to meet the target is not in the register");
}

class Measuring {
 public:
  Measuring(const Profile& profile, const Template& form, Figures& figures)
      : profile_(profile), form_(form), figures_(figures) {}

  void measure(ScenarioIndex scenario) {
    const bool first = scenario.value == 0;
    for (const Measure& measure : profile_.measures)
      for (const Body& body : profile_.bodies)
        if (includes(measure.who, body)) enter(measure, body, scenario, first);
  }

  void put(const Key& key, ScenarioIndex scenario, Series values) {
    auto& scenarios = figures_.entries[key];
    scenarios.resize(form_.scenarios.size());
    scenarios[scenario.value] = std::move(values);
  }

  // A line's figures in this scenario, or in the only one it has.
  const Series* figures(const Key& key, ScenarioIndex scenario) const {
    const auto found = figures_.entries.find(key);
    if (found == figures_.entries.end()) return nullptr;
    if (!found->second[scenario.value].empty()) return &found->second[scenario.value];
    for (const Series& other : found->second)
      if (!other.empty()) return &other;
    return nullptr;
  }

 private:
  std::size_t periods() const { return form_.periods.size(); }

  int decimals(const Line& line) const {
    const Unit& unit = form_.units[line.unit.value];
    return unit.decimals + (unit.as_percent ? 2 : 0);
  }

  void enter(const Measure& measure, const Body& body, ScenarioIndex scenario, bool first) {
    const Line& line = form_.lines[form_.line(measure.line).value];
    if (!holds(line.scenarios, scenario)) return;
    Series values(periods());
    for (std::size_t period = 0; period < periods(); ++period)
      values[period] = rounded(figure(measure, body, scenario, first, period), decimals(line));
    if (!first && measure.something == DoSomething::register_changes) values = changed(measure, body);
    if (!measure.note.empty()) figures_.notes[{body.code, measure.line}] = measure.note;
    put({body.code, measure.line}, scenario, std::move(values));
  }

  Decimal figure(const Measure& measure, const Body& body, ScenarioIndex scenario, bool first,
                 std::size_t period) const {
    if (!measure.rate.empty()) return rate(measure.rate, body, period);
    if (measure.by_year) return (*measure.by_year)[period] * body.size;
    const auto kind = measure.by_kind.find(body.kind);
    Decimal value = kind != measure.by_kind.end() ? kind->second : measure.value;
    value =
        value * base(measure.per, body, scenario, period) * spread_factor(body, measure.line, measure.spread);
    value = value * compounded(measure.grows, body, period);
    if (first) return value;
    if (measure.something == DoSomething::rates) value = value * compounded(measure.slows, body, period);
    if (measure.something == DoSomething::register_pay)
      value += staff_change(body, period) * body.pay_per_wte;
    return value;
  }

  Decimal rate(const std::string& name, const Body& body, std::size_t period) const {
    if (const auto own = body.rates.find(name); own != body.rates.end()) return own->second[period];
    if (const auto shared = profile_.rates.find(name); shared != profile_.rates.end())
      return shared->second[period];
    throw std::runtime_error("no rate is called " + name);
  }

  Decimal compounded(const std::vector<std::string>& names, const Body& body, std::size_t until) const {
    Decimal factor = Decimal::of(1);
    for (std::size_t period = 1; period <= until; ++period)
      for (const std::string& name : names) factor = factor * (Decimal::of(1) + rate(name, body, period));
    return factor;
  }

  Decimal base(const std::string& per, const Body& body, ScenarioIndex scenario, std::size_t period) const {
    if (per == "one") return Decimal::of(1);
    if (per == "size") return body.size;
    if (per == "population") return body.population;
    if (per == "catchment") return body.catchment;
    if (per == "staff") return staff(body);
    if (const auto colon = per.find(':'); colon != std::string::npos)
      return range(per.substr(0, colon), per.substr(colon + 1), body, scenario, period);
    if (!form_.line(per))
      throw std::runtime_error("a measure is per '" + per + "', which is neither a line nor a quantity");
    const Series* of = figures({body.code, per}, scenario);
    return of ? (*of)[period] : Decimal();
  }

  // The first line entered for staff pay divided by the pay of one: what stands under `pay_per_wte`.
  Decimal staff(const Body& body) const {
    if (body.pay_per_wte.is_zero()) return Decimal();
    for (const Measure& measure : profile_.measures)
      if (measure.something == DoSomething::register_pay && includes(measure.who, body))
        return figures({body.code, measure.per}, ScenarioIndex{0})->front() / body.pay_per_wte;
    throw std::runtime_error("no measure says what the staff are paid");
  }

  Decimal range(const std::string& from, const std::string& to, const Body& body, ScenarioIndex scenario,
                std::size_t period) const {
    Decimal sum;
    for (const Line& line : form_.lines)
      if (line.code >= from && line.code <= to)
        if (const Series* of = figures({body.code, line.code}, scenario)) sum += (*of)[period];
    return sum;
  }

  Series changed(const Measure& measure, const Body& body) const {
    Series values = *figures({body.code, measure.line}, ScenarioIndex{0});
    for (const SolutionRow& row : figures_.rows)
      if (row.beneficiary == &body && !row.place.empty())
        for (std::size_t period = 0; period < periods(); ++period) {
          if (row.pattern->activity.line == measure.line) values[period] += row.activity[period];
          if (row.pattern->staff.line == measure.line) values[period] += row.staff[period];
        }
    return values;
  }

  Decimal staff_change(const Body& body, std::size_t period) const {
    Decimal sum;
    for (const SolutionRow& row : figures_.rows)
      if (row.beneficiary == &body) sum += row.staff[period];
    return sum;
  }

  const Profile& profile_;
  const Template& form_;
  Figures& figures_;
};

// What a row changes in activity and staff: its part of the do-nothing figures, reached by its ramp.
void work_out_changes(const Profile& profile, const Template& form, const Measuring& measuring,
                      std::vector<SolutionRow>& rows) {
  for (SolutionRow& row : rows)
    for (const auto& [change, series] :
         {std::pair(&row.pattern->activity, &row.activity), std::pair(&row.pattern->staff, &row.staff)}) {
      if (change->line.empty()) continue;
      const Series* base = measuring.figures({row.beneficiary->code, change->line}, ScenarioIndex{0});
      if (!base) continue;
      const Unit& unit = form.units[form.lines[form.line(change->line).value].unit.value];
      const Series& ramp = profile.ramps.at(row.pattern->ramp);
      for (std::size_t period = 0; period < ramp.size(); ++period)
        (*series)[period] = rounded((*base)[period] * change->change * ramp[period], unit.decimals);
    }
}

void add_notes(const Profile& profile, Figures& figures) {
  for (const NoteText& note : profile.notes)
    for (const Body& body : profile.bodies)
      if (includes(note.who, body)) figures.notes[{body.code, note.line}] = note.text;
}

Figures build(const Profile& profile, const Template& form, const RoundPlan& plan) {
  const std::map<Key, Series> funds = split_funds(profile);
  std::vector<Step> steps = plan.changes;
  steps.push_back(position_step(profile, funds));
  Position position = grow(profile, funds, steps);
  Figures figures;
  figures.payments = std::move(position.payments);
  figures.rows = solution_rows(profile);
  meet_target(profile, figures.rows);
  for (const std::string& place : plan.places) keep_part(figures.rows, plan.percents, place);
  Measuring measuring(profile, form, figures);
  const auto put = [&](const std::map<Key, Series>& all) {
    for (const auto& [key, series] : all)
      for (std::uint16_t scenario = 0; scenario < form.scenarios.size(); ++scenario)
        if (holds(form.lines[form.line(key.second).value].scenarios, ScenarioIndex{scenario}))
          measuring.put(key, ScenarioIndex{scenario}, series);
  };
  put(position.lines);
  put(funds);
  for (std::uint16_t scenario = 0; scenario < form.scenarios.size(); ++scenario) {
    measuring.measure(ScenarioIndex{scenario});
    if (scenario == 0) work_out_changes(profile, form, measuring, figures.rows);
  }
  add_notes(profile, figures);
  return figures;
}

}  // namespace

Result<Figures> figures_of(const Profile& profile, const Template& form, const RoundPlan& plan) {
  try {
    return build(profile, form, plan);
  } catch (const std::exception& trouble) {
    return refuse({"demo-text",
                   std::string("The texts of the demonstration do not fit together: ") + trouble.what() + ".",
                   "templates/demo", "Correct the texts."});
  }
}

}  // namespace stp::demo
