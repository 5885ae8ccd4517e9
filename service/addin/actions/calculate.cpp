#include <fmt/format.h>

#include "service/addin/actions/actions.h"
#include "xlsx/file/workbook.h"

namespace stp::addin {

namespace {

// A spreadsheet calculates in binary numbers; what differs by less is their noise.
const Decimal noise = Decimal::ratio(1, 1'000'000);

bool differs(const xlsx::Cell& found, const xlsx::Cell& exact) {
  const Parsed a = parse_decimal(found.value), b = parse_decimal(exact.value);
  if (found.type != exact.type || a.outcome != b.outcome) return true;
  if (a.outcome != Parse::ok) return found.value != exact.value;
  return absolute(a.value - b.value) > noise;
}

TableCell shown(const xlsx::Cell& cell) {
  const Parsed parsed = parse_decimal(cell.value);
  if (cell.type == xlsx::CellType::number && parsed.outcome == Parse::ok)
    return {std::string(cell.value), parsed.value};
  return {std::string(cell.value), std::nullopt};
}

struct Comparing {
  Table table{"STP calculation", {}, {"Sheet", "Cell", "In this workbook", "Exact"}, {}};
  std::size_t compared = 0;
};

Result<void> compare_sheet(const xlsx::Workbook& found, const xlsx::Workbook& exact, std::size_t sheet,
                           Comparing& to) {
  const auto here = found.cells(sheet);
  const auto there = exact.cells(sheet);
  if (!here) return refuse(here.error());
  if (!there) return refuse(there.error());
  const std::string& name = found.sheets()[sheet].name;
  for (const xlsx::Cell& cell : here->cells) {
    const xlsx::Cell* other = cell.has_formula ? there->find(cell.at) : nullptr;
    if (!other) continue;
    ++to.compared;
    if (differs(cell, *other))
      to.table.rows.push_back({{{name, {}}, {xlsx::to_text(cell.at), {}}, shown(cell), shown(*other)},
                               name,
                               xlsx::to_text(cell.at)});
  }
  return {};
}

}  // namespace

Result<Outcome> calculate_workbook(const Pipeline& pipeline, const InputFile& workbook) {
  const auto answer = run_verb(pipeline, {"fill", {{"file", {workbook}}}, {}, {}});
  if (!answer) return refuse(answer.error());
  const auto found = xlsx::Workbook::read(workbook.bytes, workbook.name);
  if (!found) return refuse(found.error());
  const auto exact = xlsx::Workbook::read(answer->documents.front().bytes, workbook.name);
  if (!exact) return refuse(exact.error());
  Comparing comparing;
  for (std::size_t sheet = 0; sheet < found->sheets().size(); ++sheet)
    if (auto compared = compare_sheet(*found, *exact, sheet, comparing); !compared)
      return refuse(compared.error());
  Outcome outcome;
  outcome.summary =
      comparing.table.rows.empty()
          ? fmt::format("Calculated. All {} results agree with the exact ones.", comparing.compared)
          : fmt::format(
                "Calculated. {} of {} results differ from the exact ones; they stand on the sheet {}.",
                comparing.table.rows.size(), comparing.compared, comparing.table.title);
  if (!comparing.table.rows.empty()) outcome.table = std::move(comparing.table);
  return outcome;
}

}  // namespace stp::addin
