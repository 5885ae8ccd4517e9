#include "calc/detect/meant_number.h"

#include <algorithm>
#include <array>

namespace stp::detect {
namespace {

struct Spelling {
  std::string_view written, plain;
};
// UTF-8 of what spreadsheets and word processors put in place of a blank or a minus.
constexpr std::array<Spelling, 9> spellings{{{"\xC2\xA0", " "},
                                             {"\xE2\x80\x89", " "},
                                             {"\xE2\x80\xAF", " "},
                                             {"\xE2\x80\x87", " "},
                                             {"\xE2\x88\x92", "-"},
                                             {"\xE2\x80\x93", "-"},
                                             {"\xE2\x80\x94", "-"},
                                             {"\t", " "},
                                             {"\n", " "}}};

bool take_front(std::string& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.erase(0, what.size());
  return true;
}

bool take_back(std::string& text, std::string_view what) {
  if (!text.ends_with(what)) return false;
  text.resize(text.size() - what.size());
  return true;
}

struct Suffix {
  std::string_view written;
  std::int64_t pounds;
};
constexpr std::array<Suffix, 6> suffixes{{{"bn", 1'000'000'000},
                                          {"million", 1'000'000},
                                          {"mn", 1'000'000},
                                          {"m", 1'000'000},
                                          {"000s", 1000},
                                          {"k", 1000}}};

// Commas only where they part thousands; none at all is fine too.
bool grouped_well(std::string_view digits) {
  const auto whole = digits.substr(0, digits.find('.'));
  if (digits.find(',') == std::string_view::npos) return true;
  if (digits.find(',') > whole.size()) return false;
  std::size_t from_right = 0;
  for (auto c = whole.rbegin(); c != whole.rend(); ++c, ++from_right)
    if ((*c == ',') != (from_right % 4 == 3)) return false;
  return whole.front() != ',';
}

std::optional<Decimal> plain_number(std::string digits) {
  const bool only_digits = !digits.empty() && digits.find_first_not_of("0123456789.,") == std::string::npos;
  if (!only_digits || !grouped_well(digits)) return {};
  std::erase(digits, ',');
  const Parsed parsed = parse_decimal(digits);
  if (parsed.outcome != Parse::ok) return {};
  return parsed.value;
}

bool take_sign(std::string& text) {
  bool negative = false;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    negative = true;
  }
  if (take_front(text, "-")) negative = !negative;
  if (take_back(text, "-")) negative = !negative;
  take_front(text, "+");
  return negative;
}

}  // namespace

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string plain_text(std::string_view text) {
  std::string plain(text);
  for (const auto& [written, instead] : spellings)
    for (auto found = plain.find(written); found != std::string::npos; found = plain.find(written))
      plain.replace(found, written.size(), instead);
  const auto first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(' ') - first + 1);
}

std::optional<Decimal> meant_number(std::string_view text, const Unit& unit) try {
  if (text.size() > 64) return {};
  std::string rest = lower_case(plain_text(text));
  std::erase(rest, ' ');
  take_front(rest, "'");
  bool negative = take_sign(rest);
  const bool pounds = take_front(rest, "\xC2\xA3");
  if (take_front(rest, "-")) negative = !negative;
  const bool percent = take_back(rest, "%");
  Decimal scale = Decimal::of(1);
  for (const auto& suffix : suffixes)
    if (!percent && take_back(rest, suffix.written)) {
      scale = Decimal::of(unit.money == 1 ? suffix.pounds / 1000 : suffix.pounds);
      break;
    }
  if ((percent && !unit.as_percent) || (pounds && unit.money == 0)) return {};
  const auto number = plain_number(rest);
  if (!number) return {};
  // "2" in a percent cell means 2%, "0.02" too.
  const bool of_hundred = percent || (unit.as_percent && *number > Decimal::ratio(5, 10));
  const Decimal value = of_hundred ? *number / Decimal::of(100) : *number * scale;
  return negative ? -value : value;
} catch (const DecimalOverflow&) {
  return {};
}

}  // namespace stp::detect
