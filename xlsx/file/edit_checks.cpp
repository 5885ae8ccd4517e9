#include "xlsx/file/edit_checks.h"

#include "xlsx/file/cell_text.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

using Owners = std::map<Address, Address>;  // an edited cell inside a range -> the cell the range belongs to

// Notes the edits that lie in a range; looks only at the rows of the range.
void note(Owners& owners, const EditsByCell& edits, const MergedRange& range, Address owner) {
  for (auto edit = edits.lower_bound(range.first); edit != edits.end() && edit->first.row <= range.last.row;
       ++edit) {
    const std::uint16_t column = edit->first.column;
    if (range.first.column <= column && column <= range.last.column) owners.emplace(edit->first, owner);
  }
}

class Checks {
 public:
  Checks(const EditsByCell& edits, const SheetPlaces& places, const SheetFrame& frame,
         const std::vector<MergedRange>& headings, const EditOptions& options, const std::string& where)
      : places_(places), options_(options), where_(where) {
    for (const MergedRange& range : frame.merged) note(merged_, edits, range, range.first);
    for (const ArrayPlace& array : places.arrays) note(arrays_, edits, array.range, array.master);
    for (const MergedRange& range : headings) note(headings_, edits, range, range.first);
  }

  std::optional<Refusal> check(Address at, const CellEdit& edit, const Limits& limits) const {
    const std::string place = where_ + ", cell " + to_text(at);
    if (auto trouble = check_value(edit, place, limits)) return trouble;
    if (places_.twice.count(at) != 0) return damaged(place, "this cell stands in the sheet twice");
    if (const auto found = merged_.find(at); found != merged_.end() && found->second != at) {
      const std::string owner = to_text(found->second);
      return Refusal{"merged-cell", "This cell is covered by the merged cell " + owner + ".", place,
                     "Write to " + owner + ", or unmerge the cells first."};
    }
    return is_cached(edit.kind) ? check_cached(at, place) : check_replaced(at, place);
  }

 private:
  bool has_formula(Address at) const {
    const auto found = places_.found.find(at);
    return found != places_.found.end() && found->second.formula_kind != FormulaKind::none;
  }
  std::optional<Refusal> check_cached(Address at, const std::string& place) const {
    const bool shows_array = arrays_.count(at) != 0 && places_.found.count(at) != 0;
    if (has_formula(at) || shows_array) return std::nullopt;
    return Refusal{"no-formula", "This cell holds no formula whose result could be renewed.", place,
                   "Set its value instead."};
  }
  std::optional<Refusal> check_replaced(Address at, const std::string& place) const {
    if (const auto found = arrays_.find(at); found != arrays_.end()) {
      return Refusal{"array-formula",
                     "This cell is part of the array formula in " + to_text(found->second) + ".", place,
                     "Remove the array formula in the spreadsheet application first."};
    }
    if (headings_.count(at) != 0) {
      return Refusal{"table-heading",
                     "This cell is the heading of a table's column, which the table repeats elsewhere.",
                     place, "Rename the column in the spreadsheet application."};
    }
    if (has_formula(at) && !options_.overwrite_formulas) {
      return Refusal{"formula-cell", "This cell holds a formula.", place,
                     "Leave it to be calculated, or ask for formulas to be overwritten."};
    }
    return std::nullopt;
  }

  const SheetPlaces& places_;
  const EditOptions& options_;
  const std::string& where_;
  Owners merged_, arrays_, headings_;
};

}  // namespace

std::optional<Refusal> check_edits(const EditsByCell& edits, const SheetPlaces& places,
                                   const SheetFrame& frame, const std::vector<MergedRange>& headings,
                                   const EditOptions& options, const std::string& where,
                                   const Limits& limits) {
  const Checks checks(edits, places, frame, headings, options, where);
  for (const auto& [at, edit] : edits) {
    if (auto trouble = checks.check(at, *edit, limits)) return trouble;
  }
  return std::nullopt;
}

}  // namespace stp::xlsx
