// stp set FILE "'Sheet 1'!A1=5" ... -o OUT: changes cells of any workbook and nothing else in it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "calc/base/decimal.h"
#include "service/cli/commands.h"
#include "service/cli/open_workbook.h"
#include "service/disk/files.h"

namespace stp {

namespace {

using Kind = xlsx::CellEdit::Kind;

struct Request {
  std::string path, out;
  std::vector<std::string> changes;
  bool overwrite_formulas = false;
};

Refusal bad_change(const std::string& change, const std::string& why) {
  return {"bad-change", why, "'" + change.substr(0, 100) + "'",
          "Write it as 'Sheet 1'!A1=5: a number, TRUE, FALSE, text, \"text\", =formula, or nothing to clear "
          "the cell."};
}

// Takes "'Sheet 1'!" or "Sheet1!" off the front of `rest`; "" when there is no sheet.
std::string take_sheet(std::string_view& rest) {
  std::string name;
  if (rest.substr(0, 1) != "'") {
    const std::size_t end = rest.find_first_of("!=");
    if (end == rest.npos || rest[end] != '!') return name;
    name = std::string(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    return name;
  }
  std::size_t i = 1;
  for (; i < rest.size(); ++i) {
    if (rest[i] == '\'' && i + 1 < rest.size() && rest[i + 1] == '\'')
      ++i;
    else if (rest[i] == '\'')
      break;
    name += rest[i];
  }
  if (i + 1 >= rest.size() || rest[i + 1] != '!') return {};
  rest.remove_prefix(i + 2);
  return name;
}

void take_value(std::string_view text, xlsx::CellEdit& edit) {
  edit.value = std::string(text);
  edit.kind = Kind::text;
  if (text.empty()) {
    edit.kind = Kind::blank;
  } else if (text[0] == '=' && text.size() > 1) {
    edit.kind = Kind::formula;
    edit.value = std::string(text.substr(1));
  } else if (text == "TRUE" || text == "FALSE") {
    edit.kind = Kind::boolean;
    edit.value = text == "TRUE" ? "1" : "0";
  } else if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    edit.value = std::string(text.substr(1, text.size() - 2));
  } else if (parse_decimal(text).outcome == Parse::ok) {
    edit.kind = Kind::number;
  }
}

Result<xlsx::CellEdit> read_change(const xlsx::Workbook& workbook, const std::string& change) {
  std::string_view rest = change;
  const std::string sheet = take_sheet(rest);
  const std::size_t equals = rest.find('=');
  if (equals == rest.npos) return refuse(bad_change(change, "There is no = in this change."));
  xlsx::CellEdit edit;
  if (sheet.empty() && workbook.sheets().size() != 1) {
    return refuse(bad_change(change, "The workbook has several sheets and this change does not say which."));
  }
  if (!sheet.empty()) {
    const auto found = find_sheet(workbook, sheet);
    if (!found) return refuse(found.error());
    edit.sheet = *found;
  }
  const auto at = xlsx::parse_address(rest.substr(0, equals));
  if (!at) return refuse(bad_change(change, "There is no such cell."));
  edit.at = *at;
  take_value(rest.substr(equals + 1), edit);
  return edit;
}

// Results of formulas that this program does not know would otherwise stay as they were.
Result<bool> has_formulas(const xlsx::Workbook& workbook) {
  for (std::size_t i = 0; i < workbook.sheets().size(); ++i) {
    const auto cells = workbook.cells(i);
    if (!cells) return refuse(cells.error());
    if (std::any_of(cells->cells.begin(), cells->cells.end(), [](auto& cell) { return cell.has_formula; }))
      return true;
  }
  return false;
}

int set_cells(const Request& request) {
  const auto workbook = open_workbook(request.path);
  if (!workbook) return say_refusal(workbook.error());
  std::vector<xlsx::CellEdit> edits;
  for (const std::string& change : request.changes) {
    auto edit = read_change(*workbook, change);
    if (!edit) return say_refusal(edit.error());
    edits.push_back(std::move(*edit));
  }
  const auto formulas = has_formulas(*workbook);
  if (!formulas) return say_refusal(formulas.error());
  const bool sets_formula =
      std::any_of(edits.begin(), edits.end(), [](auto& edit) { return edit.kind == Kind::formula; });
  const bool recalculate = *formulas || sets_formula;
  const auto bytes = workbook->edited(edits, {recalculate, request.overwrite_formulas});
  if (!bytes) return say_refusal(bytes.error());
  if (const auto written = write_file(request.out, *bytes); !written) return say_refusal(written.error());
  fmt::print("{}: {} cells set{}\n", request.out, edits.size(),
             recalculate ? "; its formulas are recalculated when a spreadsheet application opens it" : "");
  return 0;
}

}  // namespace

void declare_set(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("set", "Change cells of a workbook and nothing else in it");
  auto request = std::make_shared<Request>();
  command->add_option("FILE", request->path, "An .xlsx or .xlsm workbook")->required();
  command
      ->add_option("CHANGE", request->changes,
                   "'Sheet 1'!A1=5, Sheet1!B2=text, C3==A1+B2; nothing behind = clears")
      ->required();
  command->add_option("-o,--output", request->out, "The workbook to write")->required();
  command->add_flag("--overwrite-formulas", request->overwrite_formulas, "Also where a formula stands");
  command->callback([request, &exit_code] { exit_code = set_cells(*request); });
}

}  // namespace stp
