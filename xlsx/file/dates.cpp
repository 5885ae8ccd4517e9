#include "xlsx/file/dates.h"

#include <chrono>
#include <cstdint>

#include "xlsx/file/sheet_scan.h"

namespace stp::xlsx {

namespace {

std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  const auto value = whole_number(text.substr(at, count));
  return value ? std::optional<unsigned>(*value) : std::nullopt;
}

// Milliseconds of "hh:mm", "hh:mm:ss" or "hh:mm:ss.fff", with or without a final Z.
std::optional<std::int64_t> milliseconds(std::string_view time) {
  if (!time.empty() && time.back() == 'Z') time.remove_suffix(1);
  const auto hour = digits(time, 0, 2), minute = digits(time, 3, 2);
  if (!hour || !minute || time[2] != ':' || *hour > 24 || *minute > 59) return std::nullopt;
  std::int64_t all = (*hour * 60 + *minute) * 60'000;
  if (time.size() == 5) return all;
  const auto second = digits(time, 6, 2);
  if (!second || time[5] != ':' || *second > 60) return std::nullopt;
  all += *second * 1000;
  if (time.size() == 8) return all;
  std::int64_t scale = 100;
  if (time[8] != '.') return std::nullopt;
  for (char c : time.substr(9)) {
    if (c < '0' || c > '9') return std::nullopt;
    all += (c - '0') * scale;
    scale /= 10;
  }
  return all;
}

// A day number with as many decimals as a millisecond needs.
std::string as_text(std::int64_t days, std::int64_t part) {
  constexpr std::int64_t day = 86'400'000, units = 1'000'000'000'000;
  std::string text = std::to_string(days + part / day);
  const std::int64_t rest = part % day;
  if (rest == 0) return text;
  const auto fraction =
      static_cast<std::int64_t>((static_cast<double>(rest) / static_cast<double>(day)) * units + 0.5);
  std::string decimals = std::to_string(fraction);
  decimals.insert(0, decimals.size() < 12 ? 12 - decimals.size() : 0, '0');
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return text + "." + decimals;
}

}  // namespace

std::optional<std::string> day_number(std::string_view iso, bool from_1904) {
  using namespace std::chrono;
  if (iso.size() >= 5 && iso[2] == ':') {
    const auto part = milliseconds(iso);
    return part ? std::optional(as_text(0, *part)) : std::nullopt;
  }
  const auto y = digits(iso, 0, 4), m = digits(iso, 5, 2), d = digits(iso, 8, 2);
  if (!y || !m || !d || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const year_month_day date{year(static_cast<int>(*y)), month(*m), day(*d)};
  if (!date.ok() || *y < (from_1904 ? 1904u : 1900u)) return std::nullopt;
  std::int64_t part = 0;
  if (iso.size() > 10) {
    const auto time = iso[10] == 'T' ? milliseconds(iso.substr(11)) : std::nullopt;
    if (!time) return std::nullopt;
    part = *time;
  }
  const sys_days origin = from_1904 ? sys_days(year(1904) / 1 / 1) : sys_days(year(1899) / 12 / 30);
  std::int64_t days = (sys_days(date) - origin).count();
  if (!from_1904 && days <= 60) --days;  // the spreadsheet's calendar has a 29 February 1900
  return as_text(days, part);
}

}  // namespace stp::xlsx
