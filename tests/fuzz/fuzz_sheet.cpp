// Any text as a worksheet: the hand-written scan and the XML parser must report the same, and an edited sheet
// must be well formed and differ only where it was edited.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/xlsx/file/recorder.h"
#include "xlsx/file/edit_sheet.h"

using namespace stp;
using namespace stp::xlsx;

namespace {

constexpr std::string_view before =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:x14ac=\"x\"><sheetData>";
constexpr std::string_view behind = "</sheetData></worksheet>";

void must(bool holds, const std::string& a, const std::string& b) {
  if (holds) return;
  std::fprintf(stderr, "--- one\n%s\n--- other\n%s\n", a.c_str(), b.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string sheet(reinterpret_cast<const char*>(bytes), size);
  if (sheet.substr(0, 5) != "<?xml" && sheet.substr(0, 10) != "<worksheet")
    sheet = std::string(before) + sheet + std::string(behind);
  Limits limits;
  limits.cells = 20'000;
  const std::string either = test::record(sheet, ScanWith::either, limits);
  const std::string parser = test::record(sheet, ScanWith::parser_only, limits);
  must(either == parser, either, parser);

  const CellEdit number{0, {2, 2}, CellEdit::Kind::number, "7"},
      formula{0, {1, 1}, CellEdit::Kind::formula, "B2"};
  const EditsByCell edits{{number.at, &number}, {formula.at, &formula}};
  const auto edited = edit_sheet(sheet, "sheet", edits, {}, {false, true}, limits);
  if (!edited) return 0;
  const std::string after = test::record(edited->text, ScanWith::parser_only, limits);
  must(after != "damaged-file", sheet, edited->text);
  // The same edits again must find their own work and change nothing.
  const auto twice = edit_sheet(edited->text, "sheet", edits, {}, {false, true}, limits);
  if (!twice && twice.error().code == "file-too-large") return 0;
  must(twice.has_value(), edited->text, twice ? "" : to_text(twice.error()));
  must(twice->text == edited->text, edited->text, twice->text);
  return 0;
}
