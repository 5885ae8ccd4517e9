#include "xlsx/form/take/structure.h"

#include <algorithm>

#include "xlsx/form/sheets/book.h"
#include "xlsx/form/sheets/organisation_sheet.h"
#include "xlsx/form/write/sheet_name.h"

namespace stp {

namespace {

bool holds_figure(const xlsx::Cell& cell) {
  return cell.has_formula || cell.type == xlsx::CellType::number || cell.type == xlsx::CellType::error;
}

bool of_the_form(const FoundSheet& sheet) { return sheet.role != SheetRole::unknown; }

// What sheet of the plan this one is; its name there, "" none.
std::string planned_name(const FoundSheet& sheet, const BookPlan& plan) {
  switch (sheet.role) {
    case SheetRole::organisation:
    case SheetRole::summary:
      for (const SheetPlan& planned : plan.sheets())
        if (planned.organisation == sheet.organisation && planned.section == sheet.section)
          return planned.name;
      return {};
    case SheetRole::table:
      for (const TablePlan& planned : plan.tables())
        if (planned.table == sheet.table) return planned.name;
      return {};
    case SheetRole::cover:
      return BookPlan::cover_sheet;
    case SheetRole::reference:
      return sheet_title::reference;
    case SheetRole::other:
      if (!sheet.stamp) return {};
      if (sheet.stamp->what == sheet_kind::contents) return sheet_title::contents;
      if (sheet.stamp->what == sheet_kind::guide) return sheet_title::guide;
      if (sheet.stamp->what == sheet_kind::checks) return sheet_title::checks;
      if (sheet.stamp->what == sheet_kind::codes) return sheet_title::codes;
      return {};
    case SheetRole::unknown:
      return {};
  }
  return {};
}

// Calls `miss` with the name and organisation of each sheet of the plan that was not found.
template <class Miss>
void each_missing(const FoundFile& found, const BookPlan& plan, Miss miss) {
  if (!found.with_role(SheetRole::cover)) miss(BookPlan::cover_sheet, {});
  for (const SheetPlan& planned : plan.sheets())
    if (!found.sheet(planned.organisation, planned.section)) miss(planned.name, planned.organisation);
  for (const TablePlan& planned : plan.tables()) {
    const bool there = std::any_of(found.sheets.begin(), found.sheets.end(), [&](const FoundSheet& sheet) {
      return sheet.role == SheetRole::table && sheet.table == planned.table;
    });
    if (!there) miss(planned.name, {});
  }
  if (!found.with_role(SheetRole::reference)) miss(sheet_title::reference, {});
}

void notice_missing_sheets(const FoundFile& found, const BookPlan& plan, Noticed& noticed) {
  each_missing(found, plan, [&](const std::string& name, OrganisationIndex organisation) {
    noticed.add("sheet-missing", {}, "", name, "").organisation = organisation;
  });
}

// The fewest sheets that must be moved to restore the order: all but a longest run that is in order.
std::vector<bool> in_order(const std::vector<std::size_t>& wanted) {
  std::vector<std::size_t> length(wanted.size(), 1), before(wanted.size(), wanted.size());
  std::size_t best = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (wanted[j] < wanted[i] && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        before[i] = j;
      }
    if (length[i] > length[best]) best = i;
  }
  std::vector<bool> kept(wanted.size());
  for (std::size_t i = best; i < wanted.size(); i = before[i]) kept[i] = true;
  return kept;
}

void notice_order(const FoundFile& found, const BookPlan& plan, Noticed& noticed) {
  const std::vector<std::string> names = sheet_names(plan);
  std::vector<std::size_t> wanted;
  std::vector<const FoundSheet*> known;
  for (const FoundSheet& sheet : found.sheets) {
    const std::string name = planned_name(sheet, plan);
    const auto position = std::find(names.begin(), names.end(), name);
    if (sheet.repeated || position == names.end()) continue;
    wanted.push_back(static_cast<std::size_t>(position - names.begin()));
    known.push_back(&sheet);
  }
  const std::vector<bool> kept = in_order(wanted);
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (kept[i]) continue;
    noticed.on_sheet(*known[i]);
    noticed.add("sheet-moved", {}, "position " + std::to_string(known[i]->position + 1),
                wanted[i] == 0 ? "first" : "after " + names[wanted[i] - 1], "");
  }
  noticed.off_sheet();
}

