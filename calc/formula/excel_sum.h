// Inside of excel.h: cells as written from one sheet, and sums of lines as ranges. Which cells form a range
// is decided by the layout's order, not by row numbers, so that a row somebody inserts does not change the
// formula expected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calc/formula/excel.h"

namespace stp {

struct CellSum {
  std::vector<std::string> parts;  // "E5:E9", "E12"
  bool has_run = false;            // any part is a range
};

class SheetCells {
 public:
  SheetCells(const FormulaVocabulary& vocabulary, const CellNames& names, const Position& home);

  // Whether the organisation is asked for the line in that year.
  bool asked(LineIndex line, const Position& at) const;
  // Its cell; nothing when the workbook has no row for it.
  std::optional<std::string> cell(LineIndex line, const Position& at) const;
  // The lines that stand directly in a sum, those not asked or without a row left out.
  CellSum sum(const Expression& sum, const Position& at) const;
  // A cell or range of that organisation's sheet, with the sheet's name unless it is this sheet.
  std::string on_sheet(OrganisationIndex organisation, SectionIndex section, const std::string& cell) const;

 private:
  struct Placed {
    LineIndex line;
    SectionIndex section;
    std::size_t layout = 0;  // position in the layout of its section
    std::uint32_t row = 0;
  };
  std::uint32_t row(LineIndex line, const Position& at) const;
  std::vector<Placed> placed_lines(const Expression& sum, const Position& at) const;
  bool adjoin(const Placed& upper, const Placed& lower, const Position& at) const;
  bool stands_between(LineIndex line, std::uint32_t upper, std::uint32_t lower, const Position& at) const;

  const FormulaVocabulary& vocabulary_;
  const CellNames& names_;
  std::string home_;  // name of the sheet being written
};

}  // namespace stp
