// Two workbooks, ours and another program's recalculation of it, formula by formula.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "xlsx/form/form.h"

namespace oracle {

using namespace stp;

inline NamedWorkbook opened(const std::string& bytes) {
  auto book = xlsx::Workbook::read(bytes, "book.xlsx");
  REQUIRE(book);
  return {*std::move(book), "book.xlsx", "", ""};
}

inline double number(std::string_view text) { return std::stod(std::string(text)); }

inline bool close(double a, double b) {
  return std::fabs(a - b) <= 1e-9 * std::max({1.0, std::fabs(a), std::fabs(b)});
}

inline std::string compared(const xlsx::Cell& ours, const xlsx::Cell* theirs) {
  const std::string where =
      xlsx::to_text(ours.at) + " =" + std::string(ours.formula) + ": ours " + std::string(ours.value);
  if (!theirs) return where + ", theirs missing\n";
  if (ours.type == xlsx::CellType::number && theirs->type == xlsx::CellType::number &&
      close(number(ours.value), number(theirs->value)))
    return {};
  if (ours.type == theirs->type && ours.value == theirs->value) return {};
  return where + ", theirs " + std::string(theirs->value) + "\n";
}

// Every formula of every sheet; returns how many there were.
inline std::size_t compare_books(const std::string& ours, const std::string& theirs) {
  const NamedWorkbook a = opened(ours), b = opened(theirs);
  REQUIRE(a.workbook.sheets().size() == b.workbook.sheets().size());
  std::size_t formulas = 0;
  std::string differences;
  for (std::size_t i = 0; i < a.workbook.sheets().size(); ++i) {
    const auto ours_here = a.workbook.cells(i), theirs_here = b.workbook.cells(i);
    REQUIRE(ours_here);
    REQUIRE(theirs_here);
    for (const xlsx::Cell& cell : ours_here->cells) {
      if (!cell.has_formula) continue;
      ++formulas;
      if (differences.size() < 4000) differences += compared(cell, theirs_here->find(cell.at));
    }
  }
  INFO(differences);
  CHECK(differences.empty());
  return formulas;
}

}  // namespace oracle
