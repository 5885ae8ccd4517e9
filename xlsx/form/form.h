// Maps workbook <-> return: recognise a workbook by its stamp and codes, take what stands in it, write a
// blank one, fill one in place. The only code that knows both calc and xlsx/file.
#pragma once

#include <string>
#include <vector>

#include "calc/calculate.h"
#include "calc/form/template.h"
#include "xlsx/file/workbook.h"

namespace stp {

// What a workbook says it is.
struct Recognition {
  std::string edition, template_hash, round, place;  // codes from the stamp; "" where it says nothing
  std::vector<std::string> sections;                 // codes found
  bool total = false;                                // a footprint total written by us
};
// Refuses what carries neither our stamp nor our line codes.
Result<Recognition> recognise(const xlsx::Workbook& workbook);

struct NamedWorkbook {
  xlsx::Workbook workbook;
  std::string name;    // file name as sent
  std::string folder;  // name of the folder it lay in, "" unknown
  std::string sha256;
};
// The files of one place and round, in any order, as one Return with everything noticed on the way. Never
// refuses for what a finding can say; refuses only a workbook that cannot be read.
Result<Return> take_return(const std::vector<NamedWorkbook>& files, const Template& form);

struct BlankOptions {
  std::vector<std::string> sections;  // codes; one or more
  PlaceIndex place;                   // the footprint: the programme return
  std::string round;                  // "" : the edition's first
  bool illustrative = false;          // demo data: says so on every sheet
};
// Bytes of a new workbook. The same options give the same bytes.
Result<std::string> blank_workbook(const Template& form, const BlankOptions& options);

// One figure to place. `at` is where it came from, for messages.
struct FillItem {
  enum class Kind { entry, cover, row, note } kind = Kind::entry;
  std::string organisation, line, scenario, year;            // entry, note
  std::string table;                                         // row: table code; cells in `columns`
  std::vector<std::pair<std::string, std::string>> columns;  // row: column code (or "code/year") -> text
  std::string field;                                         // cover
  std::string value;
  std::string at;  // "data.csv line 12"
};
struct Unplaced {
  FillItem item;
  std::string reason, remedy;
};
struct FillOptions {
  bool overwrite = false;
};
// A cell that was given something else to hold; results of formulas, which follow from it, are not listed.
struct WrittenCell {
  std::string sheet;
  xlsx::CellEdit edit;
};
struct Filled {
  std::string bytes;  // empty when anything is unplaced
  std::vector<Unplaced> unplaced;
  std::vector<WrittenCell> cells;  // in the order of sheet, row and column
  std::size_t written = 0, already = 0, calculated = 0, references = 0;
};
// Writes the items into the workbook in place, fills reference values, renews every calculated line's cached
// value.
Result<Filled> fill_workbook(const NamedWorkbook& file, const Template& form,
                             const std::vector<FillItem>& items, const FillOptions& options);

// Items that would fill a blank workbook to the same return: the way from OTHER.xlsx.
std::vector<FillItem> items_of(const Return& filed, const Template& form);

}  // namespace stp
