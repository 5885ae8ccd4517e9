// take_return: the files of one place and round as one Return, with everything noticed on the way.
#include <algorithm>
#include <tuple>

#include "calc/calculation.h"
#include "xlsx/form/form.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/take/check_formulas.h"
#include "xlsx/form/take/open.h"
#include "xlsx/form/take/read_lines.h"
#include "xlsx/form/take/read_tables.h"
#include "xlsx/form/take/structure.h"
#include "xlsx/form/take/taken_file.h"

namespace stp {

namespace {

struct Taking {
  const Template& form;
  const Words words;
  Return filed;
  Noticed noticed;
  std::vector<std::uint16_t> table_from;  // per TableIndex: the file it was read from, +1
  bool has_cover = false;

  explicit Taking(const Template& of)
      : form(of), words(of), noticed(filed.observations), table_from(of.tables.size()) {
    filed.edition = of.edition.code;
    filed.texts.push_back("");
    filed.tables.resize(of.tables.size());
    filed.cover.resize(of.cover.size());
  }
};

OrganisationReturn& part_of(Taking& taking, OrganisationIndex organisation) {
  for (OrganisationReturn& part : taking.filed.organisations)
    if (part.organisation == organisation) return part;
  return taking.filed.organisations.emplace_back(blank_part(organisation, 0, taking.form));
}

std::vector<SectionIndex> sections_in(const FoundFile& found, const Said& said, const Template& form) {
  std::vector<SectionIndex> sections;
  const auto add = [&](SectionIndex section) {
    if (section && std::find(sections.begin(), sections.end(), section) == sections.end())
      sections.push_back(section);
  };
  for (const FoundSheet& sheet : found.sheets)
    if (sheet.role == SheetRole::organisation) add(sheet.section);
  for (const std::string& code : said.sections) add(form.section(code));
  std::sort(sections.begin(), sections.end());
  return sections;
}

void take_lines(Taking& taking, FoundSheet& sheet, const std::vector<SectionIndex>& sections,
                LinesTaken& counts) {
  OrganisationReturn& part = part_of(taking, sheet.organisation);
  std::uint32_t brought = 0;
  if (sheet.role == SheetRole::organisation)
    brought = set_of(sheet.section);
  else
    for (const SectionIndex section : sections) brought |= set_of(section);
  if (sheet.role == SheetRole::organisation && (part.sections & brought) != 0) {  // another file had it
    sheet.repeated = true;
    taking.noticed.on_sheet(sheet);
    taking.noticed.add("sheet-repeated", sheet.stamp_at, sheet.name, "",
                       "Another file of this return has this sheet already; this one was not read.");
    taking.noticed.off_sheet();
    return;
  }
  part.sections |= brought;
  taking.filed.sections |= brought;
  LinesTaken taken{part, taking.filed.texts};
  read_lines(sheet, taking.words, taken, taking.noticed);
  counts.formulas += taken.formulas;
  counts.without_result += taken.without_result;
}

void notice_elsewhere(Taking& taking, const FoundSheet& sheet) {
  const Organisation& organisation = taking.form.organisations[sheet.organisation.value];
  if (!taking.filed.place || organisation.home == taking.filed.place) return;
  taking.noticed.on_sheet(sheet);
  taking.noticed.add(sheet.role == SheetRole::summary ? "place-mismatch" : "organisation-elsewhere",
                     sheet.stamp_at, organisation.code,
                     "organisations of " + taking.form.places[taking.filed.place.value].name, "");
  taking.noticed.off_sheet();
}

void take_table(Taking& taking, FoundSheet& sheet) {
  taking.noticed.on_sheet(sheet);
  if (taking.table_from[sheet.table.value] != 0) {
    sheet.repeated = true;
    taking.noticed.add("sheet-repeated", sheet.stamp_at, sheet.name, "",
                       "Another file of this return has this table already; this one was not read.");
  } else {
    taking.table_from[sheet.table.value] = static_cast<std::uint16_t>(taking.noticed.file() + 1);
    read_table(sheet, taking.words, taking.filed.tables[sheet.table.value], taking.noticed);
  }
  taking.noticed.off_sheet();
}

// Fields in which the files of one return may differ: who prepared them, notes. Place and round are compared
// by settle.
bool may_differ(const CoverField& field) {
  const bool common = field.type == ColumnType::choice || field.code == cover::version;
  return !common || !field.required || field.prefilled;
}

void take_cover(Taking& taking, const FoundSheet& sheet) {
  taking.noticed.on_sheet(sheet);
  std::vector<CoverEntry> entries = read_cover(sheet, taking.words, taking.noticed);
  if (!taking.has_cover) {
    taking.filed.cover = std::move(entries);
    taking.has_cover = true;
  } else {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const CoverField& field = taking.form.cover[i];
      if (may_differ(field) || entries[i].text == taking.filed.cover[i].text) continue;
      taking.noticed.add("cover-field-disagrees", {entries[i].at.row, entries[i].at.column}, entries[i].text,
                         taking.filed.cover[i].text,
                         field.label + ": the covers of two files of this return say different things.");
    }
  }
  taking.noticed.off_sheet();
}

std::string entry_of(const std::vector<CoverEntry>& cover, const Template& form, const char* code) {
  const CoverIndex field = form.cover_field(code);
  return field && field.value < cover.size() ? cover[field.value].text : std::string();
}

// Place and round of the return: the first file that says so.
void settle(Taking& taking, const Said& said, const FoundFile& found) {
  Return& filed = taking.filed;
  std::string place = said.place, round = said.round;
  std::vector<CoverEntry> cover;
  if (const FoundSheet* sheet = found.with_role(SheetRole::cover))
    cover = read_cover(*sheet, taking.words, taking.noticed);
  const std::string cover_place = entry_of(cover, taking.form, cover::place),
                    cover_round = entry_of(cover, taking.form, cover::round);
  if (!cover_place.empty()) place = cover_place;
  if (!cover_round.empty()) round = cover_round;
  if (place.empty() && found.with_role(SheetRole::cover) && found.with_role(SheetRole::cover)->stamp)
    place = found.with_role(SheetRole::cover)->stamp->which;
  PlaceIndex index = taking.form.place(place);
  for (const FoundSheet& sheet : found.sheets)  // no cover at all: whose organisations are these?
    if (!index && sheet.role == SheetRole::organisation)
      index = taking.form.organisations[sheet.organisation.value].home;
  if (!filed.place) filed.place = index;
  if (filed.round.empty()) filed.round = round;
  if (index && index != filed.place)
    taking.noticed.add("place-mismatch", {}, taking.form.places[index.value].code,
                       taking.form.places[filed.place.value].code, "");
  if (!said.place.empty() && !place.empty() && said.place != place)
    taking.noticed.add("place-mismatch", {}, said.place, place,
                       "The stamp in the file's properties names another place than the cover.");
  if (!round.empty() && round != filed.round)
    taking.noticed.add("round-mismatch", {}, round, filed.round, "");
  if (!said.round.empty() && !round.empty() && said.round != round)
    taking.noticed.add("round-mismatch", {}, said.round, round,
                       "The stamp in the file's properties names another round than the cover.");
}

BookPlan plan_for(Taking& taking, const std::vector<SectionIndex>& sections) {
  PlanOptions options;
  options.place = taking.filed.place ? taking.filed.place : taking.form.footprint();
  options.sections = sections;
  options.organisations = returned_by(taking.form, options.place);
  return BookPlan(taking.form, options);
}

void notice_results(Taking& taking, const LinesTaken& counts) {
  if (counts.without_result * 2 <= counts.formulas) return;  // one or two are cells that somebody changed
  taking.noticed.add(
      "saved-without-recalculation", {}, std::to_string(counts.without_result) + " formulas without a result",
      "none",
      std::to_string(counts.without_result) + " of " + std::to_string(counts.formulas) +
          " formulas carry no stored result: the file was saved by a program that did not recalculate it.");
}

Result<void> take_into(Taking& taking, const NamedWorkbook& file, TakenFile* whole) {
  const std::uint16_t position = static_cast<std::uint16_t>(taking.filed.files.size());
  SourceFile source{file.name, file.sha256, {}};
  for (const xlsx::SheetInfo& sheet : file.workbook.sheets()) source.sheets.push_back(sheet.name);
  taking.filed.files.push_back(std::move(source));
  auto found = open_sheets(file, position, taking.words, taking.noticed);
  if (!found) return refuse(found.error());
  const Said said = said_by_properties(file.workbook);
  settle(taking, said, *found);
  const std::vector<SectionIndex> sections = sections_in(*found, said, taking.form);
  notice_stamps(*found, taking.form, taking.noticed);
  notice_names(file, taking.form, taking.filed.place, sections, taking.filed.round, taking.noticed);
  const BookPlan issued = plan_for(taking, sections);
  notice_package(*found, file.workbook, issued, taking.noticed);
  notice_sheets(*found, file.workbook, issued, taking.noticed);
  OrganisationReturn nobody;
  LinesTaken counts{nobody, taking.filed.texts};
  for (FoundSheet& sheet : found->sheets) {
    if (sheet.repeated) continue;
    if (sheet.role == SheetRole::cover) take_cover(taking, sheet);
    if (sheet.role == SheetRole::table) take_table(taking, sheet);
    if (sheet.role != SheetRole::organisation && sheet.role != SheetRole::summary) continue;
    notice_elsewhere(taking, sheet);
    take_lines(taking, sheet, sections, counts);
  }
  notice_results(taking, counts);
  check_formulas(*found, issued, taking.noticed);
  if (whole) {
    whole->sections = sections;
    whole->found = std::move(*found);
  }
  return {};
}

// Organisations in Template order, observations in the order of the files.
Return in_order(Return filed) {
  std::stable_sort(filed.organisations.begin(), filed.organisations.end(),
                   [](const auto& a, const auto& b) { return a.organisation < b.organisation; });
  std::stable_sort(filed.observations.begin(), filed.observations.end(),
                   [](const Observation& a, const Observation& b) {
                     return std::tie(a.at.file, a.at.sheet, a.at.row, a.at.column) <
                            std::tie(b.at.file, b.at.sheet, b.at.row, b.at.column);
                   });
  return filed;
}

}  // namespace

Result<Return> take_return(const std::vector<NamedWorkbook>& files, const Template& form) {
  Taking taking(form);
  for (const NamedWorkbook& file : files)
    if (auto taken = take_into(taking, file, nullptr); !taken) return refuse(taken.error());
  return in_order(std::move(taking.filed));
}

Result<TakenFile> take_file(const NamedWorkbook& file, const Template& form) {
  Taking taking(form);
  TakenFile whole;
  if (auto taken = take_into(taking, file, &whole); !taken) return refuse(taken.error());
  whole.filed = in_order(std::move(taking.filed));
  return whole;
}

}  // namespace stp
