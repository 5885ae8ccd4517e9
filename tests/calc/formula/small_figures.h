// Figures of the small form, said one by one; what is not said is 0.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "calc/formula/evaluate.h"
#include "tests/calc/formula/small_form.h"

namespace small_form {

inline Decimal number(std::string_view text) { return parse_decimal(text).value; }

class SmallFigures : public Figures {
 public:
  // figures.say("F10", "12"), for organisation 0 in year 1, do nothing, unless said otherwise.
  void say(const std::string& code, const std::string& value, int year = 1, int organisation = 0,
           int scenario = 0) {
    figures_[{code, year, organisation, scenario}] = value;
  }
  void state(const std::string& code, const std::string& value, int year = 1) {
    stated_[{code, year}] = value;
  }
  void say_earlier(const std::string& code, const std::string& value, int year = 1) {
    earlier_[{code, year}] = value;
  }
  std::map<std::string, std::string> cover_texts;
  std::map<std::string, bool> not_asked;
  std::string row_total = "0";

  Value line(LineIndex l, const Position& at) const override {
    const Row& row = rows_of(l);
    const int scenario = row.scenarios == 3 ? at.scenario.value : 0;
    const auto found = figures_.find({row.code, at.period.value, at.organisation.value, scenario});
    return found == figures_.end() ? Value{} : value_of(found->second);
  }
  Value stated(LineIndex l, const Position& at) const override { return from(stated_, l, at, line(l, at)); }
  Value earlier(LineIndex l, const Position& at) const override {
    return from(earlier_, l, at, Value::unknown());
  }
  Value constant(ConstantIndex c, PeriodIndex period) const override {
    if (c.value == 0) return {Decimal::of(365)};
    return period.value == 0 ? Value::unknown() : Value{number("0.021")};  // the uplift has no first year
  }
  Value cover(CoverIndex field) const override { return value_of(cover_text(field)); }
  std::string cover_text(CoverIndex field) const override {
    const auto found = cover_texts.find(small_form::cover.at(field.value));
    return found == cover_texts.end() ? "" : found->second;
  }
  bool answered(LineIndex l, const Position& at) const override {
    const auto found = figures_.find({rows_of(l).code, at.period.value, at.organisation.value, 0});
    return found != figures_.end() && found->second != "?";
  }
  Value rows(const Expression&, const Position&) const override { return value_of(row_total); }
  std::vector<OrganisationIndex> organisations(TypeSet wanted) const override {
    std::vector<OrganisationIndex> found;
    for (std::uint16_t i = 0; i < 4; ++i)
      if (holds(wanted, type_of(OrganisationIndex{i}))) found.push_back(OrganisationIndex{i});
    return found;
  }
  // The place view doubles the figure; a tenth of it lies outside.
  Value places(const Expression& operand, const Position& at, bool outside) const override {
    const Value value = evaluate(operand, at, *this);
    return {value.number * number(outside ? "0.1" : "2"), value.known};
  }
  Decimal half_step(LineIndex l) const override {
    return number(rows_of(l).dimension == money ? "0.5" : rows_of(l).dimension == count ? "0.5" : "0.00005");
  }
  bool asked(LineIndex l, const Position&) const override { return not_asked.count(rows_of(l).code) == 0; }

 private:
  using Key = std::tuple<std::string, int, int, int>;
  static const Row& rows_of(LineIndex l) { return small_form::rows.at(l.value); }
  static Value value_of(const std::string& text) {  // "?" is unreadable
    const Parsed parsed = parse_decimal(text);
    return parsed.outcome == Parse::ok ? Value{parsed.value} : Value::unknown();
  }
  static Value from(const std::map<std::pair<std::string, int>, std::string>& said, LineIndex l,
                    const Position& at, const Value& otherwise) {
    const auto found = said.find({rows_of(l).code, at.period.value});
    return found == said.end() ? otherwise : value_of(found->second);
  }
  std::map<Key, std::string> figures_;
  std::map<std::pair<std::string, int>, std::string> stated_, earlier_;
};

inline Position here(int year = 1, const char* this_line = "F40", int organisation = 0, int scenario = 0) {
  return {OrganisationIndex{static_cast<std::uint16_t>(organisation)}, small_form::line(this_line),
          ScenarioIndex{static_cast<std::uint16_t>(scenario)}, PeriodIndex{static_cast<std::uint16_t>(year)}};
}

// "?" for unknown.
inline std::string value(const SmallFigures& figures, std::string_view formula, const Position& at = here()) {
  const Value result = evaluate(parsed(formula), at, figures);
  return result.known ? to_text(result.number) : "?";
}

}  // namespace small_form
