// stp cells FILE: every cell that stands in a workbook, as text, CSV or JSON lines.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "service/cli/commands.h"
#include "service/cli/open_workbook.h"

namespace stp {

namespace {

using xlsx::Cell;
using xlsx::CellType;

struct Request {
  std::string path, sheet;
  bool csv = false, json = false;
};

// Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left as they are.
std::string csv_field(std::string_view text, bool is_text) {
  const bool is_risky =
      is_text && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  std::string field = is_risky ? "'" : "";
  field += text;
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (char c : field) {
    if (c == '"') quoted += c;
    quoted += c;
  }
  return quoted + "\"";
}

void say_csv(const std::string& sheet, const Cell& cell) {
  fmt::print("{},{},{},{},{},{}\r\n", csv_field(sheet, true), to_text(cell.at), kind_of(cell),
             csv_field(cell.value, cell.type == CellType::text), csv_field(cell.formula, true),
             cell.locked ? "locked" : "unlocked");
}

void say_json(const std::string& sheet, const Cell& cell) {
  nlohmann::ordered_json object{{"sheet", sheet}, {"cell", to_text(cell.at)}, {"type", kind_of(cell)}};
  if (cell.type == CellType::boolean) {
    object["value"] = cell.value == "1";
  } else if (cell.type != CellType::blank) {
    object["value"] = cell.value;  // a number's digits as they stand in the file: no rounding through binary
  }
  if (cell.has_formula) object["formula"] = cell.formula;
  object["locked"] = cell.locked;
  fmt::print("{}\n", object.dump());
}

void say_text(const std::string& sheet, const Cell& cell) {
  const std::string formula = cell.has_formula ? "   =" + std::string(cell.formula) : "";
  fmt::print("{}!{}  {}{}\n", xlsx::quoted_sheet(sheet), to_text(cell.at), cell.value, formula);
}

int list_cells(const Request& request) {
  const auto workbook = open_workbook(request.path);
  if (!workbook) return say_refusal(workbook.error());
  std::size_t first = 0, last = workbook->sheets().size();
  if (!request.sheet.empty()) {
    const auto found = find_sheet(*workbook, request.sheet);
    if (!found) return say_refusal(found.error());
    first = *found;
    last = first + 1;
  }
  std::vector<xlsx::SheetCells> sheets;  // all are read before anything is printed: no half answers
  for (std::size_t i = first; i < last; ++i) {
    auto cells = workbook->cells(i);
    if (!cells) return say_refusal(cells.error());
    sheets.push_back(std::move(*cells));
  }
  if (request.csv) fmt::print("sheet,cell,type,value,formula,protection\r\n");
  const auto say = request.csv ? say_csv : request.json ? say_json : say_text;
  for (std::size_t i = first; i < last; ++i) {
    for (const Cell& cell : sheets[i - first].cells) {
      if (cell.type == CellType::blank && !cell.has_formula) continue;
      say(workbook->sheets()[i].name, cell);
    }
  }
  return 0;
}

}  // namespace

void declare_cells(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("cells", "List the cells of a workbook with their values and formulas");
  auto request = std::make_shared<Request>();
  command->add_option("FILE", request->path, "An .xlsx or .xlsm workbook")->required();
  command->add_option("--sheet", request->sheet, "Only this sheet");
  auto* csv = command->add_flag("--csv", request->csv, "As CSV");
  command->add_flag("--json", request->json, "As JSON, one object a line")->excludes(csv);
  command->callback([request, &exit_code] { exit_code = list_cells(*request); });
}

}  // namespace stp
