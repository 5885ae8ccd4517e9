#include "calc/row_index.h"

namespace stp {
namespace {

constexpr char between_keys = '\x1f';

void append_key(std::string& key, std::string_view text) {
  for (const char c : text) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  key += between_keys;
}

const std::vector<TableRow>& rows_of(const Return& filed, TableIndex table) {
  static const std::vector<TableRow> none;
  return table.value < filed.tables.size() ? filed.tables[table.value] : none;
}

}  // namespace

const RowIndex::RowsByKey& RowIndex::rows_by_key(const Expression& rows) const {
  Key columns{rows.table.value};
  for (const auto& filter : rows.filters) columns.push_back(filter.column.value);
  const auto [found, is_new] = by_columns_.try_emplace(columns);
  if (!is_new) return found->second;

  const auto& definition = form_.tables[rows.table.value];
  const auto& table = rows_of(filed_, rows.table);
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    std::string key;
    for (const auto& filter : rows.filters) {
      const std::size_t slot = definition.columns[filter.column.value].first_slot;
      append_key(key, slot < table[row].cells.size() ? table[row].cells[slot].text : std::string_view());
    }
    found->second[key].push_back(row);
  }
  return found->second;
}

const std::string& RowIndex::filter_text(const RowFilter& filter, const Position& at) const {
  static const std::string none;
  switch (filter.key) {
    case RowFilter::Key::this_line:
      return at.line ? form_.lines[at.line.value].code : none;
    case RowFilter::Key::this_organisation:
      return at.organisation ? form_.organisations[at.organisation.value].code : none;
    case RowFilter::Key::text:
      break;
  }
  return filter.text;
}

const std::vector<std::uint32_t>& RowIndex::matching(const Expression& rows, const Position& at) const {
  static const std::vector<std::uint32_t> none;
  const auto& index = rows_by_key(rows);
  std::string key;
  for (const auto& filter : rows.filters) append_key(key, filter_text(filter, at));
  const auto found = index.find(key);
  return found == index.end() ? none : found->second;
}

const TableCell* RowIndex::cell(const Expression& rows, std::uint32_t row, PeriodIndex period) const {
  const auto& column = form_.tables[rows.table.value].columns[rows.column.value];
  std::size_t slot = column.first_slot;
  if (column.periods != 0) {
    if (!holds(column.periods, period)) return nullptr;
    for (std::uint16_t earlier = 0; earlier < period.value; ++earlier)
      if (holds(column.periods, PeriodIndex{earlier})) ++slot;
  }
  const auto& cells = rows_of(filed_, rows.table)[row].cells;
  return slot < cells.size() ? &cells[slot] : nullptr;
}

Value RowIndex::sum(const Expression& rows, const Position& at) const {
  Decimal total;
  for (const auto row : matching(rows, at)) {
    const TableCell* amount = cell(rows, row, at.period);
    if (!amount || amount->kind == EntryKind::blank) continue;
    if (amount->kind == EntryKind::unreadable) return Value::unknown();
    total += amount->value;
  }
  return {total, true};
}

void RowIndex::forget(TableIndex table) {
  std::erase_if(by_columns_, [table](const auto& known) { return known.first.front() == table.value; });
}

}  // namespace stp
