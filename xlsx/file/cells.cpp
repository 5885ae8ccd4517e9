// Workbook::cells: what the scan reports, as the cells a reader of values wants.
#include <algorithm>
#include <unordered_map>

#include "xlsx/file/dates.h"
#include "xlsx/file/encoding.h"
#include "xlsx/file/read_cells.h"
#include "xlsx/file/shared_formula.h"
#include "xlsx/file/shared_strings.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

// Keeps alive whatever the views of a SheetCells point into.
struct Keeps {
  std::shared_ptr<const Workbook::Inner> inner;
  PartText text;
  std::pmr::monotonic_buffer_resource memory{1u << 14};
};

bool looks_like_number(std::string_view text) {
  bool digit = false;
  for (char c : text) {
    if (c >= '0' && c <= '9') {
      digit = true;
    } else if (c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
      return false;
    }
  }
  return digit;
}

class CellSink : public SheetSink {
 public:
  CellSink(const Workbook::Inner& inner, std::string where, SheetCells& out,
           std::pmr::memory_resource& memory)
      : inner_(inner), where_(std::move(where)), out_(out), memory_(memory) {}

  void restart() override {
    out_.cells.clear();
    out_.hidden_rows.clear();
    masters_.clear();
    waiting_.clear();
    in_order_ = true;
    total_ = 0;
  }
  void row(const RawRow& row) override {
    if (!row.hidden) return;
    if (out_.hidden_rows.size() >= inner_.limits.cells) return refuse_for("too many rows");
    out_.hidden_rows.push_back(row.number);
  }
  void cell(const RawCell& raw) override {
    if (out_.cells.size() >= inner_.limits.cells) return refuse_for("too many cells");
    if (!out_.cells.empty() && !(out_.cells.back().at < raw.at)) in_order_ = false;
    Cell& cell = out_.cells.emplace_back();
    cell.at = raw.at;
    cell.style = raw.style;
    const CellStyle style = inner_.styles.of(raw.style);
    cell.as_date = style.is_date;
    cell.locked = style.locked;
    take_value(raw, cell);
    if (raw.formula_kind != FormulaKind::none) take_formula(raw, cell);
  }
  // Followers that stood before their master, then the order of rows and columns; a cell that stands twice
  // counts last.
  void complete() {
    for (const auto& [position, index] : waiting_) {
      const auto master = masters_.find(index);
      if (master != masters_.end()) follow(out_.cells[position], master->second);
    }
    std::sort(out_.hidden_rows.begin(), out_.hidden_rows.end());
    if (in_order_) return;
    auto& cells = out_.cells;
    std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.at < b.at; });
    const auto last =
        std::unique(cells.rbegin(), cells.rend(), [](auto& a, auto& b) { return a.at == b.at; });
    cells.erase(cells.begin(), last.base());
  }

 private:
  void refuse_for(std::string_view what) { trouble = too_large(where_, what); }
  std::string_view text_of_cell(std::string_view text) {
    if (text.size() > inner_.limits.cell_text && utf16_units(text) > inner_.limits.cell_text) {
      refuse_for("a text is longer than a cell can hold");
    }
    return has_escape(text) ? keep(unescaped(text), memory_) : text;
  }

  void take_value(const RawCell& raw, Cell& cell) {
    if (!raw.has_value) return;
    switch (raw.type) {
      case RawType::number:
        return number(trimmed(raw.value), cell);
      case RawType::shared_text:
        return shared_text(trimmed(raw.value), cell);
      case RawType::formula_text:
      case RawType::inline_text:
        cell.type = CellType::text;
        cell.value = text_of_cell(raw.value);
        return;
      case RawType::boolean:
        return boolean(trimmed(raw.value), cell);
      case RawType::error:
        cell.type = CellType::error;
        cell.value = trimmed(raw.value);
        return;
      case RawType::date:
        return date(trimmed(raw.value), cell);
    }
  }
  void number(std::string_view text, Cell& cell) {
    if (text.empty()) return;
    cell.type = looks_like_number(text) ? CellType::number : CellType::text;
    cell.value = text;
  }
  void shared_text(std::string_view text, Cell& cell) {
    if (text.empty()) return;
    const auto index = whole_number(text);
    if (!index || *index >= inner_.strings.texts.size()) {
      trouble = damaged(where_, "cell " + to_text(cell.at) + " refers to a text that is not there");
      return;
    }
    cell.type = CellType::text;
    cell.value = inner_.strings.texts[*index];
  }
  void boolean(std::string_view text, Cell& cell) {
    if (text.empty()) return;
    cell.type = CellType::boolean;
    cell.value = text == "1" || text == "true" ? "1" : "0";
  }
  void date(std::string_view text, Cell& cell) {
    if (text.empty()) return;
    const auto days = day_number(text, inner_.from_1904);
    cell.type = days ? CellType::number : CellType::text;
    cell.as_date = days.has_value();
    cell.value = days ? keep(*days, memory_) : text;
  }

  void take_formula(const RawCell& raw, Cell& cell) {
    cell.has_formula = true;
    cell.formula = raw.formula;
    if (raw.formula_kind != FormulaKind::shared) return;
    if (!raw.formula.empty()) {
      if (!raw.formula_range.empty()) masters_[raw.shared_index] = SharedFormula(raw.formula, raw.at);
    } else if (const auto master = masters_.find(raw.shared_index); master != masters_.end()) {
      follow(cell, master->second);
    } else {
      waiting_.emplace_back(out_.cells.size() - 1, raw.shared_index);
    }
  }
  void follow(Cell& cell, const SharedFormula& master) {
    const std::string text = master.at(cell.at);
    total_ += text.size();
    if (total_ > inner_.limits.string_bytes) return refuse_for("too much formula text");
    cell.formula = keep(text, memory_);
  }

  const Workbook::Inner& inner_;
  std::string where_;
  SheetCells& out_;
  std::pmr::memory_resource& memory_;
  std::unordered_map<std::uint32_t, SharedFormula> masters_;
  std::vector<std::pair<std::size_t, std::uint32_t>> waiting_;
  std::uint64_t total_ = 0;
  bool in_order_ = true;
};

}  // namespace

