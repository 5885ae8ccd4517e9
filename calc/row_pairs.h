// Rows of one table in two returns, matched by what they are about (solution, beneficiary and counterparty;
// payer, payee and nature; organisation, measure and destination), never by where they stand.
#pragma once

#include <string>
#include <vector>

#include "calc/form/template.h"
#include "calc/model/return.h"

namespace stp {

struct RowPair {
  std::string key;                   // "LE-07, RR8"
  const TableRow* before = nullptr;  // null: added
  const TableRow* after = nullptr;   // null: removed
};
// The rows that differ, in key order, and among rows with the same key in the order of their contents.
std::vector<RowPair> pair_rows(const TableDefinition& table, const std::vector<TableRow>& before,
                               const std::vector<TableRow>& after);

}  // namespace stp
