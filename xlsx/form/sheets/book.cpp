#include "xlsx/form/sheets/book.h"

#include "xlsx/form/sheets/words.h"
#include "xlsx/form/stamp.h"

namespace stp {

namespace {

void stamp_properties(xlsx::BookWriter& book, const BookPlan& plan, const Return& filed) {
  const Template& form = plan.form();
  std::string sections;
  for (const SectionIndex section : plan.sections())
    sections += (sections.empty() ? "" : " ") + form.sections[section.value].code;
  book.property(property::edition, form.edition.code);
  book.property(property::hash, form.hash);
  book.property(property::place, form.places[filed.place.value].code);
  book.property(property::round, filed.round);
  book.property(property::sections, sections);
  book.property(property::kind, "return");
}

void write_tables(xlsx::BookWriter& book, const BookPlan& plan, const Return& filed, const CodeLists& lists,
                  const BookText& text) {
  static const std::vector<TableRow> none;
  for (const TablePlan& layout : plan.tables()) {
    xlsx::SheetWriter sheet = book.add_sheet(layout.name);
    write_table(sheet, plan, layout,
                layout.table.value < filed.tables.size() ? filed.tables[layout.table.value] : none, lists,
                text);
  }
}

void write_organisations(xlsx::BookWriter& book, const BookPlan& plan, const CalculatedReturn& figures,
                         const BookText& text, bool summaries) {
  SheetText words;
  words.notice = text.notice;
  for (const SheetPlan& layout : plan.sheets()) {
    if (summaries == static_cast<bool>(layout.section)) continue;
    xlsx::SheetWriter sheet = book.add_sheet(layout.name);
    write_organisation_sheet(sheet, plan, layout, figures, words);
    define_names(book, plan, layout);
  }
}

void write_front(xlsx::BookWriter& book, const BookPlan& plan, const Return& filed, const BookText& text) {
  xlsx::SheetWriter cover = book.add_sheet(BookPlan::cover_sheet);
  write_cover(cover, plan, filed.cover, text);
  xlsx::SheetWriter contents = book.add_sheet(sheet_title::contents);
  write_contents(contents, plan, contents_of(plan), text);
  xlsx::SheetWriter guide = book.add_sheet(sheet_title::guide);
  write_guide(guide, plan, text);
}

}  // namespace

BookPlan plan_of(const Template& form, const std::vector<SectionIndex>& sections, const Return& filed) {
  PlanOptions options;
  options.place = filed.place;
  options.sections = sections;
  for (const OrganisationReturn& part : filed.organisations)
    if (!form.organisations[part.organisation.value].summary)
      options.organisations.push_back(part.organisation);
  for (const auto& rows : filed.tables) options.table_rows.push_back(rows.size());
  return BookPlan(form, options);
}

std::vector<std::string> sheet_names(const BookPlan& plan) {
  std::vector<std::string> names;
  for (const ContentsRow& row : contents_of(plan)) names.push_back(row.sheet);
  return names;
}

Result<std::string> write_book(const Template& form, const std::vector<SectionIndex>& sections,
                               const CalculatedReturn& figures, const BookText& text) {
  const BookPlan plan = plan_of(form, sections, figures.filed);
  xlsx::BookWriter book({text.title, words::reconstructed, "STP returns", text.notice});
  write_front(book, plan, figures.filed, text);
  write_organisations(book, plan, figures, text, false);
  const CodeLists lists(plan);
  write_tables(book, plan, figures.filed, lists, text);
  write_organisations(book, plan, figures, text, true);
  xlsx::SheetWriter checks = book.add_sheet(sheet_title::checks);
  write_checks(checks, plan, checks_of(plan), figures, text);
  xlsx::SheetWriter reference = book.add_sheet(sheet_title::reference);
  write_reference(book, reference, plan, text);
  xlsx::SheetWriter codes = book.add_sheet(sheet_title::codes);
  write_codes(codes, plan, lists, text);
  stamp_properties(book, plan, figures.filed);
  return book.finish();
}

}  // namespace stp
