#include "service/addin/calc/numbers.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace stp::addin {

namespace {

using functions::Fault;
using functions::Value;

constexpr std::array<std::pair<Fault, std::uint32_t>, 5> codes{{{Fault::value, 519},
                                                                {Fault::division, 532},
                                                                {Fault::number, 503},
                                                                {Fault::missing, 32767},
                                                                {Fault::reference, 524}}};

Value error_of(double number) {
  const auto code = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(number));
  for (const auto& [fault, known] : codes)
    if (known == code) return functions::Error{fault, "A cell given here holds an error. Mend that cell."};
  return functions::Error{Fault::number, "A cell given here holds no finite number. Mend that cell."};
}

constexpr double surely_exact = 9e12;  // whole numbers up to it need no digits looked at

}  // namespace

Value value_of(double number) {
  if (!std::isfinite(number)) return error_of(number);
  if (std::abs(number) < surely_exact && number == std::trunc(number))
    return Decimal::of(static_cast<std::int64_t>(number));
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const Parsed parsed = parse_decimal({digits.data(), static_cast<std::size_t>(end - digits.data())});
  if (parsed.outcome == Parse::ok) return parsed.value;
  return functions::Error{Fault::number, "A number given here is larger than this program can hold exactly."};
}

double error_number(Fault fault) {
  constexpr std::uint64_t no_number = 0x7ff8'0000'0000'0000;
  for (const auto& [known, code] : codes)
    if (known == fault) return std::bit_cast<double>(no_number | code);
  return std::bit_cast<double>(no_number | codes[0].second);
}

}  // namespace stp::addin
