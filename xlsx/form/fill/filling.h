// A workbook being filled: what stands in it, what is to be changed, what could not be placed.
#pragma once

#include <set>

#include "xlsx/form/form.h"
#include "xlsx/form/take/taken_file.h"

namespace stp {

struct Filling {
  Filling(const Template& of, TakenFile& taken, const FillOptions& how)
      : form(of), words(of), filed(taken.filed), found(taken.found), sections(taken.sections), options(how) {}
  const Template& form;
  const Words words;
  Return& filed;  // kept in step with the edits
  const FoundFile& found;
  const std::vector<SectionIndex>& sections;
  const FillOptions& options;
  std::vector<xlsx::CellEdit> edits;
  std::set<std::pair<TableIndex, std::uint32_t>> used_rows;     // rows of tables that hold something
  std::set<std::pair<TableIndex, std::uint32_t>> matched_rows;  // rows an item of this filling spoke of
  bool unknown_results = false;                                 // a formula's result that we cannot work out
  Filled result;

  void unplaced(const FillItem& item, std::string reason, std::string remedy) {
    result.unplaced.push_back({item, std::move(reason), std::move(remedy)});
  }
};

void place_entry(Filling& filling, const FillItem& item);
void place_note(Filling& filling, const FillItem& item);
void place_cover(Filling& filling, const FillItem& item);
void place_row(Filling& filling, const FillItem& item);
// Reference values of the template where their cells are blank.
void fill_references(Filling& filling);
// Cached results of every calculated cell, the summary and the checks.
void renew_results(Filling& filling);

// A figure as data files give it: "1234.5", "2.1%". Nothing when it is no number.
std::optional<Decimal> number_in(std::string_view text);

}  // namespace stp
