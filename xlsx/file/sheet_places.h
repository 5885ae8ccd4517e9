// Where things stand in a sheet's text, as far as a set of edits needs to know.
#pragma once

#include <set>
#include <unordered_map>
#include <vector>

#include "xlsx/file/edit_sheet.h"

namespace stp::xlsx {

struct CellPlace {
  std::uint16_t column = 0;
  std::size_t begin = 0;
};
struct RowPlace {
  RawRow row;
  ByteRange close;
  std::vector<CellPlace> cells;  // in file order; only for rows with an edit
};
struct SharedPlace {
  Address at;
  std::uint32_t index = 0;
  bool is_master = false;
  std::string_view formula;
  ByteRange formula_element;
};
struct ArrayPlace {
  Address master;
  MergedRange range;
};

class SheetPlaces : public SheetSink {
 public:
  SheetPlaces(const EditsByCell& edits, const std::string& where, const Limits& limits)
      : edits_(edits), where_(where), limits_(limits) {}

  std::vector<RowPlace> rows;          // in file order
  std::vector<std::uint32_t> highest;  // row number up to and with each of `rows`
  std::map<Address, RawCell> found;    // the cells to edit that exist
  std::set<Address> twice;             // cells to edit that stand twice
  std::vector<SharedPlace> shared;     // in file order
  std::vector<ArrayPlace> arrays;

  void restart() override;
  void row(const RawRow& raw) override;
  void cell(const RawCell& raw) override;
  void row_end(const ByteRange& close) override { rows.back().close = close; }

 private:
  bool has_edit_in_row(std::uint32_t number) const;

  const EditsByCell& edits_;
  const std::string& where_;
  const Limits& limits_;
  bool is_edited_row_ = false;
  std::uint64_t cells_ = 0;
};

}  // namespace stp::xlsx
