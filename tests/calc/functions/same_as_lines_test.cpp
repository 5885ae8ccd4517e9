// Where the texts say the same as a function, in a formula, a rule or the matching of pairs, both give the
// same figure.
#include <catch2/catch.hpp>

#include "calc/base/lower_of.h"
#include "calc/formula/evaluate.h"
#include "service/files/read_pipeline.h"
#include "tests/calc/functions/oracle.h"

using namespace stp;
using functions::Grid;
using functions::grid_of;
using oracle::answer;
using oracle::list_of;

namespace {

const Template& form() {
  static const Pipeline pipeline = read_pipeline(STP_SOURCE_DIR "/templates").value();
  return pipeline.editions().back();
}

constexpr std::uint16_t year = 3;

// Figures drawn at random as a formula asks for them, kept by the code of the line; of the year before with
// "<" in front.
class Drawn final : public ::stp::Figures {
 public:
  explicit Drawn(std::mt19937_64& random) : random_(random) {}
  ::stp::Value line(LineIndex line, const Position& at) const override {
    const std::string code = (at.period.value == year - 1 ? "<" : "") + form().lines[line.value].code;
    const auto [found, added] = drawn_.try_emplace(code);
    if (added) {
      const bool share = form().units[form().lines[line.value].unit.value].as_percent;
      found->second = share ? Decimal::ratio(static_cast<std::int64_t>(random_() % 100), 1000)
                            : Decimal::of(static_cast<std::int64_t>(random_() % 100'000) + 1);
    }
    return {found->second};
  }
  ::stp::Value stated(LineIndex l, const Position& at) const override { return line(l, at); }
  ::stp::Value earlier(LineIndex, const Position&) const override { return ::stp::Value::unknown(); }
  ::stp::Value constant(ConstantIndex constant, PeriodIndex) const override {
    return {form().constants[constant.value].by_period[year].value()};
  }
  ::stp::Value cover(CoverIndex) const override { return ::stp::Value::unknown(); }
  std::string cover_text(CoverIndex) const override { return ""; }
  bool answered(LineIndex, const Position&) const override { return true; }
  ::stp::Value rows(const Expression&, const Position&) const override { return ::stp::Value::unknown(); }
  std::vector<OrganisationIndex> organisations(TypeSet) const override { return {}; }
  ::stp::Value places(const Expression&, const Position&, bool) const override {
    return ::stp::Value::unknown();
  }
  Decimal half_step(LineIndex) const override { return Decimal::ratio(5, 10); }

  // What the line's formula makes of them, for the last types it names.
  std::string formula(const std::string& code) {
    const LineIndex line = form().line(code);
    REQUIRE(line);
    const FormulaCase& last = form().lines[line.value].formulas.back();
    const ::stp::Value value =
        evaluate(last.formula, {OrganisationIndex{0}, line, ScenarioIndex{0}, PeriodIndex{year}}, *this);
    REQUIRE(value.known);
    return to_text(value.number);
  }
  Decimal number(const std::string& code) const { return drawn_.at(code); }
  std::vector<Grid> of(const std::vector<std::string>& codes) const {
    std::vector<Grid> arguments;
    for (const auto& code : codes) arguments.push_back(grid_of(number(code)));
    return arguments;
  }
  Grid list(const std::vector<std::string>& codes) const {
    std::vector<Decimal> numbers;
    for (const auto& code : codes) numbers.push_back(number(code));
    return list_of(numbers);
  }

 private:
  std::mt19937_64& random_;
  mutable std::map<std::string, Decimal> drawn_;
};

}  // namespace

TEST_CASE("functions give what the lines' own formulas give") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200; ++i) {
    Drawn figures(random);
    const auto same = [&](const char* line, const char* function, const std::vector<std::string>& arguments) {
      const std::string by_formula = figures.formula(line);
      CAPTURE(line, function);
      CHECK(to_text(answer(function, figures.of(arguments))) == by_formula);
    };
    same("F1010", "CHANGE", {"<F2090", "F2090"});
    same("F1080", "TARIFFUPLIFT", {"F1065", "F1070"});
    same("F1110", "DEMANDGROWTH", {"F1090", "F1100"});
    same("F2310", "SURPLUS", {"F2090", "F2300"});
    same("F2320", "CARRIEDFORWARD", {"F2060", "F2310"});
    same("F3310", "UNDERLYING", {"F3290", "F3300", "F3090"});
    same("F6240", "NETBENEFIT", {"F6200", "F6210", "F6220", "F6230", "F6235"});
    same("F8130", "DOSOMETHING", {"F8100", "F8110", "F8120"});
    same("F8170", "CONTROLDISTANCE", {"F8140", "F8160"});
    same("W8060", "AGENCYSHARE", {"W8030", "W8040"});
    same("W8070", "PERWTE", {"W8010", "W6010"});
    same("A6040", "LENGTHOFSTAY", {"A6020", "A5020"});
    same("A6060", "BEDOCCUPANCY", {"A6030", "A6050"});
  }
}

