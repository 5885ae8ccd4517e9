#include "service/web/books/books.h"

#include <nlohmann/json.hpp>

#include "service/desk/rounds.h"
#include "service/web/answers.h"
#include "service/web/books/book_pages.h"
#include "service/web/common.h"
#include "service/web/parts/form.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

HttpAnswer templates_page(const Desk& desk, const HttpRequest& request) {
  Page shown{.title = "Templates and rules", .tab = Tab::templates, .crumbs = {{"Home", "/"}}};
  const std::string current = current_round(desk);
  Field place{.kind = Field::Kind::choice, .name = "place", .label = "Place", .value = request.one("place")};
  if (place.value.empty() && places_of(request.caller).size() == 1)
    place.value = places_of(request.caller).front();
  for (const auto& one : desk.form().places) place.choices.push_back({one.code, place_name(desk, one.code)});
  Field section{.kind = Field::Kind::choice,
                .name = "section",
                .label = "Section",
                .choices = {{"all", "All in one workbook"}}};
  for (const auto& one : desk.form().sections) section.choices.push_back({one.code, one.label});
  Field round{.kind = Field::Kind::choice, .name = "round", .label = "Round", .value = current};
  for (const Round* one : desk.rounds()) round.choices.push_back({one->code, round_label(desk, one->code)});
  const Html blank =
      heading(2, "Blank workbook") +
      paragraph("Formulas, units and lists are in place. Fill in the cells with a solid border.") +
      form(request, {.action = "/templates/workbook",
                     .button = "Download the workbook",
                     .fields = {place, section, round},
                     .get = true});
  const Html books =
      heading(2, "What is asked, and what must hold") +
      list({link("/lines", "Line dictionary") +
                escaped(": every line, its unit, its sign, who fills it, and its formula."),
            link("/rules", "Rule book") +
                escaped(": every rule as an equation and as a sentence, and how strictly it is judged."),
            link("/functions", "Functions") +
                escaped(": growth, efficiency, gaps, rates and shares, worked out exactly; also in a cell."),
            link("/api", "API") + escaped(": the same for programs.")});
  shown.body = columns({panel(blank), panel(books)});
  return page(request, shown);
}

HttpAnswer blank_workbook(const Desk& desk, const HttpRequest& request) {
  const auto place = request.one("place"), section = request.one("section"), round = request.one("round");
  const auto answer =
      ask(desk, {"blank", {}, {{"place", place}, {"section", section}, {"round", round}}, {"xlsx"}});
  if (!answer) return refused(request, answer.error());
  const auto known = desk.form().place(place);
  const std::string slug = known ? desk.form().places[known.value].slug : place;
  return download(answer->front(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  slug + (section == "all" ? "" : "-" + section) + "-" + round + ".xlsx");
}

HttpAnswer api_page(const Desk&, const HttpRequest& request) {
  Page shown{.title = "The API",
             .tab = Tab::templates,
             .crumbs = {{"Home", "/"}, {"Templates and rules", "/templates"}}};
  shown.body =
      paragraph(
          "Everything these pages do can be done by a program, with the same checks and the same answers.",
          "nhsuk-body-l") +
      list({link("/api/v1/openapi.json", "OpenAPI description (JSON)") +
                escaped(": every address, field and answer."),
            escaped("A program signs in with a key, sent as ") + code("Authorization: Bearer KEY") +
                escaped(". Keys are made on your ") + link("/account", "account page") + escaped("."),
            escaped("Refusals come as ") + code("application/problem+json") +
                escaped(" with a lasting code, the place and the remedy.")});
  return page(request, shown);
}

}  // namespace

std::string asked_edition(const Desk& desk, const HttpRequest& request) {
  if (const auto said = request.one("edition"); !said.empty()) return said;
  const auto form = desk.pipeline.edition_of_round(current_round(desk));
  return form ? (*form)->edition.code : desk.form().edition.code;
}

Field edition_field(const Desk& desk, const std::string& chosen) {
  Field field{.kind = Field::Kind::choice, .name = "edition", .label = "Edition", .value = chosen};
  for (const auto& one : desk.pipeline.editions())
    field.choices.push_back({one.edition.code, one.edition.title});
  return field;
}

Routes book_pages(const Desk& desk) {
  const auto at = [&desk](const std::string& pattern, const std::string& name, const std::string& summary,
                          HttpAnswer (*handle)(const Desk&, const HttpRequest&)) {
    return page_at(pattern, name, summary, Need::signed_in,
                   [&desk, handle](const HttpRequest& request) { return handle(desk, request); });
  };
  return {at("/templates", "templates", "Blank workbooks and books", templates_page),
          heavy(at("/templates/workbook", "blank-workbook", "A blank workbook", blank_workbook)),
          at("/rules", "rules", "The rule book", rules_page),
          at("/rules/{id}", "rule", "One rule", rule_page),
          at("/lines", "lines", "The line dictionary", lines_page),
          at("/lines/{code}", "line", "One line", line_page),
          at("/api", "api", "Where the API is described", api_page)};
}

}  // namespace stp
