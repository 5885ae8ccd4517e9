// The formulas a workbook's calculated cells are expected to hold, cell after cell. Rendering each from its
// tree would cost more than all the rest of taking a return, so texts are carried over where that is safe:
// from year to year along a row, from one organisation to the next of its type, and, for a layout seen
// before, from the workbook that had it.
#pragma once

#include <memory>

#include "xlsx/form/take/found_cells.h"

namespace stp {

class ExpectedFormulas {
 public:
  ExpectedFormulas(const FoundFile& file, const BookPlan& issued);
  ~ExpectedFormulas();  // remembers the layout for the next workbook
  ExpectedFormulas(const ExpectedFormulas&) = delete;
  ExpectedFormulas& operator=(const ExpectedFormulas&) = delete;

  // The calculated cells are asked for in one order: sheet by sheet, row by row, all of a row at once.
  // `held`: the formulas that stand there, "" none. Answers the expected ones.
  void next_sheet(const FoundSheet& sheet);
  const std::vector<std::string>& next_row(LineIndex line, ScenarioIndex scenario,
                                           const std::vector<PeriodIndex>& periods,
                                           const std::vector<std::string_view>& held);

 private:
  struct Sheet {
    const FoundSheet* found = nullptr;
    std::size_t first_row = 0;  // in rows_
  };
  std::string rendered(LineIndex line, ScenarioIndex scenario, PeriodIndex period) const;
  bool carried_from_sheet(std::vector<std::string>& row, const std::vector<std::string_view>& held) const;
  bool carried_along(std::vector<std::string>& row, LineIndex line, ScenarioIndex scenario,
                     const std::vector<PeriodIndex>& periods,
                     const std::vector<std::string_view>& held) const;
  std::string in_this_sheet(const std::string& formula) const;

  const FoundFile& file_;
  const Template& form_;
  FoundCells cells_;
  std::string layout_;  // everything the texts depend on
  std::shared_ptr<const std::vector<std::vector<std::string>>> remembered_;
  std::vector<std::vector<std::string>> rows_;  // texts of each row so far
  std::size_t asked_ = 0;
  std::vector<Sheet> sheets_;
  const Sheet* like_ = nullptr;  // an earlier sheet with the same rows and type
};

// The formula with its relative references moved by so many columns; "" when it holds what cannot be moved.
std::string moved_right(std::string_view formula, int columns);

}  // namespace stp
