#include <algorithm>

#include "service/web/parts/boxes_part.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

Html boxes(const PageValues& values) { return fill_html("boxes_part", boxes_part, values); }

}  // namespace

Html panel(const Html& inner, bool lead) { return block(lead ? "panel panel--lead" : "panel", inner); }
Html inset(const Html& inner) { return block("nhsuk-inset-text", inner); }

Html columns(const std::vector<Html>& columns) {
  Html all;
  for (const auto& column : columns) all += block("column", column);
  return block("columns", all);
}

Html details(const std::string& summary, const Html& inner, bool open) {
  PageValues page;
  auto& values = page.section("DETAILS");
  values.set("SUMMARY", summary);
  values.set_html("INNER_HTML", inner);
  if (open) values.show("OPEN");
  return boxes(page);
}

Html warning_callout(const std::string& title, const Html& inner) {
  PageValues page;
  auto& values = page.section("CALLOUT");
  values.set("TITLE", title);
  values.set_html("INNER_HTML", inner);
  return boxes(page);
}

Html summary_list(const std::vector<std::pair<std::string, Html>>& rows) {
  PageValues page;
  auto& values = page.section("SUMMARY_LIST");
  for (const auto& [key, value] : rows) {
    auto& row = values.section("ROW");
    row.set("KEY", key);
    row.set_html("VALUE_HTML", value);
  }
  return boxes(page);
}

Html figures(const std::vector<LargeFigure>& figures) {
  PageValues page;
  auto& values = page.section("FIGURES");
  for (const auto& [amount, label, href] : figures) {
    auto& one = values.section("FIGURE");
    auto& shown = href.empty() ? one.section("PLAIN") : one.section("LINK");
    shown.set("AMOUNT", amount);
    if (!href.empty()) shown.set("HREF", href);
    one.set("LABEL", label);
  }
  return boxes(page);
}

std::size_t page_within(std::size_t asked, std::size_t items, std::size_t per_page) {
  return std::clamp<std::size_t>(asked, 1, std::max<std::size_t>(1, (items + per_page - 1) / per_page));
}

Html pagination(const std::string& previous_href, const std::string& next_href,
                const std::string& previous_words, const std::string& next_words) {
  if (previous_href.empty() && next_href.empty()) return {};
  PageValues page;
  auto& values = page.section("PAGINATION");
  const auto add = [&](const char* name, const std::string& href, const std::string& words) {
    if (href.empty()) return;
    auto& one = values.section(name);
    one.set("HREF", href);
    one.set("WORDS", words);
  };
  add("PREVIOUS", previous_href, previous_words);
  add("NEXT", next_href, next_words);
  return boxes(page);
}

Html chart(const std::string& title, const Html& svg, const std::string& words, const Html& table) {
  PageValues page;
  auto& values = page.section("CHART");
  values.set("TITLE", title);
  values.set("WORDS", words);
  values.set_html("SVG_HTML", svg);
  values.set_html("TABLE_HTML", table);
  return boxes(page);
}

Html live(const std::string& id, const Html& inner, Again again, const std::string& href) {
  PageValues page;
  auto& values = page.section("LIVE");
  values.set("ID", id);
  values.set_html("INNER_HTML", inner);
  if (again != Again::never) {
    values.section("AWAITING").set("SECONDS", again == Again::soon ? "4" : "20");
    values.section("AWAITING_LINK").set("HREF", href);
  }
  return boxes(page);
}

}  // namespace stp
