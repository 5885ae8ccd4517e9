#include "service/store/clock.h"

#include <chrono>
#include <cstdio>

#include "service/store/utc_shown.h"

namespace stp {

namespace {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

std::string to_text(Moment moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{moment - day};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return text;
}

// Reads what to_text wrote; parts that are missing count as their least.
Moment moment(const std::string& text) {
  int year = 1970, hour = 0, minute = 0, second = 0, milliseconds = 0;
  unsigned month = 1, day = 1;
  std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2d.%3dZ", &year, &month, &day, &hour, &minute, &second,
              &milliseconds);
  const std::chrono::sys_days date{std::chrono::year{year} / std::chrono::month{month} /
                                   std::chrono::day{day}};
  return date + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
         std::chrono::milliseconds{milliseconds};
}

}  // namespace

std::string utc_now() {
  return to_text(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

std::string utc_in(const std::string& from, std::int64_t seconds) {
  return to_text(moment(from) + std::chrono::seconds{seconds});
}

std::string utc_shown(const std::string& utc) {
  return utc.size() < 19 ? utc : utc.substr(0, 10) + " " + utc.substr(11, 8) + " UTC";
}

std::int64_t seconds_between(const std::string& from, const std::string& to) {
  return std::chrono::ceil<std::chrono::seconds>(moment(to) - moment(from)).count();
}

}  // namespace stp
