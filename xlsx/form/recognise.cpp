// recognise: what a workbook says it is, without knowing any edition.
#include <algorithm>

#include "xlsx/form/form.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/take/identify.h"
#include "xlsx/form/take/open.h"

namespace stp {

namespace {

bool looks_like_code(std::string_view text) {  // one capital and four digits
  return text.size() == 5 && text[0] >= 'A' && text[0] <= 'Z' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Field and entry of the cover, side by side with what lies between.
void read_cover_words(const xlsx::SheetCells& cells, Said& said) {
  std::uint16_t field_column = 0, entry_column = 0;
  each_row(cells, [&](const RowCells& row) {
    if (entry_column == 0) {
      for (const xlsx::Cell& cell : row) {
        if (shown(cell) == words::field) field_column = cell.at.column;
        if (shown(cell) == words::entry && field_column != 0) entry_column = cell.at.column;
      }
      return;
    }
    const xlsx::Cell* field = row.at(field_column);
    const xlsx::Cell* entry = row.at(entry_column);
    if (!field || !entry) return;
    const auto take = [&](const char* code, std::string& into) {
      if (into.empty() && shown(*field) == code) into = shown(*entry);
    };
    take(cover::place, said.place);
    take(cover::round, said.round);
    take(cover::edition, said.edition);
    take(cover::template_hash, said.hash);
  });
}

void add_stamp(const Stamp& stamp, Said& said) {
  if (said.edition.empty()) said.edition = stamp.edition;
  if (said.hash.empty()) said.hash = stamp.hash;
  if (stamp.what == sheet_kind::cover && said.place.empty()) said.place = stamp.which;
  if (stamp.what == sheet_kind::total) said.total = true;
  for (const char* kind :
       {sheet_kind::cover, sheet_kind::guide, sheet_kind::table, sheet_kind::reference, sheet_kind::summary,
        sheet_kind::checks, sheet_kind::contents, sheet_kind::codes, sheet_kind::total})
    if (stamp.what == kind) return;
  if (!stamp.which.empty() &&
      std::find(said.sections.begin(), said.sections.end(), stamp.what) == said.sections.end())
    said.sections.push_back(stamp.what);
}

struct Seen {
  bool stamps = false;
  std::size_t codes = 0;
};

Result<Seen> look_through(const xlsx::Workbook& workbook, Said& said) {
  Seen seen;
  for (std::size_t i = 0; i < workbook.sheets().size(); ++i) {
    if (workbook.sheets()[i].kind != xlsx::SheetKind::worksheet) continue;
    auto cells = workbook.cells(i);
    if (!cells) return refuse(cells.error());
    FoundSheet sheet;
    sheet.cells = std::move(*cells);
    find_stamp(sheet);
    if (sheet.stamp) {
      seen.stamps = true;
      add_stamp(*sheet.stamp, said);
    }
    read_cover_words(sheet.cells, said);
    for (const xlsx::Cell& cell : sheet.cells.cells)
      if (cell.type == xlsx::CellType::text && looks_like_code(shown(cell))) ++seen.codes;
  }
  return seen;
}

}  // namespace

Result<Recognition> recognise(const xlsx::Workbook& workbook) {
  Said said = said_by_properties(workbook);
  const bool all_said =
      !said.edition.empty() && !said.place.empty() && !said.round.empty() && !said.sections.empty();
  if (!all_said) {
    const auto seen = look_through(workbook, said);
    if (!seen) return refuse(seen.error());
    if (said.edition.empty() && !seen->stamps && seen->codes < 3)
      return refuse(
          {"not-a-return",
           "This workbook is not one of our forms: it carries neither a stamp nor the codes of lines.",
           workbook.name(), "Send the workbook that was issued for the round, or start from a blank one."});
  }
  Recognition known;
  known.edition = said.edition;
  known.template_hash = said.hash;
  known.round = said.round;
  known.place = said.place;
  known.sections = said.sections;
  known.total = said.total;
  return known;
}

}  // namespace stp
