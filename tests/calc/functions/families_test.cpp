// Efficiency, positions, rates and consolidation against exact fractions, with random arguments.
#include <catch2/catch.hpp>

#include "tests/calc/functions/oracle.h"

using namespace oracle;
using stp::Decimal;
using stp::functions::Grid;
using stp::functions::grid_of;
using stp::functions::Value;

namespace {

constexpr int times = 800;

// Four random amounts as arguments and as fractions.
struct Four {
  std::vector<Decimal> amounts;
  std::vector<Fraction> exact;
  explicit Four(std::mt19937_64& random) {
    for (int i = 0; i < 5; ++i) amounts.push_back(any_amount(random));
    for (const Decimal amount : amounts) exact.push_back(fraction(amount));
  }
  std::vector<Grid> first(std::size_t count) const {
    std::vector<Grid> arguments;
    for (std::size_t i = 0; i < count; ++i) arguments.push_back(grid_of(amounts[i]));
    return arguments;
  }
};

std::vector<Decimal> drawn_list(std::mt19937_64& random) {
  std::vector<Decimal> list;
  for (std::size_t n = 1 + random() % 8; n > 0; --n)
    list.push_back(Decimal::of(static_cast<std::int64_t>(random() % 2001) - 1000));
  return list;
}
Fraction sum_of(const std::vector<Decimal>& list) {
  Fraction sum = 0;
  for (const Decimal one : list) sum += fraction(one);
  return sum;
}
Decimal number(const Grid& answer, std::size_t at = 0) { return std::get<Decimal>(answer.cells.at(at)); }

}  // namespace

TEST_CASE("efficiency and savings agree with exact fractions") {
  std::mt19937_64 random(2);
  for (int i = 0; i < times; ++i) {
    const Four f(random);
    const auto& x = f.exact;
    const Decimal rate = any_rate(random);
    const int years = static_cast<int>(random() % 11);
    agrees("EFFICIENCYREQUIRED", {grid_of(f.amounts[0]), grid_of(rate), grid_of(Decimal::of(years))}, [&] {
      Fraction left = 1;
      for (int year = 0; year < years; ++year) left *= 1 - fraction(rate);
      return Fraction(x[0] * (1 - left));
    });
    const auto delta = [&] {  // differences are worked out before they are divided: out of range on their own
      const Fraction added = x[0] - x[1];
      return nearest(added) ? added : Fraction(boost::multiprecision::cpp_int(1) << 200);
    };
    agrees("EFFICIENCYDELIVERED", f.first(3), [&] { return Fraction(delta() / x[2]); });
    auto arguments = f.first(3);
    arguments.push_back(grid_of(rate));
    agrees("EFFICIENCYSHORTFALL", arguments, [&] { return Fraction(x[2] * fraction(rate) - delta()); });
    agrees("UNIDENTIFIEDSHARE", f.first(2), [&] { return Fraction(x[0] / x[1]); });
    const auto benefits = drawn_list(random);
    std::vector<Decimal> shares;
    Fraction likely = 0;
    for (const Decimal benefit : benefits) {
      shares.push_back(any_rate(random));
      likely += fraction(benefit) * fraction(shares.back());
    }
    agrees("RISKWEIGHTED", {list_of(benefits), list_of(shares)}, [&] { return likely; });
  }
}

TEST_CASE("rates agree with exact fractions") {
  std::mt19937_64 random(3);
  for (int i = 0; i < times; ++i) {
    const Four f(random);
    const auto& x = f.exact;
    for (const char* name : {"PERWTE", "SHAREOF", "AGENCYSHARE", "LENGTHOFSTAY", "FOLLOWUPRATIO"})
      agrees(name, f.first(2), [&] { return Fraction(x[0] / x[1]); });
    for (const char* name : {"PERHEAD", "PERTHOUSAND"})
      agrees(name, f.first(2), [&] { return Fraction(x[0] * 1000 / x[1]); });
    agrees("BEDOCCUPANCY", f.first(3), [&] { return Fraction(x[0] / (x[1] * x[2])); });
    agrees("STFSHARE", f.first(3), [&] { return Fraction(x[0] * x[1] / x[2]); });
    const Decimal weight = any_rate(random), finance = any_rate(random), performance = any_rate(random);
    agrees(
        "STFEARNED", {grid_of(f.amounts[0]), grid_of(finance), grid_of(performance), grid_of(weight)}, [&] {
          return Fraction(
              x[0] * (fraction(weight) * fraction(finance) + (1 - fraction(weight)) * fraction(performance)));
        });
    const Decimal whole = any_rate(random), part = any_rate(random);
    for (const char* name : {"VACANCYRATE", "MARGIN"})
      agrees(name, {grid_of(whole), grid_of(part)},
             [&] { return Fraction((fraction(whole) - fraction(part)) / fraction(whole)); });
  }
}

