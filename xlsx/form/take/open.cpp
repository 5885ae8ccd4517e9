#include "xlsx/form/take/open.h"

#include <algorithm>
#include <sstream>

#include "xlsx/form/take/identify.h"

namespace stp {

namespace {

bool same_sheet(const FoundSheet& a, const FoundSheet& b) {
  if (a.role != b.role) return false;
  switch (a.role) {
    case SheetRole::organisation:
      return a.organisation == b.organisation && a.section == b.section;
    case SheetRole::summary:
      return a.organisation == b.organisation;
    case SheetRole::table:
      return a.table == b.table;
    case SheetRole::cover:
    case SheetRole::reference:
      return true;
    case SheetRole::other:
      return a.stamp && b.stamp && a.stamp->what == b.stamp->what;
    case SheetRole::unknown:
      return false;
  }
  return false;
}

// The first of its kind counts.
void mark_repeated(FoundFile& found, Noticed& noticed) {
  for (std::size_t i = 0; i < found.sheets.size(); ++i)
    for (std::size_t j = 0; j < i && !found.sheets[i].repeated; ++j) {
      if (!same_sheet(found.sheets[i], found.sheets[j])) continue;
      found.sheets[i].repeated = true;
      noticed.on_sheet(found.sheets[i]);
      noticed.add("sheet-repeated", found.sheets[i].stamp_at, found.sheets[i].name, found.sheets[j].name, "");
    }
  noticed.off_sheet();
}

}  // namespace

Result<FoundFile> open_sheets(const NamedWorkbook& file, std::uint16_t position, const Words& words,
                              Noticed& noticed) {
  FoundFile found;
  found.file = position;
  noticed.in_file(position);
  const auto& sheets = file.workbook.sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (sheets[i].kind != xlsx::SheetKind::worksheet) continue;
    auto cells = file.workbook.cells(i);
    if (!cells) return refuse(cells.error());
    FoundSheet& sheet = found.sheets.emplace_back();
    sheet.position = i;
    sheet.name = sheets[i].name;
    sheet.cells = std::move(*cells);
    identify(sheet, words, noticed);
  }
  mark_repeated(found, noticed);
  return found;
}

Said said_by_properties(const xlsx::Workbook& workbook) {
  Said said;
  for (const xlsx::Property& property : workbook.custom_properties()) {
    if (property.name == property::edition) said.edition = property.value;
    if (property.name == property::hash) said.hash = property.value;
    if (property.name == property::place) said.place = property.value;
    if (property.name == property::round) said.round = property.value;
    if (property.name == property::kind) said.total = property.value == sheet_kind::total;
    if (property.name != property::sections) continue;
    std::istringstream codes(property.value);
    for (std::string code; codes >> code;) said.sections.push_back(code);
  }
  return said;
}

}  // namespace stp
