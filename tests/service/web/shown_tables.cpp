#include "tests/service/web/shown_tables.h"

#include <stdexcept>

#include "service/web/web.h"

namespace shown {

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

std::string between(const std::string& text, const std::string& from, const std::string& to,
                    std::size_t& at) {
  const auto begin = text.find(from, at);
  const auto end = begin == std::string::npos ? begin : text.find(to, begin);
  if (end == std::string::npos) {
    at = std::string::npos;
    return "";
  }
  at = end + to.size();
  return text.substr(begin, end - begin);
}

std::vector<Row> rows_of(const std::string& html) {
  std::vector<Row> rows;
  for (std::size_t at = 0; at != std::string::npos;) {
    const std::string row = between(html, "<tr", "</tr>", at);
    if (at == std::string::npos) break;
    rows.emplace_back();
    for (std::size_t in = 0; (in = row.find("<t", in)) != std::string::npos;) {
      if (row.compare(in, 3, "<th") != 0 && row.compare(in, 3, "<td") != 0) {
        ++in;
        continue;
      }
      const auto end = row.find("</t", in);
      rows.back().push_back(words(row.substr(in, end - in)));
      in = end;
    }
  }
  return rows;
}

}  // namespace

stp::HttpAnswer page(const stp::Desk& desk, const std::string& pattern, Query query) {
  for (const stp::Route& route : stp::web_routes(desk)) {
    if (route.method != "GET" || route.pattern != pattern) continue;
    stp::HttpRequest request;
    request.method = route.method;
    request.path = route.pattern;
    request.query = std::move(query);
    request.caller = desks::person("rita", stp::Role::regional);
    return route.handle(request);
  }
  throw std::logic_error("no page " + pattern);
}

std::string words(std::string html) {
  const std::string aside = "<span class=\"nhsuk-u-visually-hidden\">";
  for (std::size_t at; (at = html.find(aside)) != std::string::npos;)
    html.erase(at, html.find("</span>", at) - at);
  std::string text;
  bool within = false;
  for (const char c : html) {
    if (c == '<') within = true;
    if (!within) text += c == '\n' ? ' ' : c;
    if (c == '>') within = false;
  }
  for (const auto& [entity, character] : std::vector<std::pair<std::string, std::string>>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    replace_all(text, entity, character);
  return text;
}

std::vector<Row> table(const std::string& html, const std::string& caption) {
  for (std::size_t at = 0; at != std::string::npos;) {
    const std::string found = between(html, "<table", "</table>", at);
    std::size_t in = 0;
    if (at != std::string::npos && words(between(found, "<caption", "</caption>", in)).starts_with(caption))
      return rows_of(found);
  }
  throw std::logic_error("no table " + caption);
}

const Row& row(const std::vector<Row>& table, const std::string& heading) {
  for (const Row& one : table)
    if (!one.empty() && one.front().starts_with(heading)) return one;
  throw std::logic_error("no row " + heading);
}

long long number(const std::string& shown) {
  std::string text = shown;
  replace_all(text, "\u2212", "-");
  replace_all(text, ",", "");
  std::size_t read = 0;
  const long long value = std::stoll(text, &read);
  if (read != text.size()) throw std::logic_error("\"" + shown + "\" is no number");
  return value;
}

}  // namespace shown
