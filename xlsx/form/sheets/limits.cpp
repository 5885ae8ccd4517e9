#include "xlsx/form/sheets/limits.h"

#include <algorithm>
#include <optional>

namespace stp {

namespace {

// What a spreadsheet holds exactly as a whole number; no rule is needed to stop there.
const Decimal widest = Decimal::of(999'999'999'999);

std::optional<Decimal> literal(const Expression& expression) {
  if (expression.op == Operator::number) return expression.number;
  if (expression.op == Operator::negate)
    if (const auto inner = literal(expression.operands.at(0))) return -*inner;
  if (expression.op == Operator::subtract) {
    const auto left = literal(expression.operands.at(0)), right = literal(expression.operands.at(1));
    if (left && right) return *left - *right;
  }
  return std::nullopt;
}

bool at_least(Operator op) { return op == Operator::greater_equal || op == Operator::greater; }
bool at_most(Operator op) { return op == Operator::less_equal || op == Operator::less; }

// abs(this) <= bound
bool bounds_size(const Expression& check) {
  return at_most(check.op) && check.operands.at(0).op == Operator::absolute &&
         check.operands.at(0).operands.at(0).op == Operator::this_line;
}

void narrow(EntryLimits& limits, const Expression& check) {
  if (check.op == Operator::and_) {
    for (const Expression& part : check.operands) narrow(limits, part);
    return;
  }
  if (bounds_size(check)) {
    if (const auto bound = literal(check.operands.at(1))) {
      limits.least = std::max(limits.least, -*bound);
      limits.most = std::min(limits.most, *bound);
    }
    return;
  }
  if (!at_least(check.op) && !at_most(check.op)) return;
  const bool on_left = check.operands.at(0).op == Operator::this_line;
  const auto bound = literal(check.operands.at(on_left ? 1 : 0));
  if (!bound || (!on_left && check.operands.at(1).op != Operator::this_line)) return;
  if (at_least(check.op) == on_left)
    limits.least = std::max(limits.least, *bound);
  else
    limits.most = std::min(limits.most, *bound);
}

bool only_asks_for_an_entry(const std::optional<Expression>& when) {
  return !when || when->op == Operator::known;
}

bool bounds(const Rule& rule, LineIndex line) {
  if (!rule.check || rule.on_total || rule.status == "off" || !only_asks_for_an_entry(rule.when))
    return false;
  const auto& lines = rule.selector.lines;
  return lines.empty() || std::find(lines.begin(), lines.end(), line) != lines.end();
}

// A detector's parameter `most` bounds every number.
void narrow_by_detector(EntryLimits& limits, const Rule& rule) {
  const auto most = rule.with.find("most");
  if (rule.check || most == rule.with.end() || most->second.empty()) return;
  const Parsed parsed = parse_decimal(most->second.front());
  if (parsed.outcome != Parse::ok) return;
  limits.least = std::max(limits.least, -parsed.value);
  limits.most = std::min(limits.most, parsed.value);
}

std::string limits_in_words(const Unit& unit, const EntryLimits& limits) {
  std::string kind = unit.as_percent ? "a percentage" : unit.decimals == 0 ? "a whole number" : "a number";
  const std::string lead = unit.money == 1 && unit.decimals == 0 ? " of " + unit.label : "";
  if (limits.most == widest && limits.least == -widest) return kind + lead;
  if (limits.most == widest) return kind + lead + ", " + with_unit(unit, limits.least) + " or more";
  return kind + lead + " between " + with_unit(unit, limits.least) + " and " + with_unit(unit, limits.most);
}

}  // namespace

std::string with_unit(const Unit& unit, Decimal value) {
  if (unit.as_percent) return to_grouped_text(value * Decimal::of(100), 0) + "%";
  return to_grouped_text(value, unit.decimals);
}

EntryLimits limits_of(const Template& form, LineIndex line) {
  EntryLimits limits{-widest, widest};
  if (form.lines[line.value].sign == Sign::magnitude) limits.least = Decimal();
  for (const Rule& rule : form.rules) {
    if (bounds(rule, line)) narrow(limits, *rule.check);
    narrow_by_detector(limits, rule);
  }
  return limits;
}

xlsx::Validation validation_of(const Template& form, LineIndex line) {
  const Line& definition = form.lines[line.value];
  const Unit& unit = form.units[definition.unit.value];
  const EntryLimits limits = limits_of(form, line);
  xlsx::Validation validation;
  validation.kind = unit.decimals == 0 && !unit.as_percent ? xlsx::Validation::Kind::whole
                                                           : xlsx::Validation::Kind::decimal;
  validation.least = limits.least;
  validation.most = limits.most;
  const std::string wanted = limits_in_words(unit, limits);
  validation.input_title = definition.code + " " + definition.label;
  validation.input_message =
      "Type " + wanted + "." + (definition.meaning.empty() ? "" : " " + definition.meaning + ".") +
      (definition.note_required ? " A note is needed." : "") + " 0 means nil; blank means not answered.";
  validation.error_title = "This cannot stand in " + definition.code;
  validation.error_message =
      "Type " + wanted + ". Put anything else, such as n/a or tbc, in the Note column.";
  return validation;
}

}  // namespace stp