TEST_CASE("weighted inflation and the vacancy rate give what the lines' own formulas give") {
  std::mt19937_64 random(8);
  for (int i = 0; i < 200; ++i) {
    Drawn figures(random);
    const std::string inflation = figures.formula("F1060");
    const Grid rates =
        figures.list({"F1020", "F1030", "F1040", "F1040", "F1040", "F1050", "F1050", "F1050", "F1050"});
    const Grid costs = figures.list(
        {"<F3140", "<F3150", "<F3230", "<F3240", "<F3250", "<F3160", "<F3180", "<F3190", "<F3200"});
    CHECK(to_text(answer("WEIGHTEDINFLATION", {rates, costs})) == inflation);
    const std::string vacancies = figures.formula("W6060");
    const Decimal rate = figures.number("W6050") - figures.number("W6010");
    CHECK(to_text(rate) == vacancies);
    CHECK(to_text(answer("VACANCYRATE", figures.of({"W6050", "W6010"}))) ==
          to_text(rate / figures.number("W6050")));
  }
}

TEST_CASE("the rounding tolerance is what rules derive for a total and its parts") {
  std::mt19937_64 random(9);
  const LineIndex total = form().line("F2300");
  REQUIRE(total);
  for (std::int64_t cells = 1; cells < 12; ++cells) {
    Expression line, sum, equation;
    line.op = Operator::line;
    line.line = total;
    sum.op = Operator::sum;
    sum.operands.assign(static_cast<std::size_t>(cells), line);
    equation.op = Operator::equal;
    equation.operands = {line, sum};
    const Drawn figures(random);
    const Decimal derived = derived_tolerance(
        equation, {OrganisationIndex{0}, total, ScenarioIndex{0}, PeriodIndex{year}}, figures);
    CHECK(to_text(answer("ROUNDINGTOLERANCE", {grid_of(Decimal::of(cells))})) == to_text(derived));
  }
}

TEST_CASE("the sides of a pair agree within the very threshold by which pairs are matched") {
  const auto& by_text = form().eliminations;
  REQUIRE_FALSE(by_text.empty());
  for (const functions::Parameter& parameter : oracle::table().find("PAIRALLOWED")->parameters) {
    if (parameter.name == "amount")
      CHECK(parameter.otherwise == functions::Value(by_text[0].threshold_amount));
    if (parameter.name == "share") CHECK(parameter.otherwise == functions::Value(by_text[0].threshold_share));
  }
  std::mt19937_64 random(10);
  for (int i = 0; i < 500; ++i) {
    const Decimal payer = Decimal::of(static_cast<std::int64_t>(random() % 2000) - 1000);
    const Decimal payee = Decimal::of(static_cast<std::int64_t>(random() % 2000) - 1000);
    const std::vector<Grid> pair{grid_of(payer), grid_of(payee)};
    CHECK(to_text(answer("ELIMINATION", pair)) == to_text(lower_of(payer, payee)));
    CHECK(to_text(answer("MISMATCH", pair)) == to_text(payer - payee));
    const bool within = absolute(payer - payee) <= by_text[0].threshold_amount;
    CHECK(to_text(answer("PAIRAGREES", pair)) == (within ? "yes" : "no"));
  }
}
