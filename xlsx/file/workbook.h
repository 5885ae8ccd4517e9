// A workbook as it lies in its file: read whole, checked against limits, edited in place. Knows no domain
// word. Refuses (never throws, never crashes on) what it cannot read; every refusal says what, where and how
// to mend it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/result.h"
#include "xlsx/file/address.h"
#include "xlsx/file/limits.h"

namespace stp::xlsx {

enum class CellType : std::uint8_t { blank, number, text, boolean, error };

// What stands in a cell. Views live as long as the SheetCells they came from.
struct Cell {
  Address at;
  CellType type = CellType::blank;
  bool has_formula = false;
  bool as_date = false;  // its number format shows a date or time
  bool locked = true;    // by its style's protection; matters where the sheet is protected
  std::uint32_t style = 0;
  std::string_view
      value;  // number: text as stored; text: the characters; error: "#DIV/0!"; boolean: "0" or "1"
  std::string_view formula;  // without "="; followers of a shared formula carry the translated text
};

// "blank", "number", "date", "text", "boolean" or "error".
std::string_view kind_of(const Cell& cell);

struct MergedRange {
  Address first, last;
};

class SheetCells {  // all cells of one worksheet that stand in the file, in row, column order
 public:
  std::vector<Cell> cells;
  std::vector<MergedRange> merged;
  std::vector<std::uint32_t> hidden_rows;                               // 1-based
  std::vector<std::pair<std::uint16_t, std::uint16_t>> hidden_columns;  // first..last, 1-based
  bool is_protected = false;
  const Cell* find(Address at) const;

  std::shared_ptr<const void> keeps;  // whatever the views point into
};

enum class Visibility : std::uint8_t { visible, hidden, very_hidden };
enum class SheetKind : std::uint8_t { worksheet, chart, dialog, macro };
struct SheetInfo {
  std::string name, part;
  Visibility visibility = Visibility::visible;
  SheetKind kind = SheetKind::worksheet;
};
struct DefinedName {
  std::string name, refers_to;
  int sheet = -1;
  bool hidden = false;
};
struct Property {
  std::string name, value;
};  // docProps/custom.xml

// One cell to change. `cached` renews the result of a formula that stays; the others replace what stood
// there.
struct CellEdit {
  enum class Kind : std::uint8_t { number, text, boolean, blank, cached_number, cached_text, formula };
  std::size_t sheet = 0;  // position in Workbook::sheets()
  Address at;
  Kind kind = Kind::blank;
  std::string value;  // number: shortest decimal text; formula: without "="
};

struct EditOptions {
  bool recalculate_on_load = false;  // set fullCalcOnLoad
  bool overwrite_formulas = false;   // else editing a cell that holds a formula (not cached_*) is refused
};

class Workbook {
 public:
  // `bytes` is the whole file. `name` is only for messages.
  static Result<Workbook> read(std::string bytes, std::string name, const Limits& limits = {});

  const std::string& name() const;
  std::string_view bytes() const;
  const std::vector<SheetInfo>& sheets() const;
  const std::vector<DefinedName>& defined_names() const;
  const std::vector<Property>& custom_properties() const;
  bool dates_from_1904() const;
  bool has_macros() const;
  std::vector<std::string> external_links() const;  // targets
  bool workbook_protected() const;
  std::vector<std::string> parts() const;                      // names of all members
  Result<std::string> part(std::string_view part_name) const;  // unpacked

  Result<SheetCells> cells(std::size_t sheet) const;

  // The file with these edits made and nothing else changed: untouched members are copied compressed, an
  // edited sheet differs only in the cells named. calcChain stays consistent. Sheets are worked in any order;
  // later edits of one cell win. Refuses a cell inside a merged range's rest, an array formula's rest, or a
  // chart sheet.
  Result<std::string> edited(const std::vector<CellEdit>& edits, const EditOptions& options = {}) const;

  struct Inner;
  explicit Workbook(std::shared_ptr<const Inner> inner) : inner_(std::move(inner)) {}
  const std::shared_ptr<const Inner>& inner() const { return inner_; }  // for this layer's own tests

 private:
  std::shared_ptr<const Inner> inner_;
};

}  // namespace stp::xlsx
