// Any bytes as a workbook: read, every sheet scanned, edited, and the edited file read again.
#include <cstdint>
#include <cstdlib>

#include "xlsx/file/read_cells.h"
#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;

namespace {

Limits small_limits() {
  Limits limits;
  limits.member_bytes = 4u << 20;
  limits.all_bytes = 16u << 20;
  limits.cells = 20'000;
  limits.strings = 20'000;
  limits.string_bytes = 4u << 20;
  return limits;
}

void must(bool holds) {
  if (!holds) std::abort();
}

void edit(const Workbook& workbook, const CellEdit& one, const EditOptions& options) {
  const auto bytes = workbook.edited({one}, options);
  if (!bytes) return;
  const auto again = Workbook::read(*bytes, "again", small_limits());
  if (!again) {  // an edit may push a file over a limit, but never break it
    must(again.error().code == "file-too-large");
    return;
  }
  const auto cells = again->cells(one.sheet);
  must(cells || cells.error().code == "file-too-large");
  if (!cells || one.kind != CellEdit::Kind::number) return;
  const Cell* cell = cells->find(one.at);
  must(cell != nullptr && cell->type == CellType::number && cell->value == one.value && !cell->has_formula);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto workbook =
      Workbook::read(std::string(reinterpret_cast<const char*>(bytes), size), "input", small_limits());
  if (!workbook) return 0;
  const std::size_t sheets = std::min<std::size_t>(workbook->sheets().size(), 4);
  for (std::size_t sheet = 0; sheet < sheets; ++sheet) {
    const auto cells = workbook->cells(sheet);
    if (!cells) continue;
    const Address there = cells->cells.empty() ? Address{3, 3} : cells->cells[cells->cells.size() / 2].at;
    edit(*workbook, {sheet, there, CellEdit::Kind::number, "7"}, {true, true});
    edit(*workbook, {sheet, {5, 2}, CellEdit::Kind::text, " <&\r"}, {false, true});
    edit(*workbook, {sheet, there, CellEdit::Kind::cached_number, "7"}, {});
    edit(*workbook, {sheet, {2, 2}, CellEdit::Kind::formula, "A1"}, {true, true});
  }
  return 0;
}
