#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/books/book_json.h"
#include "service/web/books/book_pages.h"
#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

Html severities(const Json& rule) {
  Html all;
  const auto found = rule.find("severity");
  if (found == rule.end() || !found->is_object()) return all;
  for (const auto& [stage, word] : found->items()) {
    if (!all.empty()) all += escaped(", ");
    all += escaped(stage + ": ") + severity(word.get<std::string>());
  }
  return all;
}

std::vector<Html> linked_lines(const std::vector<std::string>& codes, const std::string& edition) {
  std::vector<Html> links;
  for (const auto& one : codes)
    links.push_back(link(address("/lines/" + encoded(one), {{"edition", edition}}), one));
  return links;
}

Html in_a_row(const std::vector<Html>& items) {
  Html all;
  for (const auto& one : items) all += (all.empty() ? Html() : escaped(", ")) + one;
  return all;
}

// "observed: stale-cache, found: 10" with what the kind means in the place of its code.
std::string example_words(const Desk& desk, std::string text) {
  static const std::string start = "observed: ";
  if (!text.starts_with(start)) return text;
  const auto end = std::min(text.find(',', start.size()), text.size());
  const auto meant = desk.form().observation_kinds.find(text.substr(start.size(), end - start.size()));
  if (meant == desk.form().observation_kinds.end()) return text;
  return "noticed: " + meant->second + text.substr(std::min(end + 1, text.size()));
}

Html examples(const Desk& desk, const Json& rule) {
  ShownTable shown{"Examples", {{"Entries"}, {"Outcome"}}};
  const auto found = rule.find("examples");
  if (found == rule.end()) return {};
  for (const Json& one : *found)
    shown.rows.push_back({{code(example_words(desk, book_text(one, "text"))),
                           book_text(one, "outcome") == "passes" ? state(Shape::good, "passes")
                                                                 : state(Shape::trouble, "fails")}});
  return table(shown);
}

void add(std::vector<std::pair<std::string, Html>>& rows, const std::string& label, const std::string& text) {
  if (!text.empty()) rows.emplace_back(label, escaped(text));
}

Html facts(const Json& rule, const std::string& edition) {
  std::vector<std::pair<std::string, Html>> rows;
  if (const auto check = rule.find("check"); check != rule.end()) {
    rows.emplace_back("Equation", code(book_text(*check, "equation")));
    add(rows, "In words", book_text(*check, "words"));
  }
  add(rows, "Only when", book_text(rule, "when"));
  add(rows, "May differ by", book_text(rule, "tolerance"));
  rows.emplace_back("Judged", severities(rule));
  add(rows, "Owner", book_text(rule, "owner"));
  add(rows, "It then says", book_text(rule, "message"));
  add(rows, "To mend it", book_text(rule, "remedy"));
  if (const auto own = rule.find("remedy_of"); own != rule.end())
    for (const auto& [kind, remedy] : own->items())
      add(rows, "To mend it (" + kind + ")", remedy.get<std::string>());
  add(rows, "Status", book_text(rule, "status"));
  add(rows, "Source", book_text(rule, "source"));
  if (const auto lines = book_texts(rule, "lines"); !lines.empty())
    rows.emplace_back("Looks at", in_a_row(linked_lines(lines, edition)));
  return summary_list(rows);
}

}  // namespace

HttpAnswer rules_page(const Desk& desk, const HttpRequest& request) {
  const auto edition = asked_edition(desk, request), words = request.one("words");
  const auto answer = ask(desk, {"rules", {}, {{"edition", edition}}, {"json"}});
  if (!answer) return refused(request, answer.error());
  Page shown{.title = "Rule book",
             .tab = Tab::templates,
             .crumbs = {{"Home", "/"}, {"Templates and rules", "/templates"}}};
  ShownTable rules{"Rules", {{"Rule"}, {"What must hold"}, {"Judged"}, {"Owner"}}};
  rules.when_empty = "No rule has these words.";
  const Json all = Json::parse(answer->front());  // named, so that it lives as long as the loop
  for (const Json& rule : all.at("rules")) {
    const auto id = book_text(rule, "id"), title = book_text(rule, "title");
    if (!contains_words(id + " " + title + " " + book_text(rule, "statement"), words)) continue;
    rules.rows.push_back({{link(address("/rules/" + encoded(id), {{"edition", edition}}), id), escaped(title),
                           severities(rule), escaped(book_text(rule, "owner"))}});
  }
  shown.body = block("choose",
                     form(request, {.action = "/rules",
                                    .button = "Show",
                                    .fields = {{.name = "words", .label = "With these words", .value = words},
                                               edition_field(desk, edition)},
                                    .get = true})) +
               table(rules);
  return page(request, shown);
}

HttpAnswer rule_page(const Desk& desk, const HttpRequest& request) {
  const auto edition = asked_edition(desk, request);
  const auto answer = ask(desk, {"rules", {}, {{"edition", edition}, {"id", request.one("id")}}, {"json"}});
  if (!answer) return page_of_refusal(404, answer.error(), request);
  const Json rules = Json::parse(answer->front()).at("rules");
  if (rules.size() != 1)
    return page_of_refusal(
        404, {"rule-unknown", "There is no such rule.", request.one("id"), "The rule book lists them."},
        request);
  const Json& rule = rules[0];
  Page shown{.title = book_text(rule, "title"),
             .tab = Tab::templates,
             .crumbs = {{"Home", "/"},
                        {"Templates and rules", "/templates"},
                        {"Rule book", address("/rules", {{"edition", edition}})}},
             .caption = "Rule " + book_text(rule, "id")};
  shown.body = paragraph(book_text(rule, "statement"), "nhsuk-body-l reading") + facts(rule, edition) +
               examples(desk, rule);
  return page(request, shown);
}

}  // namespace stp
