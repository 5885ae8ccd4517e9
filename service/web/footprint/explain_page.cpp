#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/common.h"
#include "service/web/footprint/asked_total.h"
#include "service/web/footprint/footprint_parts.h"
#include "service/web/footprint/provisional.h"
#include "service/web/footprint/tree_part.h"
#include "service/web/json_text.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::json;

struct Tree {
  const Desk& desk;
  const TotalState& total;
};

std::string address_of(const Tree& tree, const Json& node) {
  return footprint_address("explain", tree.total,
                           {{"line", text(node, "line")},
                            {"year", text(node, "year")},
                            {"organisation", text(node, "organisation")},
                            {"scenario", text(node, "scenario")}});
}

Html label_of(const Tree& tree, const Json& node) {
  const std::string organisation = text(node, "organisation");
  std::string words = text(node, "label").empty() ? text(node, "line") : text(node, "label");
  if (!organisation.empty()) words += ", " + organisation_name(tree.desk, organisation);
  if (!text(node, "year").empty()) words += ", " + text(node, "year");
  return escaped(words);
}

Html where_of(const Tree&, const Json& node) {
  const std::string sha256 = text(node, "sha256"), sheet = text(node, "sheet"), cell = text(node, "cell");
  if (cell.empty()) return {};
  const std::string words = text(node, "file") + ", sheet " + sheet + ", cell " + cell;
  return escaped(" ") +
         (sha256.empty() ? span(words, "quiet small") : link(cell_address(sha256, sheet, cell), words));
}

Html parts_of(const Tree& tree, const Json& node, int depth);

void add_item(PageValues& list, const Tree& tree, const Json& node, int depth) {
  const bool branch = node.contains("parts") && !node.at("parts").empty();
  const bool cut = node.value("cut", false);
  auto& item = list.section("ITEM").section(branch ? "BRANCH" : "LEAF");
  item.set("VALUE", grouped(text(node, text(node, "amount").empty() ? "value" : "amount")));
  item.set("WORDS", text(node, "words").empty() ? "" : "Is " + text(node, "words") + ".");
  item.set_html("LABEL_HTML", label_of(tree, node));
  Html where = where_of(tree, node);
  if (cut && !branch)
    where += escaped(" ") +
             link(address_of(tree, node), "Go on from here", "to what makes " + text(node, "label"));
  item.set_html("WHERE_HTML", where);
  if (!branch) return;
  if (depth < 1) item.show("OPEN");
  item.set_html("PARTS_HTML", parts_of(tree, node, depth + 1));
}

Html parts_of(const Tree& tree, const Json& node, int depth) {
  PageValues list;
  for (const Json& part : node.at("parts")) add_item(list, tree, part, depth);
  return fill_html("tree_part", tree_part, list);
}

Html explained(const Tree& tree, const Json& root) {
  PageValues list;
  add_item(list, tree, root, 0);
  return figures({{grouped(text(root, text(root, "amount").empty() ? "value" : "amount")),
                   text(root, "label") + ", " + organisation_name(tree.desk, text(root, "organisation")) +
                       ", " + text(root, "year") + ", " + text(root, "unit") +
                       (tree.total.complete ? "" : ", of those who have sent so far")}}) +
         heading(2, "How it is made") + fill_html("tree_part", tree_part, list);
}

}  // namespace

HttpAnswer explain_page(const Desk& desk, const HttpRequest& request) {
  const auto total = asked_total(desk, request);
  if (!total) return without_total(desk, request, total.error());
  const Template& edition = desk.form_of(total->round);
  std::string line = request.one("line");
  if (line.empty()) line = edition.lines[edition.bridges.back().closing.value].code;
  Page shown = footprint_page(desk, *total, "From figure to cell");
  Form choose{.action = "/footprint/explain",
              .button = "Explain",
              .fields = {line_field(edition, line),
                         year_field(edition, chosen_year(edition, request)),
                         organisation_field(desk, request.one("organisation")),
                         {.kind = Field::Kind::hidden,
                          .name = "scenario",
                          .label = "",
                          .value = request.one("scenario")}},
              .get = true};
  for (auto& field : which_total(*total)) choose.fields.push_back(std::move(field));
  const auto answer = ask(desk, {"explain",
                                 {{"file", total->json}},
                                 {{"line", line},
                                  {"year", year_label(edition, chosen_year(edition, request))},
                                  {"organisation", request.one("organisation")},
                                  {"scenario", request.one("scenario")},
                                  {"depth", "4"}},
                                 {"json"}});
  shown.body = how_far(desk, *total);
  shown.body += answer ? explained({desk, *total}, Json::parse(answer->front()))
                       : inset(paragraph(answer.error().sentence + " " + answer.error().remedy));
  shown.body += heading(2, "Another figure") + block("choose", form(request, choose));
  return page(request, shown);
}

}  // namespace stp
