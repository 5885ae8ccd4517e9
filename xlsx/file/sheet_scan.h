// One pass over a worksheet's text. What lies around the rows goes through the XML parser; the rows
// themselves go through a hand-written scan for the text that spreadsheet applications write, or through the
// XML parser when anything at all is unexpected. Both report the same rows and cells with the bytes they
// stand at.
#pragma once

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "xlsx/file/workbook.h"
#include "xlsx/file/xml.h"

namespace stp::xlsx {

struct ByteRange {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

enum class RawType : std::uint8_t { number, shared_text, formula_text, inline_text, boolean, error, date };
enum class FormulaKind : std::uint8_t { none, plain, shared, array, table };

struct RawRow {
  std::uint32_t number = 0;
  std::uint32_t style = 0;
  bool has_style = false, hidden = false;
  ByteRange open;          // the start tag
  bool is_closed = false;  // <row .../>
};

struct RawCell {
  Address at;
  RawType type = RawType::number;
  FormulaKind formula_kind = FormulaKind::none;
  bool has_value = false;
  std::uint32_t style = 0;
  std::uint32_t shared_index = 0;
  std::string_view value, formula;  // entities resolved; live in the text or in `memory`
  std::string_view formula_range;   // ref="..." of a shared, array or table formula
  ByteRange whole, open;            // the element, its start tag
  ByteRange value_element, formula_element, inline_element, extension;  // empty when absent
};

class SheetSink {
 public:
  virtual ~SheetSink() = default;
  virtual void restart() = 0;  // forget everything: the scan begins again
  virtual void row(const RawRow&) = 0;
  virtual void cell(const RawCell&) = 0;                   // of the row last reported
  virtual void row_end(const ByteRange& /*close tag*/) {}  // not called for <row/>
  std::optional<Refusal> trouble;                          // set: the scan stops
};

struct ColumnSpan {
  std::uint16_t first = 0, last = 0;
  std::uint32_t style = 0;
  bool hidden = false;
};

struct SheetFrame {  // what lies around the rows
  std::vector<ColumnSpan> columns;
  std::vector<MergedRange> merged;
  bool is_protected = false;
  ByteRange dimension;  // the element's start tag
  std::string dimension_range;
  ByteRange data_open, data_close;  // <sheetData>, </sheetData>; close is empty for <sheetData/>
  bool was_scanned = false;         // by hand, not by the XML parser
};

enum class ScanWith { either, parser_only };
Result<SheetFrame> scan_sheet(std::string_view text, const std::string& where, const Limits& limits,
                              SheetSink& sink, std::pmr::memory_resource& memory,
                              ScanWith with = ScanWith::either);

// "B2:C3" or "B2"; none when it is not a range inside the grid.
std::optional<MergedRange> parse_range(std::string_view text);

// The rows by hand, from just behind <sheetData>: where </sheetData> begins, or npos when something was
// unexpected.
std::size_t scan_rows(std::string_view text, std::size_t from, bool knows_x14ac, SheetSink& sink,
                      std::pmr::memory_resource& memory);

std::optional<RawType> raw_type(std::string_view attribute);          // of a cell's t=
std::optional<FormulaKind> formula_kind(std::string_view attribute);  // of a formula's t=
std::optional<std::uint32_t> whole_number(std::string_view text);     // digits only, below 2^32

}  // namespace stp::xlsx
