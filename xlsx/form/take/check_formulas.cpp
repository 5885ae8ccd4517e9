#include "xlsx/form/take/check_formulas.h"

#include "xlsx/form/roles.h"
#include "xlsx/form/take/expected_formulas.h"
#include "xlsx/form/take/lost_cells.h"
#include "xlsx/form/take/structure.h"

namespace stp {

namespace {

struct Checking {
  const FoundSheet& sheet;
  const Template& form;
  ExpectedFormulas& expected;
  Noticed& noticed;
  TypeIndex type;
  const std::vector<std::string>& missing;  // sheets
};

void notice(const Checking& checking, const char* kind, const Position& where, xlsx::Address at,
            const std::string& found, const std::string& expected) {
  Observation& one = checking.noticed.add(kind, at, found, "=" + expected, "");
  one.line = where.line;
  one.scenario = where.scenario;
  one.period = where.period;
}

void check_cell(const Checking& checking, const Position& where, xlsx::Address at, const xlsx::Cell* cell,
                const std::string& expected) {
  if (cell && cell->has_formula) {
    if (cell->formula == expected || same_formula(cell->formula, expected) ||
        lost_only(cell->formula, expected, checking.missing))
      return;
    notice(checking, "formula-altered", where, at, "=" + std::string(cell->formula), expected);
    if (cell->formula.find('[') != std::string_view::npos)
      notice(checking, "external-formula", where, at, "=" + std::string(cell->formula), expected);
    return;
  }
  if (!cell || is_empty(*cell))
    notice(checking, "formula-removed", where, at, "nothing", expected);
  else
    notice(checking, "formula-overwritten", where, at, std::string(shown(*cell)), expected);
}

void check_row(const Checking& checking, LineIndex line, ScenarioIndex scenario, const RowCells& row) {
  std::vector<PeriodIndex> periods;
  std::vector<const xlsx::Cell*> cells;
  std::vector<std::string_view> held;
  for (PeriodIndex p{0}; p.value < checking.form.periods.size(); ++p.value) {
    const std::uint16_t column = checking.sheet.headings.periods[p.value];
    if (column == 0 ||
        role_of(checking.form.lines[line.value], checking.type, scenario, p) != CellRole::calculated)
      continue;
    periods.push_back(p);
    cells.push_back(row.at(column));
    held.push_back(cells.back() ? cells.back()->formula : std::string_view());
  }
  if (periods.empty()) return;
  const std::vector<std::string>& expected = checking.expected.next_row(line, scenario, periods, held);
  for (std::size_t i = 0; i < periods.size(); ++i)
    check_cell(checking, {checking.sheet.organisation, line, scenario, periods[i]},
               {row.row, checking.sheet.headings.periods[periods[i].value]}, cells[i], expected[i]);
}

constexpr std::size_t no_line = static_cast<std::size_t>(-1);

// The line and scenario of each row that has one.
std::vector<std::size_t> lines_by_row(const FoundSheet& sheet) {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    if (sheet.rows[i] == 0) continue;
    if (lines.size() <= sheet.rows[i]) lines.resize(sheet.rows[i] + 1, no_line);
    lines[sheet.rows[i]] = i;
  }
  return lines;
}

}  // namespace

void check_formulas(const FoundFile& file, const BookPlan& issued, Noticed& noticed) {
  const Template& form = issued.form();
  ExpectedFormulas expected(file, issued);
  const std::vector<std::string> missing = missing_sheets(file, issued);
  for (const FoundSheet& sheet : file.sheets) {
    const bool figures = sheet.role == SheetRole::organisation || sheet.role == SheetRole::summary;
    if (!figures || sheet.repeated || sheet.headings.row == 0) continue;
    noticed.on_sheet(sheet);
    expected.next_sheet(sheet);
    const Checking checking{
        sheet, form, expected, noticed, form.organisations[sheet.organisation.value].type, missing};
    const std::vector<std::size_t> lines = lines_by_row(sheet);
    each_row(sheet.cells, [&](const RowCells& row) {
      if (row.row >= lines.size() || lines[row.row] == no_line) return;
      const std::size_t scenarios = form.scenarios.size();
      check_row(checking, LineIndex{static_cast<std::uint16_t>(lines[row.row] / scenarios)},
                ScenarioIndex{static_cast<std::uint16_t>(lines[row.row] % scenarios)}, row);
    });
    noticed.off_sheet();
  }
}

}  // namespace stp
