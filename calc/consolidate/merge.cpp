#include "calc/consolidate/merge.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "calc/consolidate/observed.h"
#include "calc/model/tables.h"

namespace stp {
namespace {

const std::string& text_of(const TableRow& row, ColumnIndex column, const TableDefinition& table) {
  static const std::string none;
  if (!column) return none;
  const std::size_t slot = table.columns[column.value].first_slot;
  return slot < row.cells.size() ? row.cells[slot].text : none;
}

// No figure of a return is anywhere near these; beyond them sums over a footprint might not be held exactly.
// A figure beyond is carried as unreadable: what depends on it is unknown, and the return's own rules say
// why.
constexpr std::int64_t largest_amount = 1'000'000'000'000, largest_share = 100;

bool beyond(Decimal value, std::int64_t largest) { return absolute(value) > Decimal::of(largest); }

// Where a return's files and texts stand in the merged return.
struct Renumbering {
  std::vector<std::uint16_t> files;
  std::uint32_t first_text = 0;  // its texts[1] becomes merged texts[first_text]

  CellPlace operator()(CellPlace at) const {
    if (at && at.file < files.size()) at.file = files[at.file];
    return at;
  }
};

class Merging {
 public:
  Merging(const std::string& round, const Template& form) : form_(form), parts_(form.organisations.size()) {
    Return& total = result_.filed;
    total.edition = form.edition.code;
    total.round = round;
    total.place = form.footprint();
    total.total = true;
    total.texts = {""};
    total.tables.resize(form.tables.size());
    result_.row_origins.resize(form.tables.size());
    for (std::size_t t = 0; t < form.tables.size(); ++t) {
      if (form.tables[t].code == tables::registered) registered_ = t;
      if (form.tables[t].code == tables::shares) shares_ = t;
    }
  }

  Merged run(std::vector<Return> returns) {
    find_programme_solutions(returns);
    merge_covers(returns);
    for (const Rule& rule : form_.rules)
      if (rule.on_total) asked_.insert(rule.observations.begin(), rule.observations.end());
    for (Return& filed : returns) take(filed);
    for (auto& part : parts_)
      if (part) result_.filed.organisations.push_back(std::move(*part));
    if (shares_ != none) finish_shares();
    return std::move(result_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void take(Return& filed) {
    const Renumbering where = take_files(filed);
    result_.filed.sections |= filed.sections;
    take_observations(filed, where);
    for (OrganisationReturn& part : filed.organisations)
      if (!form_.organisations[part.organisation.value].summary) take_organisation(part, where);
    for (std::size_t t = 0; t < filed.tables.size() && t < form_.tables.size(); ++t)
      take_rows(filed, t, where);
  }

  // What the readers noticed stays with the returns, except what a rule on the total asks about.
  void take_observations(Return& filed, const Renumbering& where) {
    for (Observation& one : filed.observations) {
      if (asked_.count(one.kind) == 0) continue;
      one.at = where(one.at);
      result_.observed.push_back(std::move(one));
    }
  }

  Renumbering take_files(Return& filed) {
    Return& total = result_.filed;
    std::vector<std::size_t> order(filed.files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(filed.files[a].name, filed.files[a].sha256) <
             std::tie(filed.files[b].name, filed.files[b].sha256);
    });
    Renumbering where;
    where.files.resize(order.size());
    for (const std::size_t i : order) {
      where.files[i] = static_cast<std::uint16_t>(total.files.size());
      total.files.push_back(std::move(filed.files[i]));
    }
    texts_ = &filed.texts;
    return where;
  }

  // Texts are numbered in the order in which they are met, so the order they were read in leaves no trace.
  void take_entry(Entry& entry, const Renumbering& where) {
    entry.at = where(entry.at);
    if (entry.kind == EntryKind::value && beyond(entry.value, largest_amount)) {
      const std::string text = to_text(entry.value);
      entry.kind = EntryKind::unreadable;
      entry.value = Decimal();
      entry.text = static_cast<std::uint32_t>(result_.filed.texts.size());
      result_.filed.texts.push_back(text);
      return;
    }
    if (entry.text == 0) return;
    std::vector<std::string>& texts = result_.filed.texts;
    texts.push_back(entry.text < texts_->size() ? (*texts_)[entry.text] : std::string());
    entry.text = static_cast<std::uint32_t>(texts.size() - 1);
  }

  void take_organisation(OrganisationReturn& part, const Renumbering& where) {
    for (std::size_t i = 0; i < part.entries.size(); ++i) {
      Entry& entry = part.entries.in_order(i);
      if (entry.kind != EntryKind::blank || entry.at) take_entry(entry, where);
    }
    for (CellPlace& at : part.note_places) at = where(at);
    auto& known = parts_[part.organisation.value];
    if (!known) {
      known = std::move(part);
      return;
    }
    join(*known, part);
  }

  // The same organisation from two returns of one place: their sections differ, so nothing is overwritten.
  static void join(OrganisationReturn& known, OrganisationReturn& part) {
    known.sections |= part.sections;
    for (std::size_t i = 0; i < part.entries.size() && i < known.entries.size(); ++i)
      if (part.entries.in_order(i).kind != EntryKind::blank &&
          known.entries.in_order(i).kind == EntryKind::blank)
        known.entries.in_order(i) = part.entries.in_order(i);
    for (std::size_t i = 0; i < part.notes.size() && i < known.notes.size(); ++i)
      if (known.notes[i].empty()) {
        known.notes[i] = std::move(part.notes[i]);
        if (i < part.note_places.size() && i < known.note_places.size())
          known.note_places[i] = part.note_places[i];
      }
  }

  static void take_cell(TableCell& cell, const Renumbering& where, std::int64_t largest) {
    cell.at = where(cell.at);
    if (cell.kind != EntryKind::value || !beyond(cell.value, largest)) return;
    cell.kind = EntryKind::unreadable;
    cell.text = to_text(cell.value);
    cell.value = Decimal();
  }

  void take_rows(Return& filed, std::size_t t, const Renumbering& where) {
    std::vector<TableRow>& rows = filed.tables[t];
    for (TableRow& row : rows) {
      row.at = where(row.at);
      for (TableCell& cell : row.cells) take_cell(cell, where, t == shares_ ? largest_share : largest_amount);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const TableRow& a, const TableRow& b) {
      return std::tuple(a.at.file, a.at.sheet, a.at.row) < std::tuple(b.at.file, b.at.sheet, b.at.row);
    });
    for (TableRow& row : rows) {
      if (t == registered_ && repeats_programme(filed, row)) continue;
      if (t == shares_ && !speaks_for(filed.place, row)) continue;
      result_.filed.tables[t].push_back(std::move(row));
      result_.row_origins[t].push_back(filed.place);
    }
  }

