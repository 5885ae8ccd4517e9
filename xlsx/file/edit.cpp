// Workbook::edited: the edits worked into the sheets, the chain kept consistent, all else copied.
#include <algorithm>

#include "xlsx/file/calc_chain.h"
#include "xlsx/file/edit_sheet.h"
#include "xlsx/file/inner.h"
#include "xlsx/file/tables.h"
#include "xlsx/file/trouble.h"

namespace stp::xlsx {

namespace {

using Trouble = std::optional<Refusal>;

class Edit {
 public:
  Edit(const Workbook::Inner& inner, const EditOptions& options) : inner_(inner), options_(options) {}

  Result<std::string> run(const std::vector<CellEdit>& edits) {
    std::map<std::size_t, EditsByCell> by_sheet;
    for (const CellEdit& edit : edits) {
      if (auto trouble = check_target(edit)) return refuse(*trouble);
      by_sheet[edit.sheet][edit.at] = &edit;
    }
    for (const auto& [sheet, cells] : by_sheet) {
      if (auto trouble = edit_one(sheet, cells)) return refuse(*trouble);
    }
    if (auto trouble = mend_calc_chain(inner_, without_, added_, parts_)) return refuse(*trouble);
    if (options_.recalculate_on_load) {
      if (auto trouble = ask_for_recalculation(inner_, parts_)) return refuse(*trouble);
    }
    return assembled();
  }

 private:
  Trouble check_target(const CellEdit& edit) const {
    if (edit.sheet >= inner_.sheets.size()) {
      return Refusal{"no-such-sheet", "There is no sheet number " + std::to_string(edit.sheet + 1) + ".",
                     inner_.name, "Choose one of its " + std::to_string(inner_.sheets.size()) + " sheets."};
    }
    const SheetInfo& sheet = inner_.sheets[edit.sheet];
    const std::string where = inner_.name + ", sheet " + sheet.name;
    if (sheet.kind == SheetKind::chart || sheet.kind == SheetKind::dialog || sheet.part.empty()) {
      return Refusal{"no-cells", "This sheet holds no cells.", where, "Choose a worksheet."};
    }
    const Address at = edit.at;
    if (at.row == 0 || at.row > Address::last_row || at.column == 0 || at.column > Address::last_column) {
      return Refusal{"outside-the-grid", "There is no such cell.", where, "Cells go from A1 to XFD1048576."};
    }
    return std::nullopt;
  }

  Trouble edit_one(std::size_t sheet, const EditsByCell& cells) {
    const SheetInfo& about = inner_.sheets[sheet];
    const auto text = text_of(inner_, about.part);
    if (!text) return text.error();
    const auto headings = table_headings(inner_, about.part);
    if (!headings) return headings.error();
    auto done = edit_sheet(text->view(), inner_.name + ", sheet " + about.name, cells, *headings, options_,
                           inner_.limits);
    if (!done) return done.error();
    const std::uint32_t id = inner_.sheet_ids[sheet];
    for (Address at : done->without_formula) without_.insert({id, at});
    for (Address at : done->with_new_formula) added_.insert({id, at});
    if (done->text != text->view()) parts_.push_back({about.part, std::move(done->text)});
    return std::nullopt;
  }

  Result<std::string> assembled() {
    std::vector<Change> changes;
    for (NewPart& part : parts_) {
      const Member* member = inner_.member(part.part);
      if (member == nullptr) continue;
      const auto position = static_cast<std::size_t>(member - inner_.archive.members.data());
      if (part.text.size() > inner_.limits.member_bytes)
        return refuse(too_large(inner_.where(part.part), "it grew too large"));
      changes.push_back({position, part.drop, std::move(part.text)});
    }
    if (changes.empty()) return inner_.bytes;
    return rewritten(inner_.archive, changes);
  }

  const Workbook::Inner& inner_;
  const EditOptions& options_;
  std::vector<NewPart> parts_;
  std::set<SheetAddress> without_, added_;
};

}  // namespace

Result<std::string> Workbook::edited(const std::vector<CellEdit>& edits, const EditOptions& options) const {
  return Edit(*inner_, options).run(edits);
}

}  // namespace stp::xlsx
