// What stands at organisation x line x scenario x period, and in which cell it was found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "calc/base/decimal.h"
#include "calc/base/ids.h"

namespace stp {

enum class EntryKind : std::uint8_t { blank, value, unreadable };

// Where a figure stands: the file and sheet as positions in Return::files and SourceFile::sheets.
struct CellPlace {
  static constexpr std::uint16_t nowhere = 0xFFFF;
  std::uint16_t file = nowhere;
  std::uint16_t sheet = 0;
  std::uint32_t row = 0;     // 1-based, as people read it
  std::uint16_t column = 0;  // 1-based: A is 1
  explicit operator bool() const { return file != nowhere; }
  bool operator==(const CellPlace&) const = default;
};

// For a calculated line `value` is what the workbook states (typed or cached), never our own result.
struct Entry {
  Decimal value;
  CellPlace at;
  EntryKind kind = EntryKind::blank;
  bool from_formula = false;  // the cell held a formula; `value` is its cached result
  bool as_date = false;       // the cell is formatted as a date
  std::uint32_t text = 0;     // unreadable: position in Return::texts of what stood there
};

// All entries of one organisation: dense, [line][scenario][period].
class EntryGrid {
 public:
  EntryGrid() = default;
  EntryGrid(std::size_t lines, std::size_t scenarios, std::size_t periods)
      : scenarios_(scenarios), periods_(periods), entries_(lines * scenarios * periods) {}
  Entry& at(LineIndex line, ScenarioIndex scenario, PeriodIndex period) {
    return entries_[position(line, scenario, period)];
  }
  const Entry& at(LineIndex line, ScenarioIndex scenario, PeriodIndex period) const {
    return entries_[position(line, scenario, period)];
  }
  std::size_t position(LineIndex line, ScenarioIndex scenario, PeriodIndex period) const {
    return (line.value * scenarios_ + scenario.value) * periods_ + period.value;
  }
  std::size_t size() const { return entries_.size(); }
  Entry& in_order(std::size_t position) { return entries_[position]; }
  const Entry& in_order(std::size_t position) const { return entries_[position]; }

 private:
  std::size_t scenarios_ = 0, periods_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace stp
