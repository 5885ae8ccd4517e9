#include "service/web/neighbourhood.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/web/answers.h"
#include "service/web/grid_part.h"
#include "service/web/json_text.h"
#include "service/web/parts/parts.h"

namespace stp {

namespace {

using Json = nlohmann::json;
constexpr const char* around = "6";        // the same for every asker, so that one reading serves all
constexpr std::size_t naming_columns = 2;  // a line's code and name

// "AB12" to "AB" and "12".
std::pair<std::string, std::string> column_and_row(const std::string& cell) {
  const auto digit = std::min(cell.find_first_of("0123456789"), cell.size());
  return {cell.substr(0, digit), cell.substr(digit)};
}

std::string shown_text(const Json& cell) {
  return text(cell, "kind") == "number" ? grouped(text(cell, "text")) : text(cell, "text");
}

// The rows shown: those at most `rows` away from the cell's own.
std::vector<const Json*> rows_near(const Json& look, std::size_t rows) {
  const Json& all = look.at("rows");
  std::size_t own = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (column_and_row(text(all[i].at(0), "address")).second == column_and_row(text(look, "cell")).second)
      own = i;
  std::vector<const Json*> near;
  for (std::size_t i = own > rows ? own - rows : 0; i < all.size() && i <= own + rows; ++i)
    near.push_back(&all[i]);
  return near;
}

// Empty columns at the right end say nothing.
std::size_t used_columns(const Json& look, const std::vector<const Json*>& rows) {
  std::size_t used = 1;
  for (const Json* row : rows)
    for (std::size_t i = 0; i < row->size(); ++i) {
      const bool own = text((*row)[i], "address") == text(look, "cell");
      if (own || !text((*row)[i], "text").empty()) used = std::max(used, i + 1);
    }
  return used;
}

void add_row(PageValues& values, const Json& row, const std::string& cell, std::size_t columns,
             bool heading = false) {
  auto& line = values.section("ROW");
  line.set("NUMBER", column_and_row(text(row.at(0), "address")).second);
  for (std::size_t i = 0; i < std::min(columns, row.size()); ++i) {
    const bool own = text(row[i], "address") == cell;
    auto& one = line.section("CELL");
    one.set("VALUE", shown_text(row[i]));
    if (text(row[i], "kind") == "gap") {
      one.set("KIND", "gap");
      continue;
    }
    const std::string kind = heading ? "heading" : text(row[i], "kind") == "number" ? "number" : "words";
    one.set("KIND", kind + (own ? " marked" : ""));
    if (own) one.show("MARK");
  }
}

Result<Json> looked(const Desk& desk, const std::string& sha256, const std::string& sheet,
                    const std::string& cell) {
  const auto answer = ask(desk, {"look",
                                 {{"file", sha256}},
                                 {{"sheet", sheet}, {"cell", cell}, {"around", around}},
                                 {"json"},
                                 ".xlsx"});
  if (!answer) return refuse(answer.error());
  return Json::parse(answer->front());
}

// Before the cells of a row those of the columns that say what it is; a gap where columns lie between.
Json with_names(const Json& names, const Json& row) {
  const std::string first = column_and_row(text(row.at(0), "address")).first;
  Json whole = Json::array();
  for (std::size_t i = 0; i < naming_columns; ++i) {
    const std::string column = column_and_row(text(names.at(i), "address")).first;
    if (column == first) break;
    whole.push_back(names.at(i));
  }
  if (first != "A" && first != "B" && first != "C")
    whole.push_back({{"address", ""}, {"text", ""}, {"formula", ""}, {"kind", "gap"}});
  whole.insert(whole.end(), row.begin(), row.end());
  return whole;
}

bool says_something(const Json& names) {
  return std::any_of(names.at("rows").begin(), names.at("rows").end(), [](const Json& row) {
    for (std::size_t i = 0; i < naming_columns; ++i)
      if (text(row.at(i), "kind") == "text") return true;
    return false;
  });
}

// The rows of `look` with the code and the name of each line, wherever the cell stands.
Result<Json> with_names_of_lines(const Desk& desk, const std::string& sha256, Json look) {
  const Json& rows = look.at("rows");
  if (rows.empty() || column_and_row(text(rows.at(0).at(0), "address")).first == "A") return look;
  const std::string row = column_and_row(text(look, "cell")).second;
  const auto names = looked(desk, sha256, text(look, "sheet"), "A" + row);
  if (!names) return refuse(names.error());
  if (!says_something(*names)) return look;
  for (std::size_t i = 0; i < look["rows"].size(); ++i)
    look["rows"][i] = with_names(names->at("rows").at(i), look["rows"][i]);
  if (!look["headings"].empty()) {
    const std::string heading = column_and_row(text(look["headings"].at(0), "address")).second;
    const auto above = looked(desk, sha256, text(look, "sheet"), "A" + heading);
    if (!above) return refuse(above.error());
    for (const Json& one : above->at("rows"))
      if (column_and_row(text(one.at(0), "address")).second == heading)
        look["headings"] = with_names(one, look["headings"]);
  }
  return look;
}

Html grid(const Json& look, std::size_t rows) {
  const auto near = rows_near(look, rows);
  const std::size_t columns = used_columns(look, near);
  const std::string cell = text(look, "cell");
  PageValues values;
  values.set("CAPTION", "Cells around " + cell + " of sheet " + text(look, "sheet"));
  for (std::size_t i = 0; i < columns && !near.empty(); ++i)
    values.section("COLUMN").set("LETTERS", text((*near.front())[i], "kind") == "gap"
                                                ? "…"
                                                : column_and_row(text((*near.front())[i], "address")).first);
  if (const Json& headings = look.at("headings"); !headings.empty())
    add_row(values, headings, cell, columns, true);
  for (const Json* row : near) add_row(values, *row, cell, columns);
  return fill_html("grid_part", grid_part, values);
}

}  // namespace

Result<Neighbourhood> neighbourhood(const Desk& desk, const std::string& sha256, const std::string& sheet,
                                    const std::string& cell, std::size_t rows) {
  auto cells = looked(desk, sha256, sheet, cell);
  if (!cells) return refuse(cells.error());
  const auto named = with_names_of_lines(desk, sha256, std::move(*cells));
  if (!named) return refuse(named.error());
  const Json& look = *named;
  Neighbourhood found{grid(look, rows), "", ""};
  for (const Json& row : look.at("rows"))
    for (const Json& one : row)
      if (text(one, "address") == text(look, "cell")) {
        found.value = shown_text(one);
        found.formula = text(one, "formula");
      }
  return found;
}

}  // namespace stp