  std::string solution_of(const TableRow& row) const {
    const TableDefinition& table = form_.tables[registered_];
    return text_of(row, table.column(tables::solution), table);
  }

  void find_programme_solutions(const std::vector<Return>& returns) {
    if (registered_ == none) return;
    for (const Return& filed : returns)
      if (filed.place == form_.footprint() && registered_ < filed.tables.size())
        for (const TableRow& row : filed.tables[registered_]) programme_.insert(solution_of(row));
    programme_.erase("");
  }

  // A programme's solution belongs to the footprint; in a place's register it would count twice.
  bool repeats_programme(const Return& filed, const TableRow& row) {
    if (filed.place == form_.footprint()) return false;
    const std::string solution = solution_of(row);
    if (programme_.count(solution) == 0) return false;
    const Place& place = form_.places[filed.place.value];
    NotAdded left{place.code, filed.round, "", "programme-solution", "", "", ""};
    if (row.at && row.at.file < result_.filed.files.size()) left.file = result_.filed.files[row.at.file].name;
    left.reason = "Solution " + solution + " is returned by the programmes of " +
                  form_.places[form_.footprint().value].name + ". The register of " + place.name +
                  " brings it a second time; that row is not added.";
    left.remedy = "Take the solution " + solution + " out of the register of " + place.name + ".";
    Observation seen;
    seen.kind = observed::solution_twice;
    seen.at = row.at;
    seen.found = solution;
    seen.detail = left.reason;
    result_.observed.push_back(std::move(seen));
    result_.not_added.push_back(std::move(left));
    return true;
  }

  // Only an organisation's home place says how it is shared out.
  bool speaks_for(PlaceIndex place, const TableRow& row) const {
    const TableDefinition& table = form_.tables[shares_];
    const OrganisationIndex body =
        form_.organisation(text_of(row, table.column(tables::organisation), table));
    return body && form_.organisations[body.value].home == place;
  }

  void finish_shares() {
    auto& rows = result_.filed.tables[shares_];
    rows = completed_shares(std::move(rows), result_.filed, form_);
    result_.row_origins[shares_].resize(rows.size(), form_.footprint());
  }

  // The cover of the programmes' return is the total's. Without one, what all covers say alike; the rest
  // stays blank.
  void merge_covers(const std::vector<Return>& returns) {
    result_.filed.cover.resize(form_.cover.size());
    for (const Return& filed : returns)
      if (filed.place == form_.footprint()) {
        for (std::size_t i = 0; i < form_.cover.size() && i < filed.cover.size(); ++i)
          result_.filed.cover[i].text = filed.cover[i].text;
        return;
      }
    for (std::size_t i = 0; i < form_.cover.size(); ++i) {
      std::set<std::string> said;
      for (const Return& filed : returns) said.insert(i < filed.cover.size() ? filed.cover[i].text : "");
      if (said.size() == 1) result_.filed.cover[i].text = *said.begin();
    }
  }

  const Template& form_;
  Merged result_;
  std::vector<std::optional<OrganisationReturn>> parts_;
  std::size_t registered_ = none, shares_ = none;
  std::set<std::string> programme_, asked_;
  const std::vector<std::string>* texts_ = nullptr;
};

}  // namespace

Merged merge(std::vector<Return> returns, const std::string& round, const Template& form) {
  return Merging(round, form).run(std::move(returns));
}

}  // namespace stp
