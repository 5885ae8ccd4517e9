#include "service/files/csv.h"

#include <csv.h>

#include <memory>

namespace stp {

namespace {

constexpr std::size_t most_rows = 1'000'000;

struct Reading {
  std::vector<CsvRow> rows;
  CsvRow row;
  std::size_t line = 1;  // on which the row in hand began
  bool started = false;  // a row is in hand
};

void take_field(void* bytes, std::size_t length, void* reading) {
  auto& into = *static_cast<Reading*>(reading);
  const std::string_view field(bytes ? static_cast<const char*>(bytes) : "", length);
  into.row.fields.emplace_back(field);
}

void end_row(int, void* reading) {
  auto& into = *static_cast<Reading*>(reading);
  into.row.line = into.line;
  if (!into.row.fields.empty()) into.rows.push_back(std::move(into.row));
  into.row = {};
  into.started = false;
}

Refusal broken(const std::string& name, std::size_t line, const std::string& why) {
  return {"csv-broken", "This is not CSV that can be read: " + why + ".",
          name + " line " + std::to_string(line), "Save it again as CSV (comma separated, UTF-8)."};
}

// Line by line, so that each row knows where it began; a quoted field may run over several lines.
Result<std::vector<CsvRow>> parse(csv_parser& parser, std::string_view text, const std::string& name) {
  Reading reading;
  std::size_t line = 0;
  while (!text.empty()) {
    ++line;
    if (!reading.started) reading.line = line;
    reading.started = true;
    const auto end = text.find('\n');
    const auto piece = text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
    if (csv_parse(&parser, piece.data(), piece.size(), take_field, end_row, &reading) != piece.size())
      return refuse(broken(name, line, csv_strerror(csv_error(&parser))));
    if (reading.rows.size() > most_rows) return refuse(broken(name, line, "it has more than a million rows"));
    text.remove_prefix(piece.size());
  }
  if (csv_fini(&parser, take_field, end_row, &reading) != 0)
    return refuse(broken(name, line, "a quoted field is not closed"));
  return std::move(reading.rows);
}

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view text, const std::string& name) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (text.find('\0') != std::string_view::npos) return refuse(broken(name, 1, "it holds NUL bytes"));
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> release(&parser, csv_free);
  return parse(parser, text, name);
}

}  // namespace stp
