#include "calc/changes.h"

#include <algorithm>

#include "calc/model/tables.h"
#include "calc/row_pairs.h"
#include "calc/shown.h"

namespace stp {
namespace {

std::string where(const Return& filed, const CellPlace& at) {
  const CellText text = describe(filed, at);
  return text.file.empty() ? std::string() : text.file + ", " + text.sheet + "!" + text.cell;
}

Decimal number(const Entry& entry) { return entry.kind == EntryKind::value ? entry.value : Decimal(); }
Decimal number(const TableCell& cell) { return cell.kind == EntryKind::value ? cell.value : Decimal(); }

template <class Stands>
Decimal difference(const Stands& before, const Stands& after) try {
  const bool readable = before.kind != EntryKind::unreadable && after.kind != EntryKind::unreadable;
  return readable ? number(after) - number(before) : Decimal();
} catch (const DecimalOverflow&) {
  return {};
}

std::string text_of(const Entry& entry, const Return& filed) {
  if (entry.kind == EntryKind::value) return to_text(entry.value);
  if (entry.kind == EntryKind::blank || entry.text >= filed.texts.size()) return {};
  return filed.texts[entry.text];
}

std::string text_of(const TableCell& cell, const Column& column) {
  return column.type == ColumnType::amount && cell.kind == EntryKind::value ? to_text(cell.value) : cell.text;
}

class Search {
 public:
  Search(const Return& before, const Return& after, const Template& form)
      : before_(before), after_(after), form_(form), references_(form) {}

  std::vector<Edit> all() {
    for (const auto& part : before_.organisations) organisation(part, after_.find(part.organisation));
    for (TableIndex t{0}; t.value < form_.tables.size(); ++t.value) table(t);
    for (CoverIndex field{0}; field.value < form_.cover.size(); ++field.value) cover(field);
    return std::move(edits_);
  }

 private:
  void organisation(const OrganisationReturn& before, const OrganisationReturn* after) {
    for (LineIndex line{0}; line.value < form_.lines.size(); ++line.value) {
      const Line& definition = form_.lines[line.value];
      if (definition.kind == LineKind::calculated) continue;
      for (ScenarioIndex s{0}; s.value < form_.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form_.periods.size(); ++p.value)
          entry(before.entries.at(line, s, p), after ? after->entries.at(line, s, p) : Entry{},
                {before.organisation, line, s, p});
    }
  }

  // What an entry counts as: a blank reference line stands at the template's own value.
  Entry effective(const Entry& entry, const Position& at) const {
    const Decimal* reference = references_.find(at.line, at.organisation, at.period);
    const bool filled =
        entry.kind == EntryKind::blank && reference && form_.lines[at.line.value].kind == LineKind::reference;
    if (!filled) return entry;
    Entry stands = entry;
    stands.kind = EntryKind::value;
    stands.value = *reference;
    return stands;
  }

  void entry(const Entry& from, const Entry& to, const Position& at) {
    const Entry before = effective(from, at), after = effective(to, at);
    if (before.kind == after.kind && before.value == after.value &&
        (before.kind != EntryKind::unreadable || text_of(before, before_) == text_of(after, after_)))
      return;
    const Line& definition = form_.lines[at.line.value];
    Edit edit;
    Change& change = edit.change;
    change.organisation = at.organisation;
    change.line = at.line;
    change.scenario = at.scenario;
    change.period = at.period;
    change.kind = definition.kind == LineKind::input ? "input" : "reference";
    change.code = definition.code;
    change.label = definition.label;
    change.before = text_of(before, before_);
    change.after = text_of(after, after_);
    change.difference = difference(before, after);
    stand(change, from.at, to.at);
    edit.entry = to;
    edits_.push_back(std::move(edit));
  }

  void stand(Change& change, const CellPlace& from, const CellPlace& to) const {
    change.before_at = from;
    change.after_at = to;
    change.before_where = where(before_, from);
    change.after_where = where(after_, to);
  }

  void table(TableIndex table) {
    static const std::vector<TableRow> none;
    const auto& before = table.value < before_.tables.size() ? before_.tables[table.value] : none;
    const auto& after = table.value < after_.tables.size() ? after_.tables[table.value] : none;
    std::size_t next_row = before.size();
    for (const auto& pair : pair_rows(form_.tables[table.value], before, after)) {
      const std::size_t row =
          pair.before ? static_cast<std::size_t>(pair.before - before.data()) : next_row++;
      rows(table, row, pair);
    }
  }

