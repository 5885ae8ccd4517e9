// Growth, inflation and tariff against exact fractions, with random arguments.
#include <catch2/catch.hpp>

#include "tests/calc/functions/oracle.h"

using namespace oracle;
using stp::Decimal;
using stp::functions::Grid;
using stp::functions::grid_of;

namespace {

constexpr int times = 800;

Fraction power(const Fraction& factor, int count) {
  Fraction product = 1;
  for (int i = 0; i < count; ++i) product *= factor;
  return product;
}

struct Drawn {
  Decimal amount, rate, other, third;
  int years;
  Grid count() const { return grid_of(Decimal::of(years)); }
};
Drawn draw(std::mt19937_64& random) {
  return {any_amount(random), any_rate(random), any_rate(random), any_rate(random),
          static_cast<int>(random() % (random() % 8 == 0 ? 101 : 11))};
}

}  // namespace

TEST_CASE("compounded growth agrees with exact fractions") {
  std::mt19937_64 random(20160630);
  for (int i = 0; i < times; ++i) {
    const Drawn a = draw(random);
    const Fraction amount = fraction(a.amount), rate = fraction(a.rate), other = fraction(a.other);
    const Fraction third = fraction(a.third);
    agrees("GROW", {grid_of(a.amount), grid_of(a.rate), a.count()},
           [&] { return Fraction(amount * power(1 + rate, a.years)); });
    agrees("DEMAND", {grid_of(a.amount), grid_of(a.rate), grid_of(a.other), a.count()},
           [&] { return Fraction(amount * power((1 + rate) * (1 + other), a.years)); });
    agrees("MODERATE", {grid_of(a.amount), grid_of(a.rate), grid_of(a.other), a.count()},
           [&] { return Fraction(amount * power(1 + rate - other, a.years)); });
    agrees("REALTERMS", {grid_of(a.amount), grid_of(a.rate), a.count()},
           [&] { return Fraction(amount / power(1 + rate, a.years)); });
    agrees("TARIFF", {grid_of(a.amount), grid_of(a.rate), grid_of(a.other), grid_of(a.third)},
           [&] { return Fraction(amount * (1 + rate - other + third)); });
  }
}

TEST_CASE("simple growth and rates of growth agree with exact fractions") {
  std::mt19937_64 random(20160831);
  for (int i = 0; i < times; ++i) {
    const Drawn a = draw(random);
    const Fraction amount = fraction(a.amount), rate = fraction(a.rate), other = fraction(a.other);
    const Fraction third = fraction(a.third);
    agrees("GROWSIMPLE", {grid_of(a.amount), grid_of(a.rate), a.count()},
           [&] { return Fraction(amount * (1 + rate * a.years)); });
    const Decimal later = a.third;
    agrees("CHANGE", {grid_of(a.rate), grid_of(later)}, [&] { return Fraction((third - rate) / rate); });
    agrees("DEMANDGROWTH", {grid_of(a.rate), grid_of(a.other)},
           [&] { return Fraction((1 + rate) * (1 + other) - 1); });
    agrees("MODERATEDGROWTH", {grid_of(a.rate), grid_of(a.other)}, [&] { return Fraction(rate - other); });
    agrees("TARIFFUPLIFT", {grid_of(a.rate), grid_of(a.other), grid_of(a.third)},
           [&] { return Fraction(rate - other + third); });
  }
}

TEST_CASE("weighted inflation agrees with exact fractions, and no weight at all divides by nought") {
  std::mt19937_64 random(20160916);
  for (int i = 0; i < times / 3; ++i) {
    std::vector<Decimal> rates, weights;
    Fraction sum = 0, whole = 0;
    for (std::size_t n = 1 + random() % 9; n > 0; --n) {
      rates.push_back(any_rate(random));
      weights.push_back(absolute(any_amount(random)));
      sum += fraction(rates.back()) * fraction(weights.back());
      whole += fraction(weights.back());
    }
    agrees("WEIGHTEDINFLATION", {list_of(rates), list_of(weights)}, [&] { return Fraction(sum / whole); });
  }
  CHECK(to_text(answer("WEIGHTEDINFLATION", {list_of({Decimal::of(1)}), list_of({Decimal::of(-1)})}))
            .starts_with("#NUM! A weight is below nought: -1."));
}