void notice_merged(const FoundSheet& sheet, Noticed& noticed) {
  const std::uint32_t first = sheet.role == SheetRole::table ? sheet.columns.key_row : sheet.headings.row;
  if (first == 0) return;
  for (const xlsx::MergedRange& merged : sheet.cells.merged)
    if (merged.last.row >= first)
      noticed.add("merged-cells", merged.first, xlsx::to_text(xlsx::Range{merged.first, merged.last}), "",
                  "");
}

bool points_outside(const std::string& refers_to) {
  return refers_to.find('[') != std::string::npos || refers_to.find("#REF!") != std::string::npos;
}

std::vector<std::string> names_of_missing(const FoundFile& found, const BookPlan& plan) {
  std::vector<std::string> names;
  for (const SheetPlan& planned : plan.sheets())
    if (!found.sheet(planned.organisation, planned.section)) names.push_back(figures_name(planned));
  if (found.with_role(SheetRole::reference)) return names;
  const Template& form = plan.form();
  for (ConstantIndex c{0}; c.value < form.constants.size(); ++c.value)
    for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value)
      names.push_back(constant_name(form, c, p));
  return names;
}

}  // namespace

std::vector<std::string> missing_sheets(const FoundFile& found, const BookPlan& plan) {
  std::vector<std::string> names;
  each_missing(found, plan, [&](const std::string& name, OrganisationIndex) { names.push_back(name); });
  return names;
}

void notice_package(const FoundFile& found, const xlsx::Workbook& workbook, const BookPlan& plan,
                    Noticed& noticed) {
  if (workbook.has_macros()) noticed.add("macros-present", {}, "a VBA project", "none", "");
  for (const std::string& target : workbook.external_links())
    noticed.add("external-link", {}, target, "none", "");
  const std::vector<std::string> lost = names_of_missing(found, plan);
  for (const xlsx::DefinedName& name : workbook.defined_names())
    if (points_outside(name.refers_to) && (name.refers_to.find('[') != std::string::npos ||
                                           std::find(lost.begin(), lost.end(), name.name) == lost.end()))
      noticed.add("broken-name", {}, name.name + ": " + name.refers_to, "", "");
}

// A file issued otherwise says so on each of its sheets; it is told once.
void notice_stamps(const FoundFile& found, const Template& form, Noticed& noticed) {
  std::vector<std::string> told;
  const auto tell = [&](const char* kind, const FoundSheet& sheet, const std::string& says,
                        const std::string& expected) {
    if (says == expected || std::find(told.begin(), told.end(), says) != told.end()) return;
    told.push_back(says);
    noticed.on_sheet(sheet);
    noticed.add(kind, sheet.stamp_at, says, expected, "");
  };
  for (const FoundSheet& sheet : found.sheets) {
    if (!sheet.stamp || !of_the_form(sheet)) continue;
    if (sheet.stamp->edition != form.edition.code)
      tell("edition-mismatch", sheet, sheet.stamp->edition, form.edition.code);
    else
      tell("template-hash-differs", sheet, sheet.stamp->hash, short_hash(form.hash));
  }
  noticed.off_sheet();
}

