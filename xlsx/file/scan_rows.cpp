// The hand-written scan of rows. It accepts only what it fully understands and gives up on the rest; the XML
// parser then decides. Whatever it accepts must mean the same to the parser: a test and a fuzz target hold it
// to that.
#include <array>
#include <charconv>

#include "xlsx/file/shared_strings.h"
#include "xlsx/file/sheet_lexer.h"

namespace stp::xlsx {

namespace {

class RowScan : SheetLexer {
 public:
  RowScan(std::string_view text, std::size_t from, bool knows_x14ac, SheetSink& sink,
          std::pmr::memory_resource& memory)
      : SheetLexer(text, from, memory), knows_x14ac_(knows_x14ac), sink_(sink) {}

  std::size_t run() {
    for (;;) {
      skip_blanks();
      const char* tag = at_;
      if (take("</sheetData")) {
        skip_blanks();
        return at_ < end_ && *at_ == '>' ? offset(tag) : std::string_view::npos;
      }
      if (!take("<row") || !row(tag)) return std::string_view::npos;
      if (sink_.trouble) return std::string_view::npos;
    }
  }

 private:
  bool row(const char* tag) {
    static constexpr std::array<std::string_view, 12> names{
        "r",         "s",        "hidden",   "customFormat",   "spans", "ht", "customHeight", "outlineLevel",
        "collapsed", "thickTop", "thickBot", "x14ac:dyDescent"};
    RawRow row;
    row.number = row_number_ + 1;
    bool has_style = false;
    unsigned seen = 0;
    Attribute one;
    Next what;
    while ((what = next(one)) == Next::attribute) {
      std::size_t which = 0;
      if (!mark(names, one.name, seen, which) || (which == 11 && !knows_x14ac_)) return false;
      if (which < 2) {
        const auto number = whole_number(one.value);
        if (!number) return false;
        (which == 0 ? row.number : row.style) = *number;
      } else if (which < 4) {
        if (one.value != "0" && one.value != "1") return false;
        (which == 2 ? row.hidden : has_style) = one.value == "1";
      }
    }
    if (what == Next::odd || row.number == 0 || row.number > Address::last_row) return false;
    row.has_style = has_style;
    row.open = range(tag, at_);
    row.is_closed = what == Next::closed;
    row_number_ = row.number;
    column_ = 0;
    sink_.row(row);
    return row.is_closed || cells();
  }

  bool cells() {
    for (;;) {
      skip_blanks();
      const char* tag = at_;
      if (take("<c")) {
        if (!cell(tag)) return false;
      } else if (take("</row")) {
        skip_blanks();
        if (at_ >= end_ || *at_ != '>') return false;
        ++at_;
        sink_.row_end(range(tag, at_));
        return !sink_.trouble;
      } else {
        return false;
      }
    }
  }

  bool cell(const char* tag) {
    static constexpr std::array<std::string_view, 6> names{"r", "s", "t", "cm", "vm", "ph"};
    RawCell cell;
    cell.at = {row_number_, static_cast<std::uint16_t>(column_ + 1)};
    unsigned seen = 0;
    Attribute one;
    Next what;
    while ((what = next(one)) == Next::attribute) {
      std::size_t which = 0;
      if (!mark(names, one.name, seen, which)) return false;
      if (which == 0) {
        const auto at = quick_address(one.value);
        if (!at) return false;
        cell.at = *at;
      } else if (which == 1) {
        const auto number = whole_number(one.value);
        if (!number) return false;
        cell.style = *number;
      } else if (which == 2) {
        const auto type = raw_type(one.value);
        if (!type) return false;
        cell.type = *type;
      }
    }
    if (what == Next::odd || cell.at.column > Address::last_column) return false;
    column_ = cell.at.column;
    cell.open = range(tag, at_);
    if (what == Next::open && !content(cell)) return false;
    cell.whole = range(tag, at_);
    sink_.cell(cell);
    return !sink_.trouble;
  }

  // As parse_address, without "$".
  static std::optional<Address> quick_address(std::string_view text) {
    if (text.find('$') != text.npos) return std::nullopt;
    return parse_address(text);
  }

  bool content(RawCell& cell) {
    for (;;) {
      skip_blanks();
      const char* tag = at_;
      if (take("<v")) {
        if (!cell.value_element.empty() || !cell.inline_element.empty()) return false;
        if (!text_element("</v", cell.value, nullptr)) return false;
        cell.value_element = range(tag, at_);
        cell.has_value = true;
      } else if (take("<f")) {
        if (!cell.formula_element.empty() || !formula(cell)) return false;
        cell.formula_element = range(tag, at_);
      } else if (take("<is>")) {
        if (!cell.value_element.empty() || !cell.inline_element.empty() || !inline_text(cell)) return false;
        cell.inline_element = range(tag, at_);
      } else {
        if (!take("</c")) return false;
        skip_blanks();
        return at_ < end_ && *at_++ == '>';
      }
    }
  }

  bool inline_text(RawCell& cell) {
    bool keeps_space = false;
    skip_blanks();
    if (take("</is>")) return true;
    if (!take("<t") || !text_element("</t", cell.value, &keeps_space)) return false;
    if (!keeps_space) cell.value = trimmed(cell.value);
    cell.has_value = true;
    skip_blanks();
    return take("</is>");
  }

  bool formula(RawCell& cell) {
    static constexpr std::array<std::string_view, 5> names{"t", "ref", "si", "ca", "aca"};
    cell.formula_kind = FormulaKind::plain;
    unsigned seen = 0;
    Attribute one;
    Next what;
    while ((what = next(one)) == Next::attribute) {
      std::size_t which = 0;
      if (!mark(names, one.name, seen, which)) return false;
      if (which == 0) {
        const auto kind = formula_kind(one.value);
        if (!kind) return false;
        cell.formula_kind = *kind;
      } else if (which == 1) {
        cell.formula_range = one.value;
      } else if (which == 2) {
        const auto number = whole_number(one.value);
        if (!number) return false;
        cell.shared_index = *number;
      }
    }
    if (what == Next::odd) return false;
    return what == Next::closed || text_until("</f", cell.formula);
  }

  bool knows_x14ac_;
  SheetSink& sink_;
  std::uint32_t row_number_ = 0;
  std::uint32_t column_ = 0;
};

}  // namespace

std::size_t scan_rows(std::string_view text, std::size_t from, bool knows_x14ac, SheetSink& sink,
                      std::pmr::memory_resource& memory) {
  return RowScan(text, from, knows_x14ac, sink, memory).run();
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<RawType> raw_type(std::string_view attribute) {
  if (attribute == "n" || attribute.empty()) return RawType::number;
  if (attribute == "s") return RawType::shared_text;
  if (attribute == "str") return RawType::formula_text;
  if (attribute == "inlineStr") return RawType::inline_text;
  if (attribute == "b") return RawType::boolean;
  if (attribute == "e") return RawType::error;
  if (attribute == "d") return RawType::date;
  return std::nullopt;
}

std::optional<FormulaKind> formula_kind(std::string_view attribute) {
  if (attribute == "normal" || attribute.empty()) return FormulaKind::plain;
  if (attribute == "shared") return FormulaKind::shared;
  if (attribute == "array") return FormulaKind::array;
  if (attribute == "dataTable") return FormulaKind::table;
  return std::nullopt;
}

std::optional<MergedRange> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_address(text.substr(0, colon));
  const auto last = colon == text.npos ? first : parse_address(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return MergedRange{*first, *last};
}

}  // namespace stp::xlsx
