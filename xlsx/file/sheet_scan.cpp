#include "xlsx/file/sheet_scan.h"

#include "xlsx/file/encoding.h"
#include "xlsx/file/shared_strings.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// The XML parser's view of a sheet: the frame always, the rows when they are fed to it.
class SheetEvents : public XmlEvents {
 public:
  SheetEvents(SheetSink& sink, std::pmr::memory_resource& memory, const Limits& limits, std::string where)
      : sink_(sink), memory_(memory), limits_(limits), where_(std::move(where)) {}

  SheetFrame frame;
  bool knows_x14ac = false;
  bool is_unprefixed = false;  // the sheet's own names need no prefix
  unsigned data_elements = 0;

  void declare(std::string_view prefix) override {
    if (prefix == "x14ac") knows_x14ac = true;
  }

  void start(const Tag& tag) override {
    if (skip_from_ != 0) return;
    if (tag.space != Space::sheet) {
      if (tag.depth == 1) trouble = damaged(where_, "it is not a worksheet");
      if (tag.depth == 5 && in_cell_) open_extension(tag);
      return skip(tag);
    }
    switch (tag.depth) {
      case 1:
        return root(tag);
      case 2:
        return section(tag);
      case 3:
        return in_data_ ? row(tag) : frame_item(tag);
      case 4:
        return in_data_ && in_row_ && tag.name == "c" ? cell(tag) : skip(tag);
      case 5:
        return in_cell_ ? cell_child(tag) : skip(tag);
      default:
        return in_inline_ ? inline_child(tag) : skip(tag);
    }
  }

  void text(std::string_view piece) override {
    if (into_ == nullptr) return;
    *into_ += piece;
    if (into_->size() > limits_.cell_text * 4ull)
      trouble = too_large(where_, "a text is longer than a cell can hold");
  }

  void finish(unsigned depth, std::size_t begin, std::size_t end) override {
    if (skip_from_ != 0) {
      if (depth == skip_from_) skip_from_ = 0;
      if (depth != 5 || !in_cell_ || !in_extension_) return;
    }
    if (depth == 2 && in_data_) end_data(begin, end);
    if (depth == 2) section_.clear();
    if (depth == 3 && in_row_) end_row(begin, end);
    if (depth == 4 && in_cell_) end_cell(end);
    if (depth == 5 && in_cell_) end_child(end);
    if (depth >= 6 && in_inline_) end_inline(depth);
  }

 private:
  void skip(const Tag& tag) { skip_from_ = tag.depth; }

  void root(const Tag& tag) {
    // A dialog sheet has the same form without rows.
    if (tag.name != "worksheet" && tag.name != "dialogsheet" && tag.name != "macrosheet") {
      trouble = damaged(where_, "it is not a worksheet");
    }
  }

  void section(const Tag& tag) {
    section_ = std::string(tag.name);
    if (tag.name == "sheetData") {
      if (++data_elements > 1) trouble = damaged(where_, "it has two tables of cells");
      in_data_ = true;
      row_number_ = 0;
      frame.data_open = {tag.begin, tag.end};
    } else if (tag.name == "dimension") {
      frame.dimension = {tag.begin, tag.end};
      frame.dimension_range = std::string(tag.get("ref"));
    } else if (tag.name == "sheetProtection") {
      frame.is_protected = tag.truth("sheet");
    }
  }

