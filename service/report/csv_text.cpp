#include "service/report/csv_text.h"

#include <array>

#include "calc/base/decimal.h"

namespace stp {

namespace {

// -1,234.5 and -2.1% as reports show them; nothing that a spreadsheet could take for a formula.
bool is_shown_number(std::string_view text) {
  return text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9' &&
         text.find_first_not_of("0123456789,.%", 1) == std::string_view::npos;
}

bool would_run(std::string_view text) {
  constexpr std::array<std::string_view, 10> starts = {
      "=",           "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
      "\xEF\xBC\xA0"};  // the last four: full width
  if (is_shown_number(text)) return false;
  for (const auto start : starts)
    if (text.substr(0, start.size()) == start) return parse_decimal(text).outcome != Parse::ok;
  return false;
}

}  // namespace

std::string csv_number(std::string_view decimal_text) { return std::string(decimal_text); }

std::string csv_text(std::string_view text) {
  std::string safe = would_run(text) ? "'" : "";
  safe += text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char letter : safe) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

}  // namespace stp