const Cell* SheetCells::find(Address at) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), at,
                                      [](const Cell& cell, Address where) { return cell.at < where; });
  return found != cells.end() && found->at == at ? &*found : nullptr;
}

Result<SheetCells> read_cells(std::shared_ptr<const Workbook::Inner> inner, std::size_t sheet,
                              ScanWith with) {
  const SheetInfo& about = inner->sheets.at(sheet);
  SheetCells out;
  if (about.kind == SheetKind::chart || about.part.empty()) return out;
  const std::string where = inner->where(about.part) + " (sheet " + about.name + ")";
  auto text = text_of(*inner, about.part);
  if (!text) return refuse(text.error());
  auto keeps = std::make_shared<Keeps>();
  keeps->text = std::move(*text);
  keeps->inner = std::move(inner);
  const std::string_view view = keeps->text.view();
  out.cells.reserve(std::min<std::size_t>(view.size() / 48, 1u << 20));
  CellSink sink(*keeps->inner, where, out, keeps->memory);
  const auto frame = scan_sheet(view, where, keeps->inner->limits, sink, keeps->memory, with);
  if (!frame) return refuse(frame.error());
  sink.complete();
  if (sink.trouble) return refuse(*sink.trouble);
  out.merged = frame->merged;
  out.is_protected = frame->is_protected;
  for (const ColumnSpan& span : frame->columns) {
    if (span.hidden) out.hidden_columns.emplace_back(span.first, span.last);
  }
  out.keeps = keeps;
  return out;
}

Result<SheetCells> Workbook::cells(std::size_t sheet) const {
  return read_cells(inner_, sheet, ScanWith::either);
}

std::string_view kind_of(const Cell& cell) {
  switch (cell.type) {
    case CellType::blank:
      return "blank";
    case CellType::number:
      return cell.as_date ? "date" : "number";
    case CellType::text:
      return "text";
    case CellType::boolean:
      return "boolean";
    case CellType::error:
      return "error";
  }
  return "";
}

}  // namespace stp::xlsx
