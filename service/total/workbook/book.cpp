#include <algorithm>

#include "service/total/total_workbook.h"
#include "service/total/workbook/pages.h"
#include "xlsx/form/sheets/back_sheets.h"
#include "xlsx/form/sheets/book.h"
#include "xlsx/form/sheets/organisation_sheet.h"
#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {
namespace {

using namespace total_pages;

std::vector<SectionIndex> sections_of(const Return& filed, const Template& form) {
  std::vector<SectionIndex> sections;
  for (std::uint16_t s = 0; s < form.sections.size(); ++s)
    if (holds(filed.sections, SectionIndex{s})) sections.push_back(SectionIndex{s});
  return sections;
}

std::vector<ContentsRow> contents(const Pages& pages) {
  const std::string nobody = "nobody: calculated";
  std::vector<ContentsRow> rows = {
      {sheet_title::contents, "This list", nobody},
      {name::summary, "The footprint by year, £000 and £m as published; what is missing", nobody},
      {name::organisations, "Headline lines of every organisation, linked to its sheets", nobody},
      {name::places, "The place view and its reconciliation with the organisation view", nobody},
      {name::shared_out, "Every organisation's headline lines by the places it works for", nobody},
      {name::eliminations, "Payments between members taken out of gross totals; the unreconciled remainder",
       nobody},
      {name::pairs, "Both sides of every payment between members, and why they differ", nobody},
      {name::bridges, "The steps from one total to another", nobody},
      {name::line_totals, "What the bridges read, added up over organisations", nobody},
      {name::findings, "What the rules on consolidation found", nobody},
      {name::quoted, "Figures quoted elsewhere, each on its own basis, never added", nobody},
      {name::returns, "Which returns are in it, their files and hashes; which are missing", nobody},
      {name::not_added, "What was sent and is not in it, and why", nobody},
      {BookPlan::cover_sheet, "Cover of the total", nobody}};
  for (ContentsRow& row : contents_of(pages.plan))
    if (row.sheet != BookPlan::cover_sheet && row.sheet != sheet_title::contents &&
        row.sheet != sheet_title::guide && row.sheet != sheet_title::checks) {
      row.who = "copied from the returns";
      rows.push_back(std::move(row));
    }
  rows.push_back({name::sources, "File, sheet and cell of every figure", nobody});
  rows.push_back({name::row_sources, "File, sheet and cells of every row of the tables", nobody});
  return rows;
}

void write_copies(const Pages& pages, xlsx::BookWriter& book, bool summary) {
  SheetText words;
  words.notice = pages.text.notice;
  words.open_for_typing = false;
  if (summary) words.not_known = words::not_known;
  for (const SheetPlan& layout : pages.plan.sheets()) {
    if (summary == static_cast<bool>(layout.section)) continue;
    xlsx::SheetWriter sheet = book.add_sheet(layout.name);
    write_organisation_sheet(sheet, pages.plan, layout, pages.total.merged, words);
    define_names(book, pages.plan, layout);
  }
}

void write_tables(const Pages& pages, xlsx::BookWriter& book, const CodeLists& lists) {
  for (const TablePlan& layout : pages.plan.tables()) {
    xlsx::SheetWriter sheet = book.add_sheet(layout.name);
    write_table(sheet, pages.plan, layout, pages.total.merged.filed.tables[layout.table.value], lists,
                pages.text, false);
  }
}

void write_all(const Pages& pages, xlsx::BookWriter& book) {
  xlsx::SheetWriter list = book.add_sheet(sheet_title::contents);
  write_contents(list, pages.plan, contents(pages), pages.text);
  write_summary(pages);
  total_pages::write_organisations(pages);
  write_places(pages);
  write_shared_out(pages);
  write_eliminations(pages);
  write_pairs(pages);
  write_bridges(pages);
  write_line_totals(pages);
  write_findings(pages);
  write_quoted(pages);
  write_returns(pages);
  write_not_added(pages);
  xlsx::SheetWriter cover = book.add_sheet(BookPlan::cover_sheet);
  write_cover(cover, pages.plan, pages.total.merged.filed.cover, pages.text);
  write_copies(pages, book, false);
  const CodeLists lists(pages.plan);
  write_tables(pages, book, lists);
  write_copies(pages, book, true);
  xlsx::SheetWriter reference = book.add_sheet(sheet_title::reference);
  write_reference(book, reference, pages.plan, pages.text);
  xlsx::SheetWriter codes = book.add_sheet(sheet_title::codes);
  write_codes(codes, pages.plan, lists, pages.text);
  write_sources(pages);
  write_row_sources(pages);
}

std::string joined_sections(const BookPlan& plan) {
  std::string codes;
  for (const SectionIndex section : plan.sections())
    codes += (codes.empty() ? "" : " ") + plan.form().sections[section.value].code;
  return codes;
}

}  // namespace

Result<std::string> total_workbook(const FootprintTotal& total, const Template& form) {
  const Return& filed = total.merged.filed;
  const BookPlan plan = plan_of(form, sections_of(filed, form), filed);
  BookText text{total.footprint_name + ": footprint total, round " + total.round, ""};
  if (const CoverIndex field = form.cover_field(cover::illustrative);
      field && field.value < filed.cover.size())
    text.notice = filed.cover[field.value].text;
  xlsx::BookWriter book({text.title, words::reconstructed, "STP returns", text.notice});
  write_all(pages_of(total, form, plan, book, text), book);
  book.property(property::kind, sheet_kind::total);
  book.property(property::edition, form.edition.code);
  book.property(property::hash, form.hash);
  book.property(property::place, form.places[filed.place.value].code);
  book.property(property::round, total.round);
  book.property(property::sections, joined_sections(plan));
  book.property(property_name::stage, total.stage);
  book.property(property_name::figures, figures_digest(total.merged, form));
  return book.finish();
}

}  // namespace stp
