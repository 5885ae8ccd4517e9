// Rows of the register and the tables: what a row lacks, and codes in no list, which would drop it from every
// total.
#include <algorithm>

#include "calc/detect/detectors.h"
#include "calc/detect/meant_number.h"

namespace stp::detect {
namespace {

std::string text_of(const TableCell& cell) {
  return cell.text.empty() && cell.kind == EntryKind::value ? to_text(cell.value) : cell.text;
}

const TableCell* cell_of(const TableRow& row, const Column& column) {
  return column.first_slot < row.cells.size() ? &row.cells[column.first_slot] : nullptr;
}

// Whose row it is: the first organisation named in it.
OrganisationIndex organisation_of(const Template& form, const TableDefinition& table, const TableRow& row) {
  for (const auto& column : table.columns) {
    if (column.type != ColumnType::organisation) continue;
    const TableCell* cell = cell_of(row, column);
    if (const auto organisation = cell ? form.organisation(cell->text) : OrganisationIndex{})
      return organisation;
  }
  return {};
}

bool is_blank(const TableRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const TableCell& cell) {
    return cell.kind == EntryKind::blank && cell.text.empty();
  });
}

bool lacks(const TableRow& row, const Column& column) {
  if (!column.required) return false;
  const std::size_t slots = column.periods ? static_cast<std::size_t>(__builtin_popcount(column.periods)) : 1;
  for (std::size_t slot = column.first_slot; slot < column.first_slot + slots; ++slot)
    if (slot < row.cells.size() &&
        (row.cells[slot].kind != EntryKind::blank || !plain_text(row.cells[slot].text).empty()))
      return false;
  return true;
}

bool known_choice(const Template& form, const Column& column, const std::string& text) {
  const auto same = [&](const std::string& choice) { return lower_case(choice) == lower_case(text); };
  switch (column.type) {
    case ColumnType::choice:
      return std::any_of(column.choices.begin(), column.choices.end(), same);
    case ColumnType::organisation:
      return static_cast<bool>(form.organisation(text));
    case ColumnType::line:
      return static_cast<bool>(form.line(text));
    default:
      return true;
  }
}

template <class Visit>
void each_row(const Ground& ground, Visit visit) {
  const auto& tables = ground.calculated.filed.tables;
  for (std::size_t t = 0; t < tables.size() && t < ground.form.tables.size(); ++t)
    for (const auto& row : tables[t])
      if (!is_blank(row)) visit(ground.form.tables[t], row);
}

}  // namespace

void incomplete_rows(const Ground& ground, const Rule&, Observations& out) {
  each_row(ground, [&](const TableDefinition& table, const TableRow& row) {
    std::string lacking;
    CellPlace at = row.at;
    for (const auto& column : table.columns) {
      if (!lacks(row, column)) continue;
      const TableCell* cell = cell_of(row, column);
      if (lacking.empty() && cell && cell->at) at = cell->at;
      lacking += (lacking.empty() ? "" : ", ") + column.label;
    }
    if (lacking.empty()) return;
    Observation noticed;
    noticed.kind = "table-row-incomplete";
    noticed.at = at;
    noticed.organisation = organisation_of(ground.form, table, row);
    noticed.label = table.label;
    noticed.expected = lacking;
    out.push_back(std::move(noticed));
  });
}

void unknown_choices(const Ground& ground, const Rule&, Observations& out) {
  each_row(ground, [&](const TableDefinition& table, const TableRow& row) {
    for (const auto& column : table.columns) {
      const TableCell* cell = cell_of(row, column);
      const std::string text = cell ? plain_text(text_of(*cell)) : std::string();
      if (text.empty() || known_choice(ground.form, column, text)) continue;
      Observation noticed;
      noticed.kind = "table-choice-unknown";
      noticed.at = cell->at;
      noticed.organisation = organisation_of(ground.form, table, row);
      noticed.label = column.label;
      noticed.found = text;
      out.push_back(std::move(noticed));
    }
  });
}

}  // namespace stp::detect
