// The sheets behind the figures: tables to fill in, reference values, codes for the drop-downs.
#pragma once

#include <map>

#include "calc/model/return.h"
#include "xlsx/form/sheets/front_sheets.h"

namespace stp {

// Where the lists behind drop-downs stand on the sheet Codes.
struct CodeList {
  std::string title;
  std::vector<std::pair<std::string, std::string>> codes;  // code, meaning
  xlsx::Range codes_at;                                    // the code cells
};
// One list per column of a table that needs one; columns that need the same share it.
class CodeLists {
 public:
  explicit CodeLists(const BookPlan& plan);
  const std::vector<CodeList>& lists() const { return lists_; }
  const CodeList* of(TableIndex table,
                     ColumnIndex column) const;  // null: its choices stand in the column itself

 private:
  std::size_t add(CodeList list);
  std::vector<CodeList> lists_;
  std::map<std::pair<TableIndex, ColumnIndex>, std::size_t> by_column_;
};

// `rows`: what stands in the table; blank rows up to the plan's last follow.
void write_table(xlsx::SheetWriter& sheet, const BookPlan& plan, const TablePlan& layout,
                 const std::vector<TableRow>& rows, const CodeLists& lists, const BookText& text,
                 bool open_for_typing = true);
// Constants by year, each with its defined name.
void write_reference(xlsx::BookWriter& book, xlsx::SheetWriter& sheet, const BookPlan& plan,
                     const BookText& text);
void write_codes(xlsx::SheetWriter& sheet, const BookPlan& plan, const CodeLists& lists,
                 const BookText& text);

// The share table's first rows: the template's shares of these organisations, where they serve more than one
// place.
std::vector<TableRow> default_shares(const Template& form,
                                     const std::vector<OrganisationIndex>& organisations);

}  // namespace stp
