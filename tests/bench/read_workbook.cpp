// How fast workbooks are opened, read whole and edited, against openpyxl opening the same file.
// Usage: bench_read_workbook FILE... (or nothing: a workbook of 30,000 cells is made with openpyxl first)
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "service/disk/files.h"
#include "xlsx/file/read_cells.h"
#include "xlsx/file/workbook.h"

using namespace stp;
using namespace stp::xlsx;

namespace {

const std::string python = "/usr/bin/python3 " STP_SOURCE_DIR "/tests/bench/openpyxl_open.py ";

double best_ms(const std::function<void()>& work, int times = 15) {
  double best = 1e9;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count());
  }
  return best;
}

// Milliseconds that openpyxl needs to open the file, by its own clock: start-up and imports not counted.
double openpyxl_ms(const std::string& path) {
  FILE* pipe = ::popen((python + "'" + path + "'").c_str(), "r");
  double ms = -1;
  if (pipe == nullptr || std::fscanf(pipe, "%lf", &ms) != 1) ms = -1;
  if (pipe != nullptr) ::pclose(pipe);
  return ms;
}

std::size_t read_all(const Workbook& workbook, ScanWith with) {
  std::size_t count = 0;
  for (std::size_t sheet = 0; sheet < workbook.sheets().size(); ++sheet) {
    if (const auto cells = read_cells(workbook.inner(), sheet, with)) count += cells->cells.size();
  }
  return count;
}

void measure(const std::string& path) {
  const auto bytes = read_file(path, Limits{}.file_bytes);
  const auto workbook = bytes ? Workbook::read(*bytes, path) : refuse(bytes.error());
  if (!workbook) {
    std::printf("%s\n", to_text(workbook.error()).c_str());
    return;
  }
  const std::size_t count = read_all(*workbook, ScanWith::either);
  const double open = best_ms([&] { (void)Workbook::read(*bytes, path); });
  const double scan = best_ms([&] { read_all(*workbook, ScanWith::either); });
  const double parse = best_ms([&] { read_all(*workbook, ScanWith::parser_only); });
  std::vector<CellEdit> edits;
  for (std::uint32_t i = 0; i < 100; ++i)
    edits.push_back({0, {2'000 + i, 40}, CellEdit::Kind::number, "1.5"});
  const double edit = best_ms([&] { (void)workbook->edited(edits, {true, false}); });
  const double theirs = openpyxl_ms(path);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double whole = open + scan, cells = static_cast<double>(count);
  std::printf("%s: %zu cells\n", path.c_str(), count);
  std::printf("  open %.2f ms, cells %.2f ms (by the XML parser %.2f ms): %.1f million cells/s\n", open, scan,
              parse, cells / whole / 1000);
  std::printf("  set 100 cells and pack again: %.2f ms; peak memory %ld MB\n", edit, usage.ru_maxrss / 1024);
  if (theirs > 0) std::printf("  openpyxl opens it in %.0f ms: %.0f times as long\n", theirs, theirs / whole);
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1) {
    for (int i = 1; i < count; ++i) measure(arguments[i]);
    return 0;
  }
  const std::string made = std::filesystem::temp_directory_path() / "stp_bench_30000.xlsx";
  if (std::system((python + "--make " + made).c_str()) != 0) return 1;
  measure(made);
  std::remove(made.c_str());
}
