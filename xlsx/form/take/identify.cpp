#include "xlsx/form/take/identify.h"

#include <algorithm>

namespace stp {

namespace {

constexpr std::uint32_t stamp_rows = 40;

std::optional<SheetRole> role_by_word(const std::string& what) {
  if (what == sheet_kind::cover) return SheetRole::cover;
  if (what == sheet_kind::reference) return SheetRole::reference;
  if (what == sheet_kind::summary) return SheetRole::summary;
  if (what == sheet_kind::table) return SheetRole::table;
  for (const char* other : {sheet_kind::guide, sheet_kind::checks, sheet_kind::contents, sheet_kind::codes})
    if (what == other) return SheetRole::other;
  return std::nullopt;
}

// A code stands alone in the text: "RR8 finance", "... NHS Trust (RR8)".
bool says(std::string_view text, std::string_view code) {
  const auto joins = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  };
  for (std::size_t at = text.find(code); at != std::string_view::npos; at = text.find(code, at + 1)) {
    const bool free_before = at == 0 || !joins(text[at - 1]);
    const bool free_after = at + code.size() == text.size() || !joins(text[at + code.size()]);
    if (free_before && free_after) return true;
  }
  return false;
}

OrganisationIndex organisation_said(const FoundSheet& sheet, const Template& form) {
  std::vector<std::string_view> texts = {sheet.name};
  for (const xlsx::Cell& cell : sheet.cells.cells)
    if (cell.at.row < sheet.headings.row && cell.type == xlsx::CellType::text) texts.push_back(cell.value);
  for (const std::string_view text : texts)
    for (OrganisationIndex o{0}; o.value < form.organisations.size(); ++o.value) {
      const Organisation& organisation = form.organisations[o.value];
      if (says(text, organisation.code) ||
          (text.size() >= organisation.name.size() && text.starts_with(organisation.name)))
        return o;
    }
  return {};
}

// The section most of the sheet's codes belong to; nothing with fewer than three codes.
SectionIndex section_of_codes(const FoundSheet& sheet, const Words& words) {
  std::vector<std::size_t> votes(words.form.sections.size());
  for (const xlsx::Cell& cell : sheet.cells.cells) {
    if (cell.at.column != sheet.headings.code || cell.at.row <= sheet.headings.row) continue;
    const auto line = words.lines.find(shown(cell));
    if (line != words.lines.end()) ++votes[words.form.lines[line->second.value].section.value];
  }
  const auto most = std::max_element(votes.begin(), votes.end());
  if (most == votes.end() || *most < 3) return {};
  return SectionIndex{static_cast<std::uint16_t>(most - votes.begin())};
}

void identify_by_codes(FoundSheet& sheet, const Words& words, Noticed& noticed) {
  sheet.headings = find_headings(sheet.cells, words);
  if (sheet.headings.code == 0) return;
  sheet.section = section_of_codes(sheet, words);
  if (!sheet.section) return;
  sheet.organisation = organisation_said(sheet, words.form);
  if (!sheet.organisation) {
    noticed.add("organisation-unknown", {1, 1}, sheet.name, "",
                "The sheet holds codes of the form but does not say whose it is.");
    return;
  }
  const bool summary = words.form.organisations[sheet.organisation.value].summary;
  sheet.role = summary ? SheetRole::summary : SheetRole::organisation;
  noticed.on_sheet(sheet);
  noticed.add("stamp-missing", {2, 1}, "", "the stamp of the form in A2", "");
}

void identify_tables(FoundSheet& sheet, const Words& words, Noticed& noticed) {
  for (TableIndex t{0}; t.value < words.form.tables.size(); ++t.value) {
    const TableDefinition& table = words.form.tables[t.value];
    const TableColumns columns = find_table_columns(sheet.cells, words.form, table);
    const auto found =
        std::count_if(columns.slots.begin(), columns.slots.end(), [](std::uint16_t c) { return c != 0; });
    if (static_cast<std::size_t>(found) * 2 < columns.slots.size() || found == 0) continue;
    sheet.role = SheetRole::table;
    sheet.table = t;
    sheet.columns = columns;
    noticed.add("stamp-missing", {2, 1}, "", "the stamp of the form in A2", "");
    return;
  }
}

void identify_cover(FoundSheet& sheet, const Words& words, Noticed& noticed) {
  std::size_t fields = 0;
  for (const xlsx::Cell& cell : sheet.cells.cells)
    if (cell.type == xlsx::CellType::text && words.form.cover_field(shown(cell))) ++fields;
  if (fields * 2 < words.form.cover.size() || fields == 0) return;
  sheet.role = SheetRole::cover;
  noticed.add("stamp-missing", {2, 1}, "", "the stamp of the form in A2", "");
}

void identify_by_stamp(FoundSheet& sheet, const Words& words, Noticed& noticed) {
  const Template& form = words.form;
  if (const auto role = role_by_word(sheet.stamp->what)) {
    sheet.role = *role;
    if (sheet.role == SheetRole::summary)
      if (const PlaceIndex place = form.place(sheet.stamp->which))
        sheet.organisation = form.summary_of(place);
    if (sheet.role == SheetRole::table) sheet.table = form.table(sheet.stamp->which);
    if (sheet.role == SheetRole::table && sheet.table)
      sheet.columns = find_table_columns(sheet.cells, form, form.tables[sheet.table.value]);
  } else if (const SectionIndex section = form.section(sheet.stamp->what)) {
    sheet.section = section;
    sheet.organisation = form.organisation(sheet.stamp->which);
    sheet.role = sheet.organisation ? SheetRole::organisation : SheetRole::unknown;
    if (!sheet.organisation) noticed.add("organisation-unknown", sheet.stamp_at, sheet.stamp->which, "", "");
  }
  const bool incomplete = (sheet.role == SheetRole::summary && !sheet.organisation) ||
                          (sheet.role == SheetRole::table && !sheet.table) ||
                          (sheet.role == SheetRole::unknown && !sheet.section);
  if (incomplete) {
    sheet.role = SheetRole::unknown;
    noticed.add("stamp-altered", sheet.stamp_at, to_text(*sheet.stamp), "",
                "The stamp names a sheet this edition does not have.");
  }
}

}  // namespace

void find_stamp(FoundSheet& sheet) {
  for (const xlsx::Cell& cell : sheet.cells.cells) {
    if (cell.at.row > stamp_rows) return;
    if (cell.type != xlsx::CellType::text || !cell.value.starts_with("STP")) continue;
    sheet.stamp = parse_stamp(cell.value);
    sheet.stamp_at = cell.at;
    if (sheet.stamp) return;
  }
}

void identify(FoundSheet& sheet, const Words& words, Noticed& noticed) {
  noticed.on_sheet(sheet);
  find_stamp(sheet);
  if (sheet.stamp) identify_by_stamp(sheet, words, noticed);
  if (sheet.role == SheetRole::unknown) identify_by_codes(sheet, words, noticed);
  if (sheet.role == SheetRole::unknown && !sheet.stamp) identify_tables(sheet, words, noticed);
  if (sheet.role == SheetRole::unknown && !sheet.stamp) identify_cover(sheet, words, noticed);
  if ((sheet.role == SheetRole::organisation || sheet.role == SheetRole::summary) && sheet.headings.row == 0)
    sheet.headings = find_headings(sheet.cells, words);
  noticed.off_sheet();
}

}  // namespace stp
