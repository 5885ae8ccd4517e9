// Sums of table columns over the rows that match a formula's filters, as rows(...) asks for them. Each table
// is read once per set of key columns, so a calculation costs O(rows), not O(rows x lines). Keys match as the
// spreadsheet's own SUMIFS matches them: without regard to case, with every blank.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "calc/form/template.h"
#include "calc/formula/evaluate.h"
#include "calc/model/return.h"

namespace stp {

class RowIndex {
 public:
  RowIndex(const Return& filed, const Template& form) : filed_(filed), form_(form) {}

  // Unknown when a matching row's amount cannot be read. 0 in a period the column does not have.
  Value sum(const Expression& rows, const Position& at) const;
  // Positions in Return::tables[rows.table] of the rows that match, in table order.
  const std::vector<std::uint32_t>& matching(const Expression& rows, const Position& at) const;
  // The amount's cell in that row; null when the column has none in that period.
  const TableCell* cell(const Expression& rows, std::uint32_t row, PeriodIndex period) const;
  // Forgets what it knows of a table whose rows have changed.
  void forget(TableIndex table);

 private:
  using Key = std::vector<std::uint16_t>;  // table, then the columns filtered on
  using RowsByKey = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  const RowsByKey& rows_by_key(const Expression& rows) const;
  const std::string& filter_text(const RowFilter& filter, const Position& at) const;

  const Return& filed_;
  const Template& form_;
  mutable std::map<Key, RowsByKey> by_columns_;
};

}  // namespace stp
