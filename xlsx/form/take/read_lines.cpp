#include "xlsx/form/take/read_lines.h"

#include <algorithm>

#include "xlsx/form/roles.h"

namespace stp {

namespace {

// What a column of the sheet is for.
struct ColumnUse {
  enum class Kind : std::uint8_t { none, fixed, period } kind = Kind::none;
  PeriodIndex period;
};

std::vector<ColumnUse> uses_of(const Headings& headings) {
  std::vector<ColumnUse> uses(headings.last + 1u);
  for (const std::uint16_t column :
       {headings.code, headings.line, headings.scenario, headings.unit, headings.note})
    if (column != 0) uses[column].kind = ColumnUse::Kind::fixed;
  for (PeriodIndex p{0}; p.value < headings.periods.size(); ++p.value)
    if (headings.periods[p.value] != 0) uses[headings.periods[p.value]] = {ColumnUse::Kind::period, p};
  return uses;
}

struct Reading {
  FoundSheet& sheet;
  const Words& words;
  LinesTaken& taken;
  Noticed& noticed;
  TypeIndex type;
  std::vector<ColumnUse> uses;
  std::vector<std::uint32_t> codes_seen;  // per line: rows with its code so far
};

bool holds_figure(const xlsx::Cell& cell) {
  return cell.has_formula || cell.type == xlsx::CellType::number || cell.type == xlsx::CellType::error;
}

std::string what_stands(const xlsx::Cell& cell) {
  return cell.has_formula ? "=" + std::string(cell.formula) : std::string(shown(cell));
}

void notice_stray(Reading& reading, const xlsx::Cell& cell) {
  reading.noticed.add("stray-cell", cell.at, what_stands(cell), "", "");
}

// A row whose code means nothing here: figures in it are in no total.
void notice_uncoded(Reading& reading, const RowCells& row, const xlsx::Cell* code) {
  const auto figures = std::count_if(row.begin(), row.end(), [&](const xlsx::Cell& cell) {
    return &cell != code && cell.at.column < reading.uses.size() &&
           reading.uses[cell.at.column].kind == ColumnUse::Kind::period && holds_figure(cell);
  });
  if (code && !is_empty(*code)) {
    const bool known = reading.words.lines.count(shown(*code)) != 0;
    reading.noticed.add("code-unknown", code->at, shown(*code), "",
                        known ? "This line is not asked of this kind of organisation."
                              : "A row carries a code that is not in this edition of the form.");
  } else if (figures > 0) {
    const std::string count = std::to_string(figures) + (figures == 1 ? " figure" : " figures");
    reading.noticed.add("inserted-row", {row.row, reading.sheet.headings.code}, count, "", "");
  }
  for (const xlsx::Cell& cell : row)
    if (cell.at.column >= reading.uses.size() && holds_figure(cell)) notice_stray(reading, cell);
}

// By its word; where that is gone or unknown, the line's only scenario, or the next it has when its rows keep
// their order.
ScenarioIndex scenario_of(Reading& reading, const Line& line, LineIndex index, const RowCells& row) {
  const std::uint16_t column = reading.sheet.headings.scenario;
  const xlsx::Cell* cell = column == 0 ? nullptr : row.at(column);
  if (cell && !is_empty(*cell)) {
    const auto found = reading.words.scenarios.find(lower(shown(*cell)));
    if (found != reading.words.scenarios.end() && holds(line.scenarios, found->second)) return found->second;
  }
  if (single_scenario(line)) return only_scenario(line);
  std::uint32_t rank = reading.codes_seen[index.value];
  for (ScenarioIndex s{0}; s.value < reading.words.form.scenarios.size(); ++s.value)
    if (holds(line.scenarios, s) && rank-- == 0) return s;
  return {};
}

void take_note(Reading& reading, LineIndex line, ScenarioIndex scenario, const RowCells& row) {
  const xlsx::Cell* cell = reading.sheet.headings.note == 0 ? nullptr : row.at(reading.sheet.headings.note);
  if (!cell) return;
  const std::size_t position = note_position(reading.words.form, line, scenario);
  reading.taken.part.notes[position] = shown(*cell);
  put_place(reading.taken.part.note_places[position], reading.noticed, cell->at);
}

void notice_formula_in_input(Reading& reading, const xlsx::Cell& cell, LineIndex line, ScenarioIndex scenario,
                             PeriodIndex period) {
  const bool outside = cell.formula.find('[') != std::string_view::npos;
  const bool other_sheet = cell.formula.find('!') != std::string_view::npos;
  Observation& one = reading.noticed.add(outside       ? "external-formula"
                                         : other_sheet ? "formula-outside-sheet"
                                                       : "formula-in-input",
                                         cell.at, what_stands(cell), "a typed number", "");
  one.line = line;
  one.scenario = scenario;
  one.period = period;
}

void take_year(Reading& reading, const xlsx::Cell& cell, LineIndex line, ScenarioIndex scenario,
               PeriodIndex period) {
  const CellRole role = role_of(reading.words.form.lines[line.value], reading.type, scenario, period);
  if (role == CellRole::not_applicable) {
    if (cell.has_formula || !is_empty(cell)) notice_stray(reading, cell);
    return;
  }
  CellPlace at;
  put_place(at, reading.noticed, cell.at);
  reading.taken.part.entries.at(line, scenario, period) = entry_in(cell, at, reading.taken.texts);
  if (cell.has_formula && role != CellRole::calculated)
    notice_formula_in_input(reading, cell, line, scenario, period);
  if (cell.has_formula && role == CellRole::calculated) {
    ++reading.taken.formulas;
    if (cell.type == xlsx::CellType::blank) ++reading.taken.without_result;
  }
}

void take_line(Reading& reading, const RowCells& row, LineIndex line, const xlsx::Cell& code) {
  const Line& definition = reading.words.form.lines[line.value];
  const ScenarioIndex scenario = scenario_of(reading, definition, line, row);
  ++reading.codes_seen[line.value];
  std::uint32_t* known_row =
      scenario ? &reading.sheet.rows[note_position(reading.words.form, line, scenario)] : nullptr;
  if (!known_row || *known_row != 0) {
    Observation& one = reading.noticed.add("code-repeated", code.at, shown(code), "once", "");
    one.line = line;
    one.scenario = scenario;
    return;
  }
  *known_row = row.row;
  for (const xlsx::Cell& cell : row) {
    const bool charted = cell.at.column < reading.uses.size();
    if (charted && reading.uses[cell.at.column].kind == ColumnUse::Kind::period)
      take_year(reading, cell, line, scenario, reading.uses[cell.at.column].period);
    else if ((!charted || reading.uses[cell.at.column].kind == ColumnUse::Kind::none) && holds_figure(cell))
      notice_stray(reading, cell);
  }
  take_note(reading, line, scenario, row);
}

void take_row(Reading& reading, const RowCells& row) {
  if (row.row <= reading.sheet.headings.row) return;
  const xlsx::Cell* code = row.at(reading.sheet.headings.code);
  if (code && code->type == xlsx::CellType::text) {
    const auto line = reading.words.lines.find(shown(*code));
    if (line != reading.words.lines.end() &&
        applies_to(reading.words.form.lines[line->second.value], reading.type))
      return take_line(reading, row, line->second, *code);
  }
  notice_uncoded(reading, row, code);
}

// What a line that is not there would have held is unknown, not nil: no total takes it for nothing.
void leave_unknown(Reading& reading, LineIndex line, ScenarioIndex scenario) {
  const Line& definition = reading.words.form.lines[line.value];
  if (definition.kind != LineKind::input) return;
  for (PeriodIndex p{0}; p.value < reading.words.form.periods.size(); ++p.value)
    if (holds(definition.periods, p))
      reading.taken.part.entries.at(line, scenario, p).kind = EntryKind::unreadable;
}

void notice_missing(Reading& reading) {
  const Template& form = reading.words.form;
  for (const SectionLayout& layout : form.layout.sections) {
    if (reading.sheet.section && layout.section != reading.sheet.section) continue;
    if (!reading.sheet.section && !holds(reading.taken.part.sections, layout.section)) continue;
    for (const LineIndex line : layout.order)
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value) {
        const Line& definition = form.lines[line.value];
        if (!applies_to(definition, reading.type) || !holds(definition.scenarios, s)) continue;
        if (reading.sheet.rows[note_position(form, line, s)] != 0) continue;
        Observation& one = reading.noticed.add("code-missing", {}, "", definition.code, "");
        one.line = line;
        one.scenario = s;
        leave_unknown(reading, line, s);
      }
  }
}

void notice_missing_columns(Reading& reading) {
  const Headings& headings = reading.sheet.headings;
  for (PeriodIndex p{0}; p.value < headings.periods.size(); ++p.value) {
    if (headings.periods[p.value] != 0) continue;
    reading.noticed.add("column-missing", {}, "", reading.words.form.periods[p.value].label, "").period = p;
  }
}

}  // namespace

