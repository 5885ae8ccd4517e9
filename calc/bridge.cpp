#include "calc/bridge.h"

#include "calc/return_figures.h"

namespace stp {
namespace {

class Reader {  // figures of one scope; remembers the first that is unknown
 public:
  Reader(const CalculatedReturn& figures, const Template& form, OrganisationIndex scope)
      : form_(form), world_(figures, form), scope_(scope) {
    for (const auto& part : figures.filed.organisations)
      if (!form.organisations[part.organisation.value].summary) members_.push_back(&part);
  }

  Decimal value(LineIndex line, PeriodIndex period) {
    if (applies(line, scope_) || !form_.organisations[scope_.value].summary) return one(line, scope_, period);
    Decimal sum;
    for (const auto* member :
         members_)  // whose section did not arrive is missing from the sum, as from every total
      if (holds(member->sections, form_.lines[line.value].section))
        sum += one(line, member->organisation, period);
    return sum;
  }

  // A bridge of summary lines leads nowhere for a single organisation.
  void require(LineIndex line) {
    if (form_.organisations[scope_.value].summary || applies(line, scope_)) return;
    unknown_ = form_.lines[line.value].code + " " + form_.lines[line.value].label + ", which " +
               form_.organisations[scope_.value].name + " does not have,";
  }

  const std::string& unknown() const { return unknown_; }

 private:
  bool applies(LineIndex line, OrganisationIndex organisation) const {
    return holds(form_.lines[line.value].types, form_.organisations[organisation.value].type);
  }

  Decimal one(LineIndex line, OrganisationIndex organisation, PeriodIndex period) {
    const Line& definition = form_.lines[line.value];
    if (!applies(line, organisation) || !holds(definition.periods, period)) return {};
    const Value value = world_.line(line, {organisation, line, {}, period});
    if (!value.known && unknown_.empty())
      unknown_ = definition.code + " " + definition.label + ", " +
                 form_.organisations[organisation.value].name + ", " + form_.periods[period.value].label;
    return value.known ? value.number : Decimal();
  }

  const Template& form_;
  ReturnFigures world_;
  OrganisationIndex scope_;
  std::vector<const OrganisationReturn*> members_;
  std::string unknown_;
};

constexpr const char* remainder_label = "Not explained by the steps";

class Building {
 public:
  explicit Building(BridgeResult& result) : result_(result) {}

  void total(const std::string& label, Decimal at, std::vector<std::string> lines) {
    result_.steps.push_back({label, Decimal(), at, at, true, std::move(lines)});
    running_ = at;
  }
  void step(const std::string& label, Decimal change, std::vector<std::string> lines) {
    result_.steps.push_back({label, running_, running_ + change, change, false, std::move(lines)});
    running_ += change;
  }
  // Before a total that the steps do not reach.
  void remainder(Decimal reached) {
    const Decimal left = reached - running_;
    if (left.is_zero()) return;
    result_.unexplained += left;
    step(remainder_label, left, {});
  }
  Decimal running() const { return running_; }

 private:
  BridgeResult& result_;
  Decimal running_;
};

std::vector<std::string> codes(const std::vector<LineIndex>& lines, const Template& form) {
  std::vector<std::string> found;
  for (const auto line : lines) found.push_back(form.lines[line.value].code);
  return found;
}

PeriodIndex opening_period(const Bridge& definition, PeriodIndex to) {
  if (definition.cumulative) return PeriodIndex{0};
  if (definition.opening_is_previous && to.value > 0)
    return PeriodIndex{static_cast<std::uint16_t>(to.value - 1)};
  return to;
}

// Over the years the step's lines are added up from the year after the opening; within a year they are that
// year's.
Decimal step_change(Reader& reader, const Bridge& definition, const BridgeStep& step, PeriodIndex from,
                    PeriodIndex to) {
  Decimal sum;
  const std::uint16_t first = definition.cumulative ? static_cast<std::uint16_t>(from.value + 1) : to.value;
  for (std::uint16_t period = first; period <= to.value; ++period)
    for (const auto line : step.lines) sum += reader.value(line, PeriodIndex{period});
  return step.subtract ? -sum : sum;
}

std::string total_label(const Template& form, LineIndex line, PeriodIndex period) {
  return form.lines[line.value].label + ", " + form.periods[period.value].label;
}

void add_step(Building& building, Reader& reader, const Bridge& definition, const BridgeStep& step,
              PeriodIndex from, PeriodIndex to, const Template& form) {
  if (!step.total)
    return building.step(step.label, step_change(reader, definition, step, from, to),
                         codes(step.lines, form));
  Decimal reached = building.running();
  if (!step.lines.empty()) {
    reached = Decimal();
    for (const auto line : step.lines) reached += reader.value(line, to);
    building.remainder(reached);
  }
  building.total(step.label, reached, codes(step.lines, form));
}

void build(BridgeResult& result, Reader& reader, const Bridge& definition, PeriodIndex from, PeriodIndex to,
           const Template& form) {
  Building building(result);
  building.total(total_label(form, definition.opening, from), reader.value(definition.opening, from),
                 codes({definition.opening}, form));
  for (const auto& step : definition.steps) add_step(building, reader, definition, step, from, to, form);
  const Decimal closing = reader.value(definition.closing, to);
  building.remainder(closing);
  building.total(total_label(form, definition.closing, to), closing, codes({definition.closing}, form));
}

}  // namespace

BridgeResult bridge(const CalculatedReturn& figures, const Template& form, const Bridge& definition,
                    OrganisationIndex scope, PeriodIndex to) {
  BridgeResult result;
  const PeriodIndex from = opening_period(definition, to);
  result.code = definition.code;
  result.title = definition.title;
  result.scope = form.organisations[scope.value].name;
  result.from = form.periods[from.value].label;
  result.to = form.periods[to.value].label;
  result.unit = form.units[form.lines[definition.closing.value].unit.value].label;
  Reader reader(figures, form, scope);
  reader.require(definition.opening);
  try {
    build(result, reader, definition, from, to, form);
    result.unknown_because = reader.unknown();
  } catch (const DecimalOverflow& overflow) {
    result.unknown_because = overflow.what();
  }
  if (result.unknown_because.empty()) return result;
  result.known = false;
  result.steps.clear();
  result.unexplained = Decimal();
  return result;
}

}  // namespace stp