TEST_CASE("a surplus is neutral to a transfer, and a bridge closes where its steps lead") {
  std::mt19937_64 random(4);
  for (int i = 0; i < times; ++i) {
    const auto income = drawn_list(random), spending = drawn_list(random);
    agrees("SURPLUS", {list_of(income), list_of(spending)},
           [&] { return Fraction(sum_of(income) - sum_of(spending)); });
    const Decimal opening = Decimal::of(static_cast<std::int64_t>(random() % 2001) - 1000);
    const Grid positions = answer("BRIDGE", {grid_of(opening), list_of(income)});
    REQUIRE(positions.cells.size() == income.size());
    const Decimal closing = number(positions, income.size() - 1);
    CHECK(fraction(closing) == fraction(opening) + sum_of(income));
    CHECK(number(answer("BRIDGESTEP", {grid_of(opening), grid_of(closing), list_of(income)})).is_zero());
    // Annual undoes cumulative, and the other way about.
    CHECK(answer("ANNUAL", {answer("CUMULATIVE", {list_of(income)})}) == list_of(income));
    CHECK(answer("CUMULATIVE", {answer("ANNUAL", {list_of(income)})}) == list_of(income));
  }
}

TEST_CASE("the parts of an allocation add up to the amount, each within one unit of its exact share") {
  std::mt19937_64 random(5);
  for (int i = 0; i < times; ++i) {
    const int decimals = static_cast<int>(random() % 4);
    const Decimal amount = rounded(any_amount(random), decimals);
    std::vector<Decimal> weights;
    for (std::size_t n = 1 + random() % 9; n > 0; --n) weights.push_back(absolute(any_amount(random)));
    const Fraction all = sum_of(weights);
    if (all == 0 || !nearest(all)) continue;
    const Grid parts =
        answer("ALLOCATE", {grid_of(amount), list_of(weights), grid_of(Decimal::of(decimals))});
    CAPTURE(to_text(amount), to_text(list_of(weights)), to_text(parts));
    REQUIRE(parts.cells.size() == weights.size());
    Fraction sum = 0;
    Fraction unit = 1;
    for (int power = 0; power < decimals; ++power) unit /= 10;
    for (std::size_t part = 0; part < weights.size(); ++part) {
      const Fraction given = fraction(number(parts, part)),
                     share = fraction(amount) * fraction(weights[part]) / all;
      sum += given;
      CHECK(abs(Fraction(given - share)) < unit);
      CHECK(denominator(Fraction(given / unit)) == 1);
    }
    CHECK(sum == fraction(amount));
  }
}

TEST_CASE("what is left of an allocation goes to the parts that lost most, the first of equals first") {
  const auto parts = [](const char* amount, const std::vector<Decimal>& weights) {
    return to_text(answer("ALLOCATE", {grid_of(stp::parse_decimal(amount).value), list_of(weights)}));
  };
  const Decimal one = Decimal::of(1), two = Decimal::of(2);
  CHECK(parts("100", {one, one, one}) == "34|33|33");
  CHECK(parts("101", {one, one, one}) == "34|34|33");
  CHECK(parts("-100", {one, one, one}) == "-34|-33|-33");
  CHECK(parts("100", {one, two, one, two}) == "17|33|17|33");  // 16.67 loses more than 33.33
  CHECK(parts("1", {Decimal(), one}) == "0|1");
  CHECK(parts("1", {-one, two}).starts_with("#NUM! A weight is below nought: -1."));
  CHECK(parts("0.5", {one, one}).starts_with("#NUM! The amount 0.5 has more than 0 decimals"));
}

TEST_CASE(
    "published £m is the sum rounded once, halves to even, and the difference is that of rounded parts") {
  std::mt19937_64 random(6);
  for (int i = 0; i < times; ++i) {
    std::vector<Decimal> amounts;
    for (std::size_t n = 1 + random() % 9; n > 0; --n)
      amounts.push_back(Decimal::of(static_cast<std::int64_t>(random() % 40) * 50 - 1000));  // many halves
    const auto tenths = [](const Fraction& thousands) {
      const auto whole = nearest(thousands / 100 / boost::multiprecision::cpp_int(1'000'000'000'000)).value();
      return Fraction(boost::multiprecision::cpp_int(whole.units()), 10);
    };
    Fraction parts = 0;
    for (const Decimal amount : amounts) parts += tenths(fraction(amount));
    const Fraction total = tenths(sum_of(amounts));
    agrees("PUBLISHED", {list_of(amounts)}, [&] { return total; });
    agrees("PUBLISHINGDIFFERENCE", {list_of(amounts)}, [&] { return Fraction(parts - total); });
  }
}

TEST_CASE("a blank cell has no rounding of its own and does not widen what a sum may differ by") {
  const auto agreed = [](std::vector<Value> parts) {
    Grid range{parts.size(), 1, std::move(parts)};
    return to_text(answer("SUMAGREES", {grid_of(Decimal::of(102)), range}));
  };
  const Value fifty = Decimal::of(50);
  CHECK(agreed({fifty, fifty, Decimal()}) == "yes");  // 2 within 0.5 x 4
  CHECK(agreed({fifty, fifty, Value()}) == "no");     // 2 beyond 0.5 x 3
}
