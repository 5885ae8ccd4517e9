#include "service/report/aligned_table.h"

#include <algorithm>

namespace stp {
namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

void append_row(std::string& out, const std::vector<AlignedColumn>& columns,
                const std::vector<std::size_t>& widths, const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& cell = i < cells.size() ? cells[i] : std::string();
    const std::string gap(widths[i] - width(cell), ' ');
    line += (i == 0 ? "" : "  ") + (columns[i].right ? gap + cell : cell + gap);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

}  // namespace

std::string aligned_table(const std::vector<AlignedColumn>& columns,
                          const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  std::vector<std::string> headings, rules;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    widths.push_back(width(columns[i].heading));
    for (const auto& row : rows)
      if (i < row.size()) widths.back() = std::max(widths.back(), width(row[i]));
    headings.push_back(columns[i].heading);
    rules.emplace_back(widths.back(), '-');
  }
  std::string out;
  append_row(out, columns, widths, headings);
  append_row(out, columns, widths, rules);
  for (const auto& row : rows) append_row(out, columns, widths, row);
  return out;
}

std::string shortened(const std::string& text, std::size_t most) {
  if (width(text) <= most) return text;
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end)
    if (starts_character(text[end]) && ++seen == most) break;
  return text.substr(0, end) + "…";
}

}  // namespace stp
