#include "tests/support/total_fixture.h"

#include <stdexcept>

#include "calc/calculation.h"
#include "calc/form/load.h"
#include "calc/model/tables.h"
#include "service/files/templates_folder.h"

namespace stp::totals {
namespace {

std::uint32_t next_row = 100;  // rows of tables, so that no two stand in one place

void put(TableRow& row, const TableDefinition& table, const char* column, const std::string& text) {
  row.cells[table.columns[table.column(column).value].first_slot] = {EntryKind::value, {}, text, {}};
}

void put_amounts(TableRow& row, const TableDefinition& table, const char* code, std::optional<int> value) {
  if (!value) return;
  const ColumnIndex column = table.column(code);
  for (std::uint16_t p = 0; p < form().periods.size(); ++p)
    if (holds(table.columns[column.value].periods, PeriodIndex{p}))
      row.cells[table.slot(column, PeriodIndex{p})] = {EntryKind::value, Decimal::of(*value + p), "", {}};
}

void add(Return& filed, const char* code, TableRow row) {
  ++next_row;
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (row.cells[i].kind != EntryKind::blank)
      row.cells[i].at = {0, 1, next_row, static_cast<std::uint16_t>(i + 1)};
  row.at = {0, 1, next_row, 1};
  filed.tables[form().table(code).value].push_back(std::move(row));
}

// Whole numbers that differ from cell to cell; percentages small.
Decimal value_for(const Line& line, std::uint32_t seed) {
  const Unit& unit = form().units[line.unit.value];
  if (unit.as_percent) return Decimal::ratio(seed % 30, 1000);
  return Decimal::of(1000 + (seed * 37) % 9000);
}

void fill(OrganisationReturn& part, std::uint32_t body) {
  const TypeIndex type = form().organisations[part.organisation.value].type;
  for (std::uint16_t l = 0; l < form().lines.size(); ++l) {
    const Line& line = form().lines[l];
    if (line.kind != LineKind::input || !holds(line.types, type)) continue;
    for (std::uint16_t s = 0; s < form().scenarios.size(); ++s)
      for (std::uint16_t p = 0; p < form().periods.size(); ++p) {
        if (!holds(line.scenarios, ScenarioIndex{s}) || !holds(line.periods, PeriodIndex{p})) continue;
        Entry& entry = part.entries.at(LineIndex{l}, ScenarioIndex{s}, PeriodIndex{p});
        entry.kind = EntryKind::value;
        entry.value = value_for(line, body * 7 + l * 3u + p);
        entry.at = {0, 0, l * 2u + s + 6, static_cast<std::uint16_t>(p + 5)};
      }
    if (line.note_required) {
      const std::size_t note = l * form().scenarios.size();
      part.notes[note] = "estimate";
      part.note_places[note] = {0, 0, l * 2u + 6, 11};
    }
  }
}

std::string first_round() {
  for (const Round& round : form().rounds)
    if (round.edition == form().edition.code) return round.code;
  throw std::logic_error("no round uses the edition");
}

}  // namespace

const std::vector<Template>& editions() {
  static const std::vector<Template> loaded = [] {
    const auto texts = read_templates(std::string(STP_SOURCE_DIR) + "/templates");
    if (!texts) throw std::logic_error(to_text(texts.error()));
    auto templates = load_templates(*texts);
    if (!templates) throw std::logic_error(to_text(templates.error().front()));
    return *std::move(templates);
  }();
  return loaded;
}

const Template& form() { return editions().front(); }

Return of_place(const std::string& place) {
  Return filed;
  filed.edition = form().edition.code;
  filed.round = first_round();
  filed.place = form().place(place);
  filed.texts = {""};
  filed.cover.resize(form().cover.size());
  filed.tables.resize(form().tables.size());
  for (std::uint16_t s = 0; s < form().sections.size(); ++s) filed.sections |= set_of(SectionIndex{s});
  filed.files.push_back({place + "-return.xlsx", "hash of " + place, {"Figures", "Tables"}});
  for (std::uint16_t o = 0; o < form().organisations.size(); ++o) {
    const Organisation& body = form().organisations[o];
    if (body.home != filed.place || !body.returned || body.summary) continue;
    OrganisationReturn part = blank_part(OrganisationIndex{o}, filed.sections, form());
    fill(part, o);
    filed.organisations.push_back(std::move(part));
  }
  return filed;
}

std::vector<Return> all() {
  next_row = 100;
  std::vector<Return> returns;
  for (const Place& place : form().places) returns.push_back(of_place(place.code));
  const auto of = [&](const char* place) -> Return& { return returns[form().place(place).value]; };
  pay(of("LE"), "02V", "RR8", "contract", 5000, 5000);
  pay(of("KI"), "03A", "RWY", "contract", 4000, {});
  pay(of("CA"), "03A", "RWY", "contract", {}, 3500);
  pay(of("WA"), "03R", "RXF", "contract", 2100, 2000);
  pay(of("BD"), "02R", "E08000032", "bcf", 900, {});
  pay(of("KI"), "03A", "LOCALA", "contract", 700, {});
  solve(of("LE"), "LE-01", "F6010", "RR8", 120);
  solve(of("WY"), "WY-01", "F6050", "02V", 75);
  return returns;
}

void pay(Return& filed, const std::string& payer, const std::string& payee, const std::string& nature,
         std::optional<int> payer_says, std::optional<int> payee_says) {
  const TableDefinition& table = form().tables[form().table(tables::counterparties).value];
  TableRow row;
  row.cells.resize(table.slots);
  put(row, table, tables::payer, payer);
  put(row, table, tables::payee, payee);
  put(row, table, tables::nature, nature);
  put(row, table, tables::agreed, "Y");
  put_amounts(row, table, tables::payer_figure, payer_says);
  put_amounts(row, table, tables::payee_figure, payee_says);
  add(filed, tables::counterparties, std::move(row));
}

void solve(Return& filed, const std::string& solution, const std::string& theme,
           const std::string& beneficiary, int worth) {
  const TableDefinition& table = form().tables[form().table(tables::registered).value];
  TableRow row;
  row.cells.resize(table.slots);
  put(row, table, tables::solution, solution);
  put(row, table, "theme", theme);
  put(row, table, tables::beneficiary, beneficiary);
  put_amounts(row, table, "gross", worth);
  add(filed, tables::registered, std::move(row));
}

}  // namespace stp::totals
