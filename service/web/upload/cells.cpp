#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/common.h"
#include "service/web/json_text.h"
#include "service/web/parts/parts.h"
#include "service/web/upload/grid_part.h"
#include "service/web/upload/submission_pages.h"

namespace stp {

namespace {

using Json = nlohmann::json;

// "AB12" to "AB" and "12".
std::pair<std::string, std::string> column_and_row(const std::string& cell) {
  const auto digit = std::min(cell.find_first_of("0123456789"), cell.size());
  return {cell.substr(0, digit), cell.substr(digit)};
}

Html grid(const Json& look, const std::string& caption) {
  PageValues values;
  values.set("CAPTION", caption);
  const Json& rows = look.at("rows");
  if (!rows.empty())
    for (const Json& cell : rows.front())
      values.section("COLUMN").set("LETTERS", column_and_row(text(cell, "address")).first);
  for (const Json& row : rows) {
    auto& line = values.section("ROW");
    if (!row.empty()) line.set("NUMBER", column_and_row(text(row.front(), "address")).second);
    for (const Json& cell : row) {
      auto& one = line.section("CELL");
      const bool number = text(cell, "kind") == "number",
                 asked_for = text(cell, "address") == text(look, "cell");
      one.set("VALUE", number ? grouped(text(cell, "text")) : text(cell, "text"));
      one.set("KIND", std::string(number ? "number" : "words") + (asked_for ? " marked" : ""));
      if (asked_for) one.show("MARK");
    }
  }
  return fill_html("grid_part", grid_part, values);
}

Html described(const Json& look) {
  for (const Json& row : look.at("rows"))
    for (const Json& cell : row) {
      if (text(cell, "address") != text(look, "cell")) continue;
      const std::string value = text(cell, "text"), formula = text(cell, "formula");
      return summary_list(
          {{"Cell", escaped(text(cell, "address") + " of sheet " + text(look, "sheet"))},
           {"Stands in it", value.empty() ? span("nothing", "quiet")
                                          : escaped(text(cell, "kind") == "number" ? grouped(value) : value)},
           {"Formula", formula.empty() ? span("none: it was typed", "quiet") : code(formula)}});
    }
  return {};
}

}  // namespace

HttpAnswer cells_page(const Desk& desk, const HttpRequest& request, const Submission& found) {
  const std::string sheet = request.one("sheet"), cell = request.one("cell");
  const auto answer = ask(desk, {"look",
                                 {{"file", found.receipt.sha256}},
                                 {{"sheet", sheet}, {"cell", cell}, {"around", "6"}},
                                 {"json"},
                                 ".xlsx"});
  if (!answer) return refused(request, answer.error());
  const Json look = Json::parse(answer->front());
  Page shown{.title = "Cell " + cell,
             .crumbs = {{found.receipt.name, submission_address(found.receipt.sha256)}},
             .caption = found.receipt.name + ", sheet " + sheet};
  shown.body = described(look) + heading(2, "In its neighbourhood") +
               grid(look, "Cells around " + cell + " of sheet " + sheet) +
               paragraph("The cell has a thick frame.", "quiet small");
  return page(request, shown);
}

}  // namespace stp
