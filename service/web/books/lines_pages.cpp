#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/books/book_json.h"
#include "service/web/books/book_pages.h"
#include "service/web/common.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;

std::string joined_with_commas(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& one : words) all += (all.empty() ? "" : ", ") + one;
  return all;
}

std::string type_labels(const Desk& desk, const std::vector<std::string>& types) {
  std::vector<std::string> labels;
  for (const auto& one : types) {
    const auto found = desk.form().type(one);
    labels.push_back(found ? desk.form().types[found.value].label : one);
  }
  return joined_with_commas(labels);
}

Html formulas(const Desk& desk, const Json& line) {
  const auto found = line.find("formulas");
  if (found == line.end() || found->empty()) return {};
  ShownTable shown{"How it is calculated", {{"Formula"}, {"In words"}, {"For"}, {"Years"}}};
  for (const Json& one : *found)
    shown.rows.push_back({{code(book_text(one, "equation")), escaped(book_text(one, "words")),
                           escaped(type_labels(desk, book_texts(one, "types"))),
                           escaped(joined_with_commas(book_texts(one, "years")))}});
  return table(shown);
}

Html facts(const Desk& desk, const Json& line, const std::string& edition) {
  std::vector<std::pair<std::string, Html>> rows;
  const auto add = [&](const std::string& label, const std::string& text) {
    if (!text.empty()) rows.emplace_back(label, escaped(text));
  };
  add("Meaning", book_text(line, "meaning"));
  add("Guidance", book_text(line, "guidance"));
  add("Kind", book_text(line, "kind"));
  add("Unit", unit_label(desk, book_text(line, "unit")));
  add("Sign", book_text(line, "sign"));
  add("Filled in by", type_labels(desk, book_texts(line, "types")));
  add("Scenarios", joined_with_commas(book_texts(line, "scenarios")));
  add("Years", joined_with_commas(book_texts(line, "years")));
  add("Section", section_label(desk, book_text(line, "section")));
  add("Source", book_text(line, "source"));
  Html rules;
  for (const auto& one : book_texts(line, "rules"))
    rules += (rules.empty() ? Html() : escaped(", ")) +
             link(address("/rules/" + encoded(one), {{"edition", edition}}), one);
  if (!rules.empty()) rows.emplace_back("Rules that look at it", rules);
  return summary_list(rows);
}

Field section_field(const Desk& desk, const std::string& chosen) {
  Field field{.kind = Field::Kind::choice,
              .name = "section",
              .label = "Section",
              .value = chosen,
              .choices = {{"", "All"}}};
  for (const auto& one : desk.form().sections) field.choices.push_back({one.code, one.label});
  return field;
}

}  // namespace

HttpAnswer lines_page(const Desk& desk, const HttpRequest& request) {
  const auto edition = asked_edition(desk, request), words = request.one("words"),
             section = request.one("section");
  const auto answer = ask(desk, {"lines", {}, {{"edition", edition}}, {"json"}});
  if (!answer) return refused(request, answer.error());
  Page shown{.title = "Line dictionary",
             .tab = Tab::templates,
             .crumbs = {{"Home", "/"}, {"Templates and rules", "/templates"}}};
  ShownTable lines{"Lines", {{"Line"}, {"Label"}, {"Kind"}, {"Unit"}, {"Sign"}, {"Filled in by"}}};
  lines.when_empty = "No line has these words.";
  const Json all = Json::parse(answer->front());  // named, so that it lives as long as the loop
  for (const Json& line : all.at("lines")) {
    const auto of = book_text(line, "code"), label = book_text(line, "label");
    if (!section.empty() && section != "all" && book_text(line, "section") != section) continue;
    if (!contains_words(of + " " + label + " " + book_text(line, "meaning"), words)) continue;
    lines.rows.push_back(
        {{link(address("/lines/" + encoded(of), {{"edition", edition}}), of), escaped(label),
          escaped(book_text(line, "kind")), escaped(unit_label(desk, book_text(line, "unit"))),
          escaped(book_text(line, "sign")), escaped(type_labels(desk, book_texts(line, "types")))}});
  }
  shown.body = block("choose",
                     form(request, {.action = "/lines",
                                    .button = "Show",
                                    .fields = {{.name = "words", .label = "With these words", .value = words},
                                               section_field(desk, section),
                                               edition_field(desk, edition)},
                                    .get = true})) +
               paragraph(plural(static_cast<std::int64_t>(lines.rows.size()), "line", "lines") + ".") +
               table(lines);
  return page(request, shown);
}

HttpAnswer line_page(const Desk& desk, const HttpRequest& request) {
  const auto edition = asked_edition(desk, request);
  const auto answer =
      ask(desk, {"lines", {}, {{"edition", edition}, {"code", request.one("code")}}, {"json"}});
  if (!answer) return page_of_refusal(404, answer.error(), request);
  const Json lines = Json::parse(answer->front()).at("lines");
  if (lines.size() != 1)
    return page_of_refusal(
        404,
        {"line-unknown", "There is no such line.", request.one("code"), "The line dictionary lists them."},
        request);
  const Json& line = lines[0];
  Page shown{.title = book_text(line, "label"),
             .tab = Tab::templates,
             .crumbs = {{"Home", "/"},
                        {"Templates and rules", "/templates"},
                        {"Line dictionary", address("/lines", {{"edition", edition}})}},
             .caption = "Line " + book_text(line, "code")};
  shown.body = facts(desk, line, edition) + formulas(desk, line);
  return page(request, shown);
}

}  // namespace stp