void put_place(CellPlace& place, const Noticed& noticed, xlsx::Address at) { place = noticed.place(at); }

Entry entry_in(const xlsx::Cell& cell, CellPlace at, std::vector<std::string>& texts) {
  Entry entry;
  entry.at = at;
  entry.from_formula = cell.has_formula;
  entry.as_date = cell.as_date;
  if (is_empty(cell)) return entry;
  if (cell.type == xlsx::CellType::number) {
    const Parsed parsed = number_in(cell);
    if (parsed.outcome == Parse::ok) {
      entry.kind = EntryKind::value;
      entry.value = parsed.value;
      return entry;
    }
  }
  entry.kind = EntryKind::unreadable;
  entry.text = static_cast<std::uint32_t>(texts.size());
  texts.emplace_back(cell.type == xlsx::CellType::text ? cell.value : shown(cell));
  return entry;
}

void read_lines(FoundSheet& sheet, const Words& words, LinesTaken& taken, Noticed& noticed) {
  const Template& form = words.form;
  sheet.rows.assign(form.lines.size() * form.scenarios.size(), 0);
  Reading reading{sheet,
                  words,
                  taken,
                  noticed,
                  form.organisations[sheet.organisation.value].type,
                  uses_of(sheet.headings),
                  std::vector<std::uint32_t>(form.lines.size())};
  noticed.on_sheet(sheet);
  if (sheet.headings.row != 0 && sheet.headings.code != 0) {
    notice_missing_columns(reading);
    each_row(sheet.cells, [&](const RowCells& row) { take_row(reading, row); });
  } else {
    noticed.add("column-missing", {}, "", "a row of headings with Code and the years",
                "The sheet's headings were not found; nothing on it was read.");
  }
  notice_missing(reading);
  noticed.off_sheet();
}

}  // namespace stp
