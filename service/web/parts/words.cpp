#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/web/parts/parts.h"
#include "service/web/parts/words_part.h"

namespace stp {

namespace {

Html words(const PageValues& values) { return fill_html("words_part", words_part, values); }

Html one(const std::string& section, const std::vector<std::pair<std::string, std::string>>& values) {
  PageValues page;
  page.section(section).values = values;
  return words(page);
}

Html around(const std::string& section, const std::string& classes, const Html& inner) {
  PageValues page;
  auto& values = page.section(section);
  values.set("CLASSES", classes);
  values.set_html("INNER_HTML", inner);
  return words(page);
}

Html listed(const std::string& classes, const std::vector<Html>& items) {
  if (items.empty()) return {};
  PageValues page;
  auto& values = page.section("LIST");
  values.set("CLASSES", classes);
  for (const auto& item : items) values.section("ITEM").set_html("INNER_HTML", item);
  return words(page);
}

}  // namespace

Html heading(int level, const std::string& text, const std::string& id) {
  PageValues page;
  auto& values = page.section(level == 2 ? "HEADING_2" : "HEADING_3");
  values.set("TEXT", text);
  if (!id.empty()) values.section("IDENTIFIED").set("ID", id);
  return words(page);
}

Html paragraph(const std::string& text, const std::string& classes) {
  return around("PARAGRAPH", classes, escaped(text));
}
Html paragraph(const Html& inner, const std::string& classes) { return around("PARAGRAPH", classes, inner); }
Html span(const std::string& text, const std::string& classes) {
  return one("SPAN", {{"TEXT", text}, {"CLASSES", classes}});
}
Html block(const std::string& classes, const Html& inner) { return around("BLOCK", classes, inner); }
Html code(const std::string& text) { return one("CODE", {{"TEXT", text}}); }

Html link(const std::string& href, const std::string& text, const std::string& hidden_text) {
  PageValues page;
  auto& values = page.section("LINK");
  values.set("HREF", href);
  values.set("TEXT", text);
  if (!hidden_text.empty()) values.section("HIDDEN_SHOWN").set("HIDDEN", hidden_text);
  return words(page);
}

Html button_link(const std::string& href, const std::string& text, bool secondary) {
  PageValues page;
  auto& values = page.section("BUTTON_LINK");
  values.set("HREF", href);
  values.set("TEXT", text);
  if (secondary) values.show("SECONDARY");
  return words(page);
}

Html list(const std::vector<Html>& items) { return listed("nhsuk-list nhsuk-list--bullet", items); }
Html actions(const std::vector<Html>& items) { return listed("actions", items); }

std::string grouped(std::int64_t number) { return grouped(std::to_string(number)); }

std::string grouped(const std::string& amount) {
  const bool negative = amount.starts_with('-');
  const std::size_t start = negative ? 1 : 0;
  const std::size_t point = std::min(amount.find('.'), amount.size());
  if (amount.size() > 1 && amount.find_first_not_of("0123456789,.", start) == std::string::npos &&
      amount.find(',') != std::string::npos)
    return (negative ? "\u2212" : "") + amount.substr(start);  // grouped already
  const bool digits = point > start && std::all_of(amount.begin() + static_cast<std::ptrdiff_t>(start),
                                                   amount.begin() + static_cast<std::ptrdiff_t>(point),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return amount;
  std::string whole = amount.substr(start, point - start);
  for (std::size_t at = whole.size(); at > 3;) whole.insert(at -= 3, ",");
  return (negative ? "\u2212" : "") + whole + amount.substr(point);
}

std::string with_minus_signs(std::string words) {
  for (std::size_t at = 0; (at = words.find(" -", at)) != std::string::npos; at += 4)
    if (at + 2 < words.size() && words[at + 2] >= '0' && words[at + 2] <= '9')
      words.replace(at, 2, " \u2212");
  return words;
}

std::string when(const std::string& utc) {
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (utc.size() < 10) return utc;
  const int month = (utc[5] - '0') * 10 + (utc[6] - '0');
  if (month < 1 || month > 12) return utc;
  const std::string day = utc.substr(8, 2).starts_with('0') ? utc.substr(9, 1) : utc.substr(8, 2);
  const std::string date =
      fmt::format("{} {} {}", day, months[static_cast<std::size_t>(month - 1)], utc.substr(0, 4));
  return utc.size() < 16 ? date : date + ", " + utc.substr(11, 5) + " UTC";
}

std::string plural(std::int64_t count, const std::string& single, const std::string& many) {
  return grouped(count) + " " + (count == 1 ? single : many);
}

std::string size_in_words(std::int64_t bytes) {
  if (bytes < 1024) return plural(bytes, "byte", "bytes");
  if (bytes < 1024 * 1024) return fmt::format("{} kB", bytes / 1024);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (1024 * 1024));
}

}  // namespace stp