  // An added row brings its texts with its first change; a removed one loses them with its last.
  void rows(TableIndex table, std::size_t row, const RowPair& pair) {
    const std::size_t first = edits_.size();
    std::vector<Replay::CellEdit> texts;
    for (ColumnIndex c{0}; c.value < form_.tables[table.value].columns.size(); ++c.value) {
      const Column& column = form_.tables[table.value].columns[c.value];
      if (column.periods == 0) {
        cell(table, c, {}, row, column.first_slot, pair, texts);
        continue;
      }
      std::size_t slot = column.first_slot;
      for (PeriodIndex p{0}; p.value < form_.periods.size(); ++p.value)
        if (holds(column.periods, p)) cell(table, c, p, row, slot++, pair, texts);
    }
    if (texts.empty()) return;
    if (edits_.size() == first) edits_.push_back(whole_row(table, pair));
    auto& carrier = pair.before ? edits_.back().cells : edits_[first].cells;
    carrier.insert(carrier.end(), texts.begin(), texts.end());
  }

  void cell(TableIndex table, ColumnIndex c, PeriodIndex period, std::size_t row, std::size_t slot,
            const RowPair& pair, std::vector<Replay::CellEdit>& texts) {
    static const TableCell blank;
    const auto at = [slot](const TableRow* r) -> const TableCell& {
      return r && slot < r->cells.size() ? r->cells[slot] : blank;
    };
    const Column& column = form_.tables[table.value].columns[c.value];
    const TableCell &before = at(pair.before), &after = at(pair.after);
    const bool amount = column.type == ColumnType::amount;
    const bool is_same =
        amount ? before.kind == after.kind && before.value == after.value : before.text == after.text;
    if (is_same && (before.kind != EntryKind::unreadable || before.text == after.text)) return;
    const Replay::CellEdit change{table, row, slot, after};
    if (!amount && !(pair.before && pair.after)) return texts.push_back(change);

    Edit edit{named(table, pair), {}, {change}, {}, {}};
    edit.change.period = period;
    edit.change.column = column.label;
    edit.change.before = text_of(before, column);
    edit.change.after = text_of(after, column);
    if (amount) edit.change.difference = difference(before, after);
    stand(edit.change, before.at, after.at);
    edits_.push_back(std::move(edit));
  }

  Change named(TableIndex table, const RowPair& pair) const {
    Change change;
    change.kind = "row";
    change.table = form_.tables[table.value].label;
    change.row_key = pair.key;
    const ColumnIndex column = form_.tables[table.value].column(tables::beneficiary);
    const TableRow* row = pair.after ? pair.after : pair.before;
    if (!column || !row) return change;  // a pair has a side; clang-tidy cannot know
    const std::size_t slot = form_.tables[table.value].columns[column.value].first_slot;
    if (slot < row->cells.size()) change.organisation = form_.organisation(row->cells[slot].text);
    return change;
  }

  Edit whole_row(TableIndex table, const RowPair& pair) const {
    Edit edit{named(table, pair), {}, {}, {}, {}};
    (pair.before ? edit.change.before : edit.change.after) = "a row without amounts";
    stand(edit.change, pair.before ? pair.before->at : CellPlace{},
          pair.after ? pair.after->at : CellPlace{});
    return edit;
  }

  void cover(CoverIndex field) {
    static const CoverEntry blank;
    const auto at = [field](const Return& filed) -> const CoverEntry& {
      return field.value < filed.cover.size() ? filed.cover[field.value] : blank;
    };
    const CoverEntry &before = at(before_), &after = at(after_);
    if (before.text == after.text) return;
    Edit edit;
    edit.change.kind = "cover";
    edit.change.code = form_.cover[field.value].code;
    edit.change.label = form_.cover[field.value].label;
    edit.change.before = before.text;
    edit.change.after = after.text;
    stand(edit.change, before.at, after.at);
    edit.field = field;
    edit.cover = after;
    edits_.push_back(std::move(edit));
  }

  const Return& before_;
  const Return& after_;
  const Template& form_;
  References references_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> changes_between(const Return& before, const Return& after, const Template& form) {
  return Search(before, after, form).all();
}

void make_room(Return& before, const Return& after, const Template& form) {
  std::erase_if(before.organisations, [&](const auto& part) {
    return form.organisations[part.organisation.value].summary && !after.find(part.organisation);
  });
  before.place = after.place;
  before.sections |= after.sections;
  for (const auto& part : after.organisations) {
    const auto same = [&](const auto& other) { return other.organisation == part.organisation; };
    const auto found = std::find_if(before.organisations.begin(), before.organisations.end(), same);
    if (found == before.organisations.end())
      before.organisations.push_back(blank_part(part.organisation, part.sections, form));
    else
      found->sections |= part.sections;
  }
  std::sort(before.organisations.begin(), before.organisations.end(),
            [](const auto& a, const auto& b) { return a.organisation < b.organisation; });
  before.cover.resize(form.cover.size());
}

}  // namespace stp
