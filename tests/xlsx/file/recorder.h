// Writes down everything a scan reports, positions included, so that two scans can be compared.
#pragma once

#include <string>

#include "xlsx/file/sheet_scan.h"

namespace stp::test {

class Recorder : public xlsx::SheetSink {
 public:
  std::string log;

  void restart() override { log.clear(); }
  void row(const xlsx::RawRow& row) override {
    log += "row";
    add(row.number, row.style, row.has_style, row.hidden, row.is_closed);
    add(row.open);
  }
  void cell(const xlsx::RawCell& cell) override {
    log += "cell";
    add(cell.at.row, cell.at.column, static_cast<int>(cell.type), static_cast<int>(cell.formula_kind),
        cell.has_value, cell.style, cell.shared_index);
    for (const auto& text : {cell.value, cell.formula, cell.formula_range}) log.append("|").append(text);
    for (const auto& range : {cell.whole, cell.open, cell.value_element, cell.formula_element,
                              cell.inline_element, cell.extension}) {
      add(range);
    }
  }
  void row_end(const xlsx::ByteRange& close) override {
    log += "end";
    add(close);
  }

 private:
  template <class... Numbers>
  void add(Numbers... numbers) {
    ((log += " " + std::to_string(numbers)), ...);
    log += "\n";
  }
  void add(const xlsx::ByteRange& range) { add(range.begin, range.end); }
};

// Everything a scan says about a sheet, its frame included; the refusal's code where it refuses.
inline std::string record(std::string_view sheet, xlsx::ScanWith with, const xlsx::Limits& limits = {}) {
  Recorder recorder;
  std::pmr::monotonic_buffer_resource memory;
  const auto frame = scan_sheet(sheet, "sheet", limits, recorder, memory, with);
  if (!frame) return frame.error().code;
  std::string log = recorder.log;
  auto add = [&](std::uint64_t number) { log += std::to_string(number) + " "; };
  for (const auto& range : {frame->dimension, frame->data_open, frame->data_close})
    add(range.begin), add(range.end);
  for (const auto& span : frame->columns) add(span.first), add(span.last), add(span.style), add(span.hidden);
  for (const auto& range : frame->merged) log += to_text(range.first) + to_text(range.last);
  add(frame->is_protected);
  return log + frame->dimension_range;
}

}  // namespace stp::test
