#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/verbs/table.h"

namespace stp {

namespace {

using Json = nlohmann::ordered_json;
using xlsx::Address;
using xlsx::CellType;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
  return text;
}

// "": the first sheet.
Result<std::size_t> sheet_of(const xlsx::Workbook& workbook, const std::string& name) {
  std::string names;
  const auto& sheets = workbook.sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (name.empty() || lower(sheets[i].name) == lower(name)) return i;
    names += (i == 0 ? "" : ", ") + sheets[i].name;
  }
  return refuse({"no-such-sheet", "There is no sheet \"" + name + "\".", workbook.name(),
                 "Its sheets are: " + names + "."});
}

// "": the first cell.
Result<Address> cell_of(const std::string& text) {
  if (text.empty()) return Address{1, 1};
  const auto address = xlsx::parse_address(text);
  if (!address) return refuse({"no-such-cell", "\"" + text + "\" is no cell.", "", "Name one as B7."});
  return *address;
}

Json cell_json(Address at, const xlsx::Cell* cell) {
  if (cell == nullptr) return {{"address", to_text(at)}, {"text", ""}, {"formula", ""}, {"kind", "blank"}};
  std::string text(cell->value);
  if (cell->type == CellType::boolean) text = text == "1" ? "TRUE" : "FALSE";
  return {{"address", to_text(at)},
          {"text", text},
          {"formula", cell->has_formula ? "=" + std::string(cell->formula) : ""},
          {"kind", kind_of(*cell)}};
}

struct Columns {
  std::uint32_t first, last;
};

Json row_json(const xlsx::SheetCells& cells, std::uint32_t row, Columns columns) {
  Json one = Json::array();
  for (auto column = columns.first; column <= columns.last; ++column) {
    const Address at{row, static_cast<std::uint16_t>(column)};
    one.push_back(cell_json(at, cells.find(at)));
  }
  return one;
}

// The nearest row above whose cells over this row's figures are words, such as years; 0 when there is none.
std::uint32_t heading_row(const xlsx::SheetCells& cells, Address middle, Columns columns) {
  std::vector<std::uint16_t> figures;
  for (auto column = columns.first; column <= columns.last; ++column) {
    const auto* cell = cells.find({middle.row, static_cast<std::uint16_t>(column)});
    if (cell != nullptr && cell->type == CellType::number)
      figures.push_back(static_cast<std::uint16_t>(column));
  }
  if (figures.empty()) return 0;
  for (auto row = middle.row - 1; row > 0; --row)
    if (std::all_of(figures.begin(), figures.end(), [&](std::uint16_t column) {
          const auto* cell = cells.find({row, column});
          return cell != nullptr && cell->type == CellType::text;
        }))
      return row;
  return 0;
}

Result<Answer> run(const Pipeline&, const Request& request) {
  const InputFile& file = file_of(request, "file");
  auto workbook = xlsx::Workbook::read(file.bytes, file.name);
  if (!workbook) return refuse(workbook.error());
  auto sheet = sheet_of(*workbook, request.option("sheet"));
  if (!sheet) return refuse(sheet.error());
  auto middle = cell_of(request.option("cell"));
  if (!middle) return refuse(middle.error());
  auto cells = workbook->cells(*sheet);
  if (!cells) return refuse(cells.error());
  const auto around = static_cast<std::uint32_t>(number_of(request, "around", 3));
  const auto first_row = middle->row > around ? middle->row - around : 1;
  const auto last_row = std::min<std::uint32_t>(middle->row + around, Address::last_row);
  const Columns columns{middle->column > around ? middle->column - around : 1,
                        std::min<std::uint32_t>(middle->column + around, Address::last_column)};
  const auto heading = heading_row(*cells, *middle, columns);
  Json headings = heading > 0 && heading < first_row ? row_json(*cells, heading, columns) : Json::array();
  Json rows = Json::array();
  for (auto row = first_row; row <= last_row; ++row) rows.push_back(row_json(*cells, row, columns));
  const Json whole{{"file", file.name},
                   {"sheet", workbook->sheets()[*sheet].name},
                   {"cell", to_text(*middle)},
                   {"headings", std::move(headings)},
                   {"rows", std::move(rows)}};
  return answer_with(request, "cells", [&](const std::string&) -> Result<std::string> {
    return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  });
}

}  // namespace

Verb look_verb() {
  using Kind = VerbOption::Kind;
  return {.name = "look",
          .sentence = "Show the cells around a cell of a workbook",
          .inputs = {{.name = "file", .sentence = "a workbook", .folders = false}},
          .options = {{.kind = Kind::text, .name = "sheet", .sentence = "the sheet; default: the first"},
                      {.kind = Kind::text, .name = "cell", .sentence = "the cell, e.g. B7; default: A1"},
                      {.kind = Kind::number,
                       .name = "around",
                       .sentence = "rows and columns shown on each side; default: 3",
                       .range = std::pair{0, 20}}},
          .formats = {formats::json()},
          .run = run,
          .output_sentence = "default: standard output"};
}

}  // namespace stp
