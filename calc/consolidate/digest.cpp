#include "calc/base/sha256.h"
#include "calc/consolidate/admit.h"

namespace stp {
namespace {

void add(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

void add_entries(std::string& text, const EntryGrid& entries, const Return& filed) {
  // The grid is dense and mostly blank: only what stands there, with its position.
  const std::size_t count = entries.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Entry& entry = entries.in_order(i);
    if (entry.kind == EntryKind::blank) continue;
    text += std::to_string(i);
    text += entry.kind == EntryKind::value ? '=' : '?';
    if (entry.kind == EntryKind::value)
      text += to_text(entry.value);
    else if (entry.text < filed.texts.size())
      add(text, filed.texts[entry.text]);
    text += ';';
  }
}

void add_rows(std::string& text, const std::vector<TableRow>& rows) {
  for (const TableRow& row : rows) {
    text += '|';
    for (const TableCell& cell : row.cells)
      add(text, cell.kind == EntryKind::value ? to_text(cell.value) + cell.text : cell.text);
  }
}

}  // namespace

std::string content_digest(const Return& filed) {
  std::string text = filed.edition + '|' + filed.round + '|' + std::to_string(filed.place.value) + '|';
  for (const CoverEntry& entry : filed.cover) add(text, entry.text);
  for (const OrganisationReturn& part : filed.organisations) {
    text += "\norganisation " + std::to_string(part.organisation.value) + ' ';
    add_entries(text, part.entries, filed);
    for (const std::string& note : part.notes) add(text, note);
  }
  for (const auto& rows : filed.tables) {
    text += "\ntable ";
    add_rows(text, rows);
  }
  return sha256(text);
}

}  // namespace stp
