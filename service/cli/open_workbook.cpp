#include "service/cli/open_workbook.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/disk/files.h"

namespace stp {

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
  return text;
}

}  // namespace

Result<xlsx::Workbook> open_workbook(const std::string& path) {
  auto bytes = read_file(path, xlsx::Limits{}.file_bytes);
  if (!bytes) return refuse(bytes.error());
  return xlsx::Workbook::read(std::move(*bytes), path.substr(path.rfind('/') + 1));
}

Result<std::size_t> find_sheet(const xlsx::Workbook& workbook, const std::string& name) {
  const auto& sheets = workbook.sheets();
  std::string names;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (lower(sheets[i].name) == lower(name)) return i;
    names += (i == 0 ? "" : ", ") + xlsx::quoted_sheet(sheets[i].name);
  }
  return refuse({"no-such-sheet", "There is no sheet " + xlsx::quoted_sheet(name) + ".", workbook.name(),
                 "Its sheets are " + names + "."});
}

int say_refusal(const Refusal& refusal) {
  fmt::print(stderr, "{}\n", to_text(refusal));
  return 2;
}

}  // namespace stp
