#include "calc/row_pairs.h"

#include <algorithm>
#include <array>
#include <map>

#include "calc/model/tables.h"

namespace stp {
namespace {

constexpr std::array key_columns{tables::solution,     tables::beneficiary, tables::counterparty,
                                 tables::payer,        tables::payee,       tables::nature,
                                 tables::organisation, tables::measure,     tables::destination};

std::string text_at(const TableRow& row, std::size_t slot) {
  return slot < row.cells.size() ? row.cells[slot].text : std::string();
}

std::string key_of(const TableDefinition& table, const TableRow& row) {
  std::string key;
  for (const auto* code : key_columns) {
    const ColumnIndex column = table.column(code);
    const std::string text = column ? text_at(row, table.columns[column.value].first_slot) : std::string();
    if (!text.empty()) key += (key.empty() ? "" : ", ") + text;
  }
  return key;
}

std::string contents(const TableRow& row) {
  std::string all;
  for (const auto& cell : row.cells)
    all += (cell.kind == EntryKind::value ? to_text(cell.value) : std::string()) + cell.text + '\x1f';
  return all;
}

bool is_blank(const TableRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const auto& cell) { return cell.kind == EntryKind::blank && cell.text.empty(); });
}

using ByContents = std::vector<std::pair<std::string, const TableRow*>>;
struct Sides {
  ByContents before, after;
};

void gather(std::map<std::string, Sides>& by_key, ByContents Sides::*side, const TableDefinition& table,
            const std::vector<TableRow>& rows) {
  for (const auto& row : rows)
    if (!is_blank(row)) (by_key[key_of(table, row)].*side).emplace_back(contents(row), &row);
  for (auto& [key, sides] : by_key)
    std::stable_sort((sides.*side).begin(), (sides.*side).end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
}

// Two sorted lists: what stands in both is no change and is taken out.
void take_out_equal(Sides& sides) {
  Sides left;
  auto b = sides.before.begin();
  auto a = sides.after.begin();
  while (b != sides.before.end() && a != sides.after.end()) {
    if (b->first == a->first)
      ++b, ++a;
    else if (b->first < a->first)
      left.before.push_back(*b++);
    else
      left.after.push_back(*a++);
  }
  left.before.insert(left.before.end(), b, sides.before.end());
  left.after.insert(left.after.end(), a, sides.after.end());
  sides = std::move(left);
}

}  // namespace

std::vector<RowPair> pair_rows(const TableDefinition& table, const std::vector<TableRow>& before,
                               const std::vector<TableRow>& after) {
  std::map<std::string, Sides> by_key;
  gather(by_key, &Sides::before, table, before);
  gather(by_key, &Sides::after, table, after);
  std::vector<RowPair> pairs;
  for (auto& [key, sides] : by_key) {
    take_out_equal(sides);
    for (std::size_t i = 0; i < std::max(sides.before.size(), sides.after.size()); ++i)
      pairs.push_back({key, i < sides.before.size() ? sides.before[i].second : nullptr,
                       i < sides.after.size() ? sides.after[i].second : nullptr});
  }
  return pairs;
}

}  // namespace stp
