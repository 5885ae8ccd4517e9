// Writes a new workbook: cells, looks, validations, names, print set-up. Knows no domain word and shows
// nothing of the library behind it. The same calls give the same bytes: nothing of the clock, the machine or
// chance gets in.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "calc/base/decimal.h"
#include "calc/base/result.h"
#include "xlsx/file/address.h"
#include "xlsx/form/write/look.h"

namespace stp::xlsx {

struct Range {
  Address first, last;
};
std::string to_text(const Range& range);                           // "E7:J7"
std::string absolute_text(const Range& range);                     // "$E$7:$J$7"
std::string on_sheet(std::string_view sheet, const Range& range);  // "'RR8 finance'!$E$7:$J$7"

// What may be typed, with the words shown beside the cell and when it is refused.
struct Validation {
  enum class Kind { whole, decimal, list, list_range, length } kind = Kind::whole;
  Decimal least, most;               // whole, decimal; most characters in `most` for length
  std::vector<std::string> choices;  // list: together at most 255 characters, or use list_range
  std::string range;                 // list_range: "'Codes'!$A$5:$A$9"
  std::string input_title, input_message, error_title,
      error_message;       // cut to what the format allows (32, 255)
  bool warn_only = false;  // the reader may insist
};

struct PrintSetup {
  bool landscape = true;
  int repeat_first_row = 0, repeat_last_row = 0;  // 1-based; 0: none
  int pages_wide = 1;
  std::uint16_t repeat_last_column = 0;  // columns from A to this one on every page
  std::string footer;                    // with the format's codes: &A sheet, &P page, &N pages
};

// Cells that change their look with what stands in them.
struct Highlight {
  enum class When { text_begins, formula } when = When::text_begins;
  std::string text;  // the beginning, or the formula without "="
  Look look;
};

class SheetWriter {
 public:
  const std::string& name() const;
  void text(Address at, std::string_view text, const Look& look);
  void number(Address at, Decimal value, const Look& look);
  void blank(Address at, const Look& look);
  // `formula` without "=". The cached result must be right: programs trust it.
  void formula(Address at, std::string_view formula, Decimal cached, const Look& look);
  void formula_text(Address at, std::string_view formula, std::string_view cached, const Look& look);
  void formula_blank(Address at, std::string_view formula, const Look& look);              // result is ""
  void link(Address at, std::string_view sheet, std::string_view text, const Look& look);  // to A1 of a sheet

  void column_width(std::uint16_t first, std::uint16_t last, double width);
  void row_height(std::uint32_t row, double points);
  void freeze(Address first_moving);  // rows above and columns left of it stay
  void print(const PrintSetup& setup);
  void validate(const Range& range, const Validation& validation);
  void highlight(const Range& range, const Highlight& highlight);
  void table(const Range& range, std::string_view name, const std::vector<std::string>& headings,
             const Look& look);
  void protect(bool allow_rows = false);  // no password; columns may be widened; rows inserted if allowed
  void tab_colour(std::uint32_t rgb);
  void hide_gridlines();
  void activate();  // the workbook opens here
  void ignore_number_as_text(const Range& range);

  struct Inner;
  explicit SheetWriter(std::shared_ptr<Inner> inner) : inner_(std::move(inner)) {}

 private:
  std::shared_ptr<Inner> inner_;
};

struct BookProperties {
  std::string title, subject, author, comments;
};

class BookWriter {
 public:
  explicit BookWriter(const BookProperties& properties);
  ~BookWriter();
  BookWriter(const BookWriter&) = delete;
  BookWriter& operator=(const BookWriter&) = delete;

  SheetWriter add_sheet(const std::string& name);  // throws std::logic_error on a name the format forbids
  void define_name(const std::string& name, const std::string& refers_to);  // refers_to without "="
  void property(const std::string& name, const std::string& value);         // custom document property
  Result<std::string> finish();                                             // the file's bytes; once

  struct Inner;

 private:
  std::unique_ptr<Inner> inner_;
};

}  // namespace stp::xlsx
