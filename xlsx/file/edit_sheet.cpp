#include "xlsx/file/edit_sheet.h"

#include <algorithm>
#include <unordered_set>

#include "xlsx/file/cell_text.h"
#include "xlsx/file/edit_checks.h"
#include "xlsx/file/shared_formula.h"
#include "xlsx/file/sheet_places.h"
#include "xlsx/file/splice.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

class SheetEdit {
 public:
  SheetEdit(std::string_view text, const EditsByCell& edits, const SheetPlaces& places,
            const SheetFrame& frame)
      : text_(text), edits_(edits), places_(places), frame_(frame), prefix_(prefix_of(in(frame.data_open))) {}

  EditedSheet run() {
    for (const auto& [at, edit] : edits_) work_in(at, *edit);
    insert_new_rows();
    move_masters();
    widen_dimension();
    result_.text = spliced(text_, std::move(splices_));
    return std::move(result_);
  }

 private:
  std::string_view in(ByteRange range) const { return text_.substr(range.begin, range.end - range.begin); }
  const RawCell* old_cell(Address at) const {
    const auto found = places_.found.find(at);
    return found == places_.found.end() ? nullptr : &found->second;
  }

  void work_in(Address at, const CellEdit& edit) {
    if (edit.kind == CellEdit::Kind::formula)
      result_.with_new_formula.push_back(at);
    else if (!is_cached(edit.kind))
      result_.without_formula.push_back(at);
    if (const RawCell* old = old_cell(at)) {
      std::string changed = changed_cell(text_, *old, edit);
      if (changed != in(old->whole)) splices_.push_back({old->whole, std::move(changed)});
    } else if (edit.kind != CellEdit::Kind::blank) {
      insert(at, edit);
      inserted_.push_back(at);
    }
  }

  const RowPlace* row_place(std::uint32_t number) {
    if (row_of_.empty()) {
      for (const RowPlace& row : places_.rows) row_of_.emplace(row.row.number, &row);
    }
    const auto found = row_of_.find(number);
    return found == row_of_.end() ? nullptr : found->second;
  }

  std::uint32_t style_for(Address at, const RowPlace* row) const {
    if (row != nullptr && row->row.has_style) return row->row.style;
    for (const ColumnSpan& span : frame_.columns) {
      if (span.first <= at.column && at.column <= span.last) return span.style;
    }
    return 0;
  }

  void insert(Address at, const CellEdit& edit) {
    const RowPlace* row = row_place(at.row);
    std::string cell = new_cell(edit, prefix_, style_for(at, row));
    if (row == nullptr) {
      new_rows_[at.row] += cell;
      return;
    }
    row_widths_[row].push_back(at.column);
    const auto after = std::find_if(row->cells.begin(), row->cells.end(),
                                    [&](const CellPlace& other) { return other.column > at.column; });
    if (after != row->cells.end()) {
      splices_.push_back({{after->begin, after->begin}, std::move(cell)});
    } else if (!row->row.is_closed) {
      splices_.push_back({{row->close.begin, row->close.begin}, std::move(cell)});
    } else {
      opened_rows_[row] += cell;
    }
  }

  // Rows that get cells: their spans, and the ones written as <row/>.
  void insert_new_rows() {
    for (const auto& [row, columns] : row_widths_) {
      std::string open = with_spans(std::string(in(row->row.open)), columns);
      if (const auto cells = opened_rows_.find(row); cells != opened_rows_.end()) {
        open.replace(open.size() - 2, 2, ">");
        open += cells->second + "</" + prefix_ + "row>";
      }
      if (open != in(row->row.open)) splices_.push_back({row->row.open, std::move(open)});
    }
    std::string closing;  // rows behind the last one
    for (const auto& [number, cells] : new_rows_) {
      std::string row =
          "<" + prefix_ + "row r=\"" + std::to_string(number) + "\">" + cells + "</" + prefix_ + "row>";
      // The first row in the file's order with a greater number: where the highest so far first exceeds this
      // one.
      const auto after = std::upper_bound(places_.highest.begin(), places_.highest.end(), number);
      if (after != places_.highest.end()) {
        const auto position = static_cast<std::size_t>(after - places_.highest.begin());
        const std::size_t begin = places_.rows[position].row.open.begin;
        splices_.push_back({{begin, begin}, std::move(row)});
      } else {
        closing += row;
      }
    }
    if (closing.empty()) return;
    if (!frame_.data_close.empty()) {
      const std::size_t begin = frame_.data_close.begin;
      splices_.push_back({{begin, begin}, std::move(closing)});
    } else {
      std::string open(in(frame_.data_open));
      open.replace(open.size() - 2, 2, ">");
      splices_.push_back({frame_.data_open, open + closing + "</" + prefix_ + "sheetData>"});
    }
  }

