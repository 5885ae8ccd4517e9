#include "tests/calc/functions/oracle.h"

#include <catch2/catch.hpp>

#include "calc/functions/load.h"
#include "service/files/templates_folder.h"

namespace oracle {

using namespace stp;
using namespace stp::functions;
using boost::multiprecision::cpp_int;

const Functions& table() {
  static const Functions loaded = load(read_function_texts(STP_SOURCE_DIR "/templates").value()).value();
  return loaded;
}

Grid answer(const std::string& name, const std::vector<Grid>& arguments) {
  const Function* function = table().find(name);
  REQUIRE(function);
  return call(*function, arguments);
}

Grid list_of(const std::vector<Decimal>& numbers) {
  return {numbers.size(), 1, std::vector<functions::Value>(numbers.begin(), numbers.end())};
}

Fraction fraction(Decimal amount) { return Fraction(cpp_int(amount.units()), cpp_int(1'000'000'000'000)); }

std::optional<Decimal> nearest(const Fraction& exact) {
  const Fraction units = exact * cpp_int(1'000'000'000'000);
  cpp_int below = numerator(units) / denominator(units);
  if (units < 0 && below * denominator(units) != numerator(units)) --below;
  const Fraction up = below + 1 - units, down = units - below;
  if (up < down || (up == down && below % 2 != 0)) ++below;
  const cpp_int largest = (cpp_int(1) << 127) - 1;
  if (below > largest || below < -largest) return std::nullopt;
  return Decimal::from_units(static_cast<Wide>(below));
}

Decimal any_amount(std::mt19937_64& random) {
  if (random() % 20 == 0) return Decimal();
  if (random() % 2 == 0)  // whole thousands
    return Decimal::of(static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000);
  const int bits = static_cast<int>(random() % 127) + 1;
  const Magnitude raw = (Magnitude{random()} << 64) | random();
  const Wide units = static_cast<Wide>(raw >> (128 - bits));
  return Decimal::from_units((random() & 1) != 0 ? -units : units);
}

Decimal any_rate(std::mt19937_64& random) {
  if (random() % 3 == 0)
    return Decimal::from_units(static_cast<std::int64_t>(random() % 2'000'000'000'001) - 1'000'000'000'000);
  return Decimal::ratio(static_cast<std::int64_t>(random() % 2001) - 1000, 1000);
}

void agrees(const std::string& name, const std::vector<Grid>& arguments,
            const std::function<Fraction()>& exact) {
  std::string expected;
  try {
    const auto number = nearest(exact());
    expected = number ? to_text(*number) : "#NUM!";
  } catch (const std::overflow_error&) {  // what Boost throws on a division by nought
    expected = "#DIV/0!";
  }
  const std::string found = to_text(answer(name, arguments));
  if (found.substr(0, expected.size()) == expected && (expected[0] == '#' || found == expected)) return;
  std::string given;
  for (const Grid& argument : arguments) given += " " + to_text(argument);
  CAPTURE(name, given);
  CHECK(found == expected);
}

}  // namespace oracle