  void frame_item(const Tag& tag) {
    if (section_ == "cols" && tag.name == "col") {
      const auto first = whole_number(tag.get("min")), last = whole_number(tag.get("max"));
      if (!first || !last || *first == 0 || *first > *last || *last > Address::last_column) return;
      if (frame.columns.size() >= limits_.items) trouble = too_large(where_, "too many columns");
      frame.columns.push_back({static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last),
                               whole_number(tag.get("style")).value_or(0), tag.truth("hidden")});
    } else if (section_ == "mergeCells" && tag.name == "mergeCell") {
      if (frame.merged.size() >= limits_.items) trouble = too_large(where_, "too many merged ranges");
      if (const auto range = parse_range(tag.get("ref"))) frame.merged.push_back(*range);
    }
  }

  void end_data(std::size_t begin, std::size_t end) {
    in_data_ = false;
    if (begin != end) frame.data_close = {begin, end};
  }

  void row(const Tag& tag) {
    if (tag.name != "row") return skip(tag);
    RawRow row;
    const char* number = tag.find("r");
    row.number = number == nullptr ? row_number_ + 1 : whole_number(trimmed(number)).value_or(0);
    if (row.number == 0 || row.number > Address::last_row) {
      trouble =
          damaged(where_, "it has a row '" + std::string(tag.get("r").substr(0, 40)) + "' outside the grid");
      return;
    }
    row.style = whole_number(tag.get("s")).value_or(0);
    row.has_style = tag.truth("customFormat");
    row.hidden = tag.truth("hidden");
    row.open = {tag.begin, tag.end};
    row_number_ = row.number;
    column_ = 0;
    in_row_ = true;
    open_row_ = row;
    row_reported_ = false;
  }
  // Whether the row is <row/> is known only at its end or its first cell.
  void report_row(bool is_closed) {
    if (row_reported_) return;
    open_row_.is_closed = is_closed;
    row_reported_ = true;
    sink_.row(open_row_);
    trouble = sink_.trouble;
  }
  void end_row(std::size_t begin, std::size_t end) {
    report_row(begin == end);
    if (begin != end && !trouble) sink_.row_end({begin, end});
    in_row_ = false;
    if (sink_.trouble) trouble = sink_.trouble;
  }

  void cell(const Tag& tag) {
    report_row(false);
    if (trouble) return;
    cell_ = RawCell{};
    const char* reference = tag.find("r");
    std::optional<Address> at = Address{row_number_, static_cast<std::uint16_t>(column_ + 1)};
    if (reference != nullptr && *reference != '\0') at = parse_address(trimmed(reference));
    if (!at || at->column > Address::last_column) {
      const std::string name =
          reference == nullptr ? "beyond the last column" : std::string(reference).substr(0, 40);
      trouble = damaged(where_, "it has a cell '" + name + "' outside the grid");
      return;
    }
    cell_.at = *at;
    column_ = at->column;
    cell_.style = whole_number(tag.get("s")).value_or(0);
    const auto type = raw_type(tag.get("t"));
    if (!type) {
      trouble = damaged(where_, "cell " + to_text(*at) + " is of a kind that workbooks do not have");
      return;
    }
    cell_.type = *type;
    cell_.open = {tag.begin, tag.end};
    value_.clear();
    formula_.clear();
    in_cell_ = true;
  }

  void cell_child(const Tag& tag) {
    child_ = {tag.begin, 0};
    if (tag.name == "v") {
      if (!cell_.value_element.empty()) return twice();
      is_value_ = true;
      into_ = &value_;
      cell_.has_value = true;
    } else if (tag.name == "f") {
      if (!cell_.formula_element.empty()) return twice();
      is_formula_ = true;
      into_ = &formula_;
      open_formula(tag);
    } else if (tag.name == "is") {
      if (!cell_.inline_element.empty()) return twice();
      in_inline_ = true;
      inline_.clear();
    } else {
      open_extension(tag);
      skip(tag);
    }
  }
  void open_extension(const Tag& tag) {
    child_ = {tag.begin, 0};
    in_extension_ = true;
  }
  void twice() { trouble = damaged(where_, "cell " + to_text(cell_.at) + " has two values"); }

  void open_formula(const Tag& tag) {
    const auto kind = formula_kind(tag.get("t"));
    if (!kind) {
      trouble = damaged(where_,
                        "cell " + to_text(cell_.at) + " has a formula of a kind that workbooks do not have");
      return;
    }
    cell_.formula_kind = *kind;
    cell_.formula_range = keep(tag.get("ref"), memory_);
    cell_.shared_index = whole_number(tag.get("si")).value_or(0);
  }

  void inline_child(const Tag& tag) {
    if (tag.name == "t" && (tag.depth == 6 || (tag.depth == 7 && in_run_))) {
      into_ = &inline_;
      run_start_ = inline_.size();
      keeps_space_ = tag.keeps_space();
    } else if (tag.name == "r" && tag.depth == 6) {
      in_run_ = true;
    } else {
      skip(tag);
    }
  }
  void end_inline(unsigned depth) {
    if (into_ == &inline_) {
      if (!keeps_space_) {
        const std::string kept(trimmed(std::string_view(inline_).substr(run_start_)));
        inline_.resize(run_start_);
        inline_ += kept;
      }
      has_inline_ = true;
      into_ = nullptr;
    }
    if (depth == 6) in_run_ = false;
  }

  void end_child(std::size_t end) {
    child_.end = end;
    if (is_value_) cell_.value_element = child_;
    if (is_formula_) cell_.formula_element = child_;
    if (in_inline_) cell_.inline_element = child_;
    if (in_extension_) {
      if (cell_.extension.empty()) cell_.extension.begin = child_.begin;
      cell_.extension.end = end;
    }
    is_value_ = is_formula_ = in_inline_ = in_extension_ = in_run_ = false;
    into_ = nullptr;
  }

  void end_cell(std::size_t end) {
    // A cell may have both: the inline text counts where the cell says it is inline text.
    const bool use_inline = has_inline_ && (cell_.type == RawType::inline_text || !cell_.has_value);
    cell_.value = keep(use_inline ? inline_ : value_, memory_);
    cell_.has_value = cell_.has_value || has_inline_;
    cell_.formula = keep(formula_, memory_);
    cell_.whole = {cell_.open.begin, end};
    in_cell_ = has_inline_ = false;
    sink_.cell(cell_);
    trouble = sink_.trouble;
  }

  SheetSink& sink_;
  std::pmr::memory_resource& memory_;
  const Limits& limits_;
  std::string where_, section_, value_, formula_, inline_;
  std::string* into_ = nullptr;
  RawRow open_row_;
  RawCell cell_;
  ByteRange child_;
  std::uint32_t row_number_ = 0, column_ = 0;
  unsigned skip_from_ = 0;
  std::size_t run_start_ = 0;
  bool in_data_ = false, in_row_ = false, row_reported_ = false, in_cell_ = false, in_inline_ = false;
  bool in_extension_ = false, in_run_ = false, is_value_ = false, is_formula_ = false, has_inline_ = false;
  bool keeps_space_ = false;
};