  static std::string with_spans(std::string open, const std::vector<std::uint16_t>& columns) {
    const auto spans = find_attribute(open, "spans");
    if (!spans) return open;
    const std::string_view value =
        std::string_view(open).substr(spans->value.begin, spans->value.end - spans->value.begin);
    const std::size_t colon = value.find(':');
    const auto first = whole_number(value.substr(0, colon));
    const auto last = colon == value.npos ? first : whole_number(value.substr(colon + 1));
    if (!first || !last)
      return open;  // several spans, or none that can be read: only a hint to the reader anyway
    std::uint32_t low = *first, high = *last;
    for (std::uint16_t column : columns) {
      low = std::min<std::uint32_t>(low, column);
      high = std::max<std::uint32_t>(high, column);
    }
    if (low == *first && high == *last) return open;
    return with_attribute(open, "spans", std::to_string(low) + ":" + std::to_string(high));
  }

  // A shared formula whose master is overwritten lives on in the first follower that stays.
  void move_masters() {
    std::unordered_map<std::uint32_t, std::vector<const SharedPlace*>> followers;
    for (const SharedPlace& one : places_.shared) {
      if (!one.is_master && one.formula.empty() && !is_overwritten(one.at))
        followers[one.index].push_back(&one);
    }
    std::unordered_set<std::uint32_t> moved;  // a file may repeat a master: its followers are one family
    for (const SharedPlace& master : places_.shared) {
      if (!master.is_master || !is_overwritten(master.at)) continue;
      const auto family = followers.find(master.index);
      if (family == followers.end() || !moved.insert(master.index).second) continue;
      MergedRange range{family->second[0]->at, family->second[0]->at};
      for (const SharedPlace* one : family->second) extend(range, one->at);
      const SharedPlace& heir = *family->second[0];
      make_master(heir, range, SharedFormula(master.formula, master.at).at(heir.at));
    }
  }
  bool is_overwritten(Address at) const {
    const auto edit = edits_.find(at);
    return edit != edits_.end() && !is_cached(edit->second->kind);
  }
  static void extend(MergedRange& range, Address at) {
    range.first = {std::min(range.first.row, at.row), std::min(range.first.column, at.column)};
    range.last = {std::max(range.last.row, at.row), std::max(range.last.column, at.column)};
  }
  void make_master(const SharedPlace& heir, const MergedRange& range, const std::string& formula) {
    const std::string_view old = in(heir.formula_element);
    std::string open(old.substr(0, old.find('>') + 1));
    open = with_attribute(open, "ref", to_text(range.first) + ":" + to_text(range.last));
    if (open[open.size() - 2] == '/') open.replace(open.size() - 2, 2, ">");
    std::string element = open + escaped_xml(formula) + "</" + prefix_ + "f>";
    // The heir's own cached value may be renewed by an edit: then its cell is already being rewritten.
    for (Splice& splice : splices_) {
      if (splice.replaced.begin > heir.formula_element.begin ||
          splice.replaced.end < heir.formula_element.end)
        continue;
      const std::size_t at = splice.text.find(old);
      if (at != std::string::npos) splice.text.replace(at, old.size(), element);
      return;
    }
    splices_.push_back({heir.formula_element, std::move(element)});
  }

  void widen_dimension() {
    const auto range = parse_range(frame_.dimension_range);
    if (inserted_.empty() || frame_.dimension.empty() || !range) return;
    MergedRange wide = *range;
    for (Address at : inserted_) extend(wide, at);
    if (wide.first == range->first && wide.last == range->last) return;
    std::string tag =
        with_attribute(in(frame_.dimension), "ref", to_text(wide.first) + ":" + to_text(wide.last));
    splices_.push_back({frame_.dimension, std::move(tag)});
  }

  std::string_view text_;
  const EditsByCell& edits_;
  const SheetPlaces& places_;
  const SheetFrame& frame_;
  std::string prefix_;
  std::vector<Splice> splices_;
  std::vector<Address> inserted_;
  std::unordered_map<std::uint32_t, const RowPlace*> row_of_;
  std::map<const RowPlace*, std::vector<std::uint16_t>> row_widths_;
  std::map<const RowPlace*, std::string> opened_rows_;
  std::map<std::uint32_t, std::string> new_rows_;
  EditedSheet result_;
};

}  // namespace

Result<EditedSheet> edit_sheet(std::string_view text, const std::string& where, const EditsByCell& edits,
                               const std::vector<MergedRange>& headings, const EditOptions& options,
                               const Limits& limits) {
  std::pmr::monotonic_buffer_resource memory;
  SheetPlaces places(edits, where, limits);
  const auto frame = scan_sheet(text, where, limits, places, memory);
  if (!frame) return refuse(frame.error());
  if (frame->data_open.empty()) return refuse(damaged(where, "it has no table of cells"));
  if (auto trouble = check_edits(edits, places, *frame, headings, options, where, limits))
    return refuse(*trouble);
  return SheetEdit(text, edits, places, *frame).run();
}

}  // namespace stp::xlsx
