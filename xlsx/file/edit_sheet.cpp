#include "xlsx/file/edit_sheet.h"

#include <algorithm>
#include <set>

#include "xlsx/file/cell_text.h"
#include "xlsx/file/shared_formula.h"
#include "xlsx/file/sheet_places.h"
#include "xlsx/file/splice.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

bool covers(const MergedRange& range, Address at) {
  return range.first.row <= at.row && at.row <= range.last.row && range.first.column <= at.column &&
         at.column <= range.last.column;
}

class SheetEdit {
 public:
  SheetEdit(std::string_view text, const std::string& where, const EditsByCell& edits,
            const EditOptions& options, const SheetPlaces& places, const SheetFrame& frame)
      : text_(text),
        where_(where),
        edits_(edits),
        options_(options),
        places_(places),
        frame_(frame),
        prefix_(prefix_of(in(frame.data_open))) {}

  Result<EditedSheet> run(const Limits& limits) {
    for (const auto& [at, edit] : edits_) {
      auto trouble = check_value(*edit, place(at), limits);
      if (!trouble) trouble = check_place(at, *edit);
      if (trouble) return refuse(*trouble);
    }
    for (const auto& [at, edit] : edits_) work_in(at, *edit);
    insert_new_rows();
    move_masters();
    widen_dimension();
    result_.text = spliced(text_, std::move(splices_));
    return std::move(result_);
  }

 private:
  std::string_view in(Range range) const { return text_.substr(range.begin, range.end - range.begin); }
  std::string place(Address at) const { return where_ + ", cell " + to_text(at); }
  const RawCell* old_cell(Address at) const {
    const auto found = places_.found.find(at);
    return found == places_.found.end() ? nullptr : &found->second;
  }

  std::optional<Refusal> check_place(Address at, const CellEdit& edit) const {
    const RawCell* old = old_cell(at);
    const bool has_formula = old != nullptr && old->formula_kind != FormulaKind::none;
    if (std::find(places_.twice.begin(), places_.twice.end(), at) != places_.twice.end()) {
      return damaged(place(at), "this cell stands in the sheet twice");
    }
    for (const MergedRange& range : frame_.merged) {
      if (covers(range, at) && range.first != at) {
        return Refusal{"merged-cell", "This cell is covered by the merged cell " + to_text(range.first) + ".",
                       place(at), "Write to " + to_text(range.first) + ", or unmerge the cells first."};
      }
    }
    for (const ArrayPlace& array : places_.arrays) {
      const bool alone = array.range.first == array.range.last;
      if (!covers(array.range, at) || is_cached(edit.kind) || (alone && array.master == at)) continue;
      return Refusal{"array-formula",
                     "This cell is part of the array formula in " + to_text(array.master) + ".", place(at),
                     "Remove the array formula in the spreadsheet application first."};
    }
    if (has_formula && !is_cached(edit.kind) && !options_.overwrite_formulas) {
      return Refusal{"formula-cell", "This cell holds a formula.", place(at),
                     "Leave it to be calculated, or ask for formulas to be overwritten."};
    }
    const bool in_array = std::any_of(places_.arrays.begin(), places_.arrays.end(),
                                      [&](const ArrayPlace& array) { return covers(array.range, at); });
    if (is_cached(edit.kind) && !has_formula && !(in_array && old != nullptr)) {
      return Refusal{"no-formula", "This cell holds no formula whose result could be renewed.", place(at),
                     "Set its value instead."};
    }
    return std::nullopt;
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
      const auto after = std::find_if(places_.rows.begin(), places_.rows.end(),
                                      [&](const RowPlace& other) { return other.row.number > number; });
      if (after != places_.rows.end()) {
        const std::size_t begin = after->row.open.begin;
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
    for (const SharedPlace& master : places_.shared) {
      const auto edit = edits_.find(master.at);
      if (!master.is_master || edit == edits_.end() || is_cached(edit->second->kind)) continue;
      const SharedPlace* heir = nullptr;
      MergedRange range;
      for (const SharedPlace& other : places_.shared) {
        if (other.index != master.index || other.is_master || !other.formula.empty()) continue;
        const auto other_edit = edits_.find(other.at);
        if (other_edit != edits_.end() && !is_cached(other_edit->second->kind)) continue;
        if (heir == nullptr) heir = &other, range = {other.at, other.at};
        range.first = {std::min(range.first.row, other.at.row),
                       std::min(range.first.column, other.at.column)};
        range.last = {std::max(range.last.row, other.at.row), std::max(range.last.column, other.at.column)};
      }
      if (heir != nullptr) make_master(*heir, range, SharedFormula(master.formula, master.at).at(heir->at));
    }
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
    for (Address at : inserted_) {
      wide.first = {std::min(wide.first.row, at.row), std::min(wide.first.column, at.column)};
      wide.last = {std::max(wide.last.row, at.row), std::max(wide.last.column, at.column)};
    }
    if (wide.first == range->first && wide.last == range->last) return;
    std::string tag =
        with_attribute(in(frame_.dimension), "ref", to_text(wide.first) + ":" + to_text(wide.last));
    splices_.push_back({frame_.dimension, std::move(tag)});
  }

  std::string_view text_;
  const std::string& where_;
  const EditsByCell& edits_;
  const EditOptions& options_;
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
                               const EditOptions& options, const Limits& limits) {
  std::pmr::monotonic_buffer_resource memory;
  SheetPlaces places(edits, where, limits);
  const auto frame = scan_sheet(text, where, limits, places, memory);
  if (!frame) return refuse(frame.error());
  if (frame->data_open.empty()) return refuse(damaged(where, "it has no table of cells"));
  return SheetEdit(text, where, edits, options, places, *frame).run(limits);
}

}  // namespace stp::xlsx
