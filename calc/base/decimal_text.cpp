// Decimals from and to text.
#include <algorithm>
#include <array>

#include "calc/base/decimal.h"

namespace stp {

namespace {

constexpr Magnitude largest = ~Magnitude{0} >> 1;
constexpr std::int64_t exponent_limit = 1'000'000'000;  // beyond any text that fits in memory

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The parts of "-12.50E+3", with the point taken out: digits "1250", exponent 1.
struct Notation {
  bool negative = false, well_formed = false;
  std::string digits;
  std::int64_t exponent = 0;
};

std::int64_t read_exponent(std::string_view text, std::size_t& i) {
  bool down = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) down = text[i++] == '-';
  if (i == text.size() || !is_digit(text[i])) {
    i = text.size() + 1;  // malformed: never equal to the end
    return 0;
  }
  std::int64_t exponent = 0;
  for (; i < text.size() && is_digit(text[i]); ++i)
    exponent = std::min(exponent_limit, exponent * 10 + (text[i] - '0'));
  return down ? -exponent : exponent;
}

Notation read_notation(std::string_view text) {
  Notation read;
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) read.negative = text[i++] == '-';
  bool any_digit = false, after_point = false;
  for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !after_point)); ++i) {
    if (text[i] == '.') {
      after_point = true;
      continue;
    }
    any_digit = true;
    if (after_point) --read.exponent;
    if (text[i] != '0' || !read.digits.empty()) read.digits += text[i];  // leading zeros say nothing
  }
  if (any_digit && i < text.size() && (text[i] == 'e' || text[i] == 'E'))
    read.exponent += read_exponent(text, ++i);
  read.well_formed = any_digit && i == text.size();
  return read;
}

constexpr int powers_held = 38;  // 10^38 is the last that 128 bits hold
constexpr std::array<Magnitude, powers_held + 1> powers_of_ten = [] {
  std::array<Magnitude, powers_held + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

// number * 10^exponent + units; false when that does not fit.
bool append(Magnitude& number, std::int64_t exponent, std::uint64_t units) {
  if (exponent > powers_held) return number == 0 && units == 0;
  return !__builtin_mul_overflow(number, powers_of_ten[static_cast<std::size_t>(exponent)], &number) &&
         !__builtin_add_overflow(number, Magnitude{units}, &number) && number <= largest;
}

// A run of digits as a whole number, as many at a time as 64 bits hold.
bool append_digits(Magnitude& number, std::string_view digits) {
  constexpr std::size_t at_a_time = 18;
  for (; !digits.empty(); digits.remove_prefix(std::min(at_a_time, digits.size()))) {
    const std::string_view run = digits.substr(0, at_a_time);
    std::uint64_t units = 0;
    for (const char digit : run) units = units * 10 + static_cast<std::uint64_t>(digit - '0');
    if (!append(number, static_cast<std::int64_t>(run.size()), units)) return false;
  }
  return true;
}

int compare_with_half(std::string_view cut_off) {
  if (cut_off.empty() || cut_off[0] < '5') return -1;
  const bool more = cut_off[0] > '5' || cut_off.find_first_not_of('0', 1) != std::string_view::npos;
  return more ? 1 : 0;
}

// digits * 10^shift as a whole number, rounded; false when it does not fit.
bool scaled(const std::string& digits, std::int64_t shift, Magnitude& number) {
  const auto count = static_cast<std::int64_t>(digits.size());
  const std::int64_t kept = shift < 0 ? std::max<std::int64_t>(0, count + shift) : count;
  number = 0;
  if (!append_digits(number, std::string_view(digits).substr(0, static_cast<std::size_t>(kept))))
    return false;
  if (shift > 0 && !append(number, shift, 0)) return false;
  if (count + shift < 0) return true;  // less than a tenth of the last place
  const int against_half = compare_with_half(std::string_view(digits).substr(static_cast<std::size_t>(kept)));
  if (rounds_up(against_half, (number & 1) != 0)) ++number;
  return number <= largest;
}

std::string whole_text(Magnitude number) {
  constexpr std::uint64_t half_way = 1'000'000'000'000'000'000;
  if (number < half_way) return std::to_string(static_cast<std::uint64_t>(number));
  std::string low = std::to_string(static_cast<std::uint64_t>(number % half_way));
  low.insert(0, 18 - low.size(), '0');
  return whole_text(number / half_way) + low;
}

struct Digits {
  bool negative;
  std::string whole, decimals;  // decimals always twelve long
};
Digits digits_of(Decimal a) {
  const Wide units = a.units();
  const Magnitude size =
      units < 0 ? Magnitude{0} - static_cast<Magnitude>(units) : static_cast<Magnitude>(units);
  std::string decimals = whole_text(size % Decimal::one_in_units);
  decimals.insert(0, static_cast<std::size_t>(Decimal::places) - decimals.size(), '0');
  return {units < 0, whole_text(size / Decimal::one_in_units), decimals};
}

}  // namespace

Parsed parse_decimal(std::string_view text) {
  const Notation read = read_notation(text);
  if (!read.well_formed) return {};
  if (read.digits.empty()) return {Parse::ok, Decimal()};
  Magnitude units = 0;
  if (!scaled(read.digits, read.exponent + Decimal::places, units)) return {Parse::too_large, Decimal()};
  const Wide positive = static_cast<Wide>(units);
  return {Parse::ok, Decimal::from_units(read.negative ? -positive : positive)};
}

std::string to_text(Decimal a) {
  Digits digits = digits_of(a);
  digits.decimals.erase(digits.decimals.find_last_not_of('0') + 1);
  std::string text = digits.negative ? "-" : "";
  text += digits.whole;
  if (!digits.decimals.empty()) text += "." + digits.decimals;
  return text;
}

std::string to_grouped_text(Decimal a, int decimal_places) {
  const Digits digits = digits_of(rounded(a, decimal_places));
  std::string text = digits.negative ? "-" : "";
  for (std::size_t i = 0; i < digits.whole.size(); ++i) {
    if (i != 0 && (digits.whole.size() - i) % 3 == 0) text += ',';
    text += digits.whole[i];
  }
  if (decimal_places <= 0) return text;
  std::string decimals = digits.decimals;
  decimals.resize(static_cast<std::size_t>(decimal_places), '0');
  return text + "." + decimals;
}

}  // namespace stp