// By hand: the parser sees the text with the rows cut out. None: something was unexpected.
std::optional<SheetFrame> scan_by_hand(std::string_view text, const std::string& where, const Limits& limits,
                                       SheetSink& sink, std::pmr::memory_resource& memory) {
  constexpr std::string_view opening = "<sheetData>";
  const std::size_t found = text.find(opening);
  if (found == npos || !is_valid_xml_text(text)) return std::nullopt;
  const std::size_t rows = found + opening.size();
  SheetEvents events(sink, memory, limits, where);
  XmlReader reader(events, where, limits.xml_depth);
  if (!reader.feed(text.substr(0, rows), false)) return std::nullopt;
  const std::size_t close = scan_rows(text, rows, events.knows_x14ac, sink, memory);
  if (close == npos || !reader.feed(text.substr(close), true)) return std::nullopt;
  // The tag found by searching must be the one the parser saw, not one in a comment or in another namespace.
  SheetFrame& frame = events.frame;
  const std::size_t cut = close - rows;
  if (events.data_elements != 1 || frame.data_open.begin != found || frame.data_close.begin != rows)
    return std::nullopt;
  frame.data_close.begin += cut;
  frame.data_close.end += cut;
  if (frame.dimension.begin >= rows) return std::nullopt;
  frame.was_scanned = true;
  return frame;
}

}  // namespace

Result<SheetFrame> scan_sheet(std::string_view text, const std::string& where, const Limits& limits,
                              SheetSink& sink, std::pmr::memory_resource& memory, ScanWith with) {
  if (with == ScanWith::either) {
    if (auto frame = scan_by_hand(text, where, limits, sink, memory)) return std::move(*frame);
    sink.trouble.reset();
    sink.restart();
  }
  SheetEvents events(sink, memory, limits, where);
  if (auto trouble = parse_xml(text, where, limits, events)) return refuse(*trouble);
  if (sink.trouble) return refuse(*sink.trouble);
  return std::move(events.frame);
}

}  // namespace stp::xlsx