void notice_hidden(const FoundSheet& sheet, const xlsx::SheetInfo& info, Noticed& noticed) {
  noticed.on_sheet(sheet);
  const auto any = [&](auto&& inside) {
    return std::any_of(sheet.cells.cells.begin(), sheet.cells.cells.end(),
                       [&](const xlsx::Cell& cell) { return holds_figure(cell) && inside(cell.at); });
  };
  if (info.visibility != xlsx::Visibility::visible && !sheet.cells.cells.empty())
    noticed.add("hidden-sheet", {}, sheet.name, "", "");
  for (const std::uint32_t row : sheet.cells.hidden_rows)
    if (any([&](xlsx::Address at) { return at.row == row; }))
      noticed.add("hidden-row", {row, 1}, "row " + std::to_string(row), "", "");
  for (const auto& [first, last] : sheet.cells.hidden_columns)
    if (any([&, from = first, to = last](xlsx::Address at) { return at.column >= from && at.column <= to; }))
      noticed.add("hidden-column", {1, first},
                  first == last ? "column " + xlsx::column_text(first)
                                : "columns " + xlsx::column_text(first) + " to " + xlsx::column_text(last),
                  "", "");
  noticed.off_sheet();
}

void notice_sheets(const FoundFile& found, const xlsx::Workbook& workbook, const BookPlan& plan,
                   Noticed& noticed) {
  notice_missing_sheets(found, plan, noticed);
  for (const FoundSheet& sheet : found.sheets) {
    noticed.on_sheet(sheet);
    const std::string name = planned_name(sheet, plan);
    if (!of_the_form(sheet) && !sheet.cells.cells.empty())
      noticed.add("sheet-unknown", {}, sheet.name, "", "");
    else if (!name.empty() && !sheet.repeated && !xlsx::same_name(name, sheet.name))
      noticed.add("sheet-renamed", {}, sheet.name, name, "");
    if (of_the_form(sheet) && !sheet.cells.is_protected) noticed.add("protection-removed", {}, "", "", "");
    notice_merged(sheet, noticed);
    notice_hidden(sheet, workbook.sheets()[sheet.position], noticed);
  }
  noticed.off_sheet();
  notice_order(found, plan, noticed);
}

namespace {

// Words of a file or folder name: letters and digits, lower case.
std::vector<std::string> words_in(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : lower(name)) {
    const bool joins =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (joins)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// Several words run: "west yorkshire", "2016 09 16".
bool contains(const std::vector<std::string>& words, const std::vector<std::string>& run) {
  return !run.empty() && std::search(words.begin(), words.end(), run.begin(), run.end()) != words.end();
}

bool names_place(const std::vector<std::string>& words, const Place& place) {
  return contains(words, words_in(place.slug)) || contains(words, words_in(place.name));
}

// A place the words name other than the right one; nothing if they name the right one too.
const Place* other_place(const std::vector<std::string>& words, const Template& form, PlaceIndex right) {
  const Place* other = nullptr;
  for (PlaceIndex p{0}; p.value < form.places.size(); ++p.value) {
    if (!names_place(words, form.places[p.value])) continue;
    if (p == right) return nullptr;
    other = &form.places[p.value];
  }
  return other;
}

}  // namespace

void notice_names(const NamedWorkbook& file, const Template& form, PlaceIndex place,
                  const std::vector<SectionIndex>& sections, const std::string& round, Noticed& noticed) {
  const std::vector<std::string> words = words_in(file.name);
  if (const Place* other = place ? other_place(words, form, place) : nullptr)
    noticed.add("file-name-disagrees", {}, other->name, form.places[place.value].name, "");
  for (SectionIndex s{0}; s.value < form.sections.size(); ++s.value) {
    const bool brought = std::find(sections.begin(), sections.end(), s) != sections.end();
    if (!brought && !sections.empty() && contains(words, words_in(form.sections[s.value].code)))
      noticed.add("file-name-disagrees", {}, form.sections[s.value].code,
                  form.sections[sections.front().value].code, "");
  }
  for (const Round& known : form.rounds)
    if (known.code != round && !round.empty() && contains(words, words_in(known.code)))
      noticed.add("file-name-disagrees", {}, known.code, round, "");
  const Place* other = place ? other_place(words_in(file.folder), form, place) : nullptr;
  if (other) noticed.add("folder-disagrees", {}, other->name, form.places[place.value].name, "");
}

}  // namespace stp
