// Made-up figures for the tests: different for every cell, in the line's unit, the same on every run.
#pragma once

#include <algorithm>

#include "tests/xlsx/form/loaded.h"
#include "xlsx/form/roles.h"
#include "xlsx/form/slots.h"

namespace stp::test {

inline std::string told(const std::vector<Observation>& observations) {
  std::string all;
  for (const Observation& one : observations)
    all += one.kind + " sheet " + std::to_string(one.at.sheet) + " " +
           xlsx::to_text(xlsx::Address{one.at.row, one.at.column}) + " [" + one.found + "] [" + one.expected +
           "] " + one.detail + "\n";
  return all;
}
inline std::string told(const std::vector<Unplaced>& unplaced) {
  std::string all;
  for (const Unplaced& one : unplaced)
    all += one.item.organisation + " " + one.item.line + " " + one.item.year + " " + one.item.field + " " +
           one.item.table + ": " + one.reason + " " + one.remedy + "\n";
  return all;
}

// A small generator of our own: standard distributions differ between libraries.
struct Dice {
  std::uint64_t state;
  std::int64_t below(std::int64_t most) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::int64_t>((state >> 33) % static_cast<std::uint64_t>(most));
  }
};

inline std::string figure_in(const Unit& unit, Sign sign, Dice& dice) {
  const bool negative = sign != Sign::magnitude && dice.below(3) == 0;
  if (unit.as_percent)
    return (negative ? "-0.0" : "0.0") + std::to_string(1 + dice.below(4)) +
           std::to_string(1 + dice.below(9)) + "5";
  const std::string whole = std::to_string(1 + dice.below(250000));
  return (negative ? "-" : "") + whole + (unit.decimals > 0 ? "." + std::to_string(1 + dice.below(8)) : "");
}

inline void entries_for(const Return& filed, Dice& dice, std::vector<FillItem>& items) {
  const Template& form = test::form();
  for (const OrganisationReturn& part : filed.organisations)
    for (LineIndex l{0}; l.value < form.lines.size(); ++l.value)
      for (ScenarioIndex s{0}; s.value < form.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < form.periods.size(); ++p.value) {
          const Line& line = form.lines[l.value];
          if (!holds(part.sections, line.section)) continue;
          if (role_of(line, form.organisations[part.organisation.value].type, s, p) != CellRole::input)
            continue;
          if (part.entries.at(l, s, p).kind != EntryKind::blank) continue;
          FillItem item;
          item.organisation = form.organisations[part.organisation.value].code;
          item.line = line.code;
          item.scenario = form.scenarios[s.value].code;
          item.year = form.periods[p.value].label;
          item.value = figure_in(form.units[line.unit.value], line.sign, dice);
          items.push_back(item);
        }
}

inline void register_for(const Return& filed, Dice& dice, std::vector<FillItem>& items) {
  const Template& form = test::form();
  const TableDefinition& table = form.tables[form.table("register").value];
  for (int i = 0; i < 12; ++i) {
    FillItem item;
    item.kind = FillItem::Kind::row;
    item.table = "register";
    const OrganisationReturn& part =
        filed.organisations[static_cast<std::size_t>(i) % (filed.organisations.size() - 1)];
    const std::string organisation = form.organisations[part.organisation.value].code;
    const bool provider = form.types[form.organisations[part.organisation.value].type.value].code == "P";
    item.columns = {{"solution", "XX-" + std::to_string(i + 10)},
                    {"name", "Solution"},
                    {"narrative", "What is done & why"},
                    {"theme", provider ? "F6010" : "F6180"},
                    {"lead", organisation},
                    {"beneficiary", organisation},
                    {"recurrent", "R"},
                    {"maturity", "2"}};
    for (const char* amount : {"gross", "running", "one_off"})
      for (const PeriodIndex period : periods_in(table.columns[table.column(amount).value]))
        item.columns.emplace_back(std::string(amount) + "/" + form.periods[period.value].code,
                                  std::to_string(1 + dice.below(9000)));
    // Slots stand in the order of the columns.
    std::vector<std::pair<std::string, std::string>> ordered;
    for (const Slot& slot : slots_of(table))
      for (const auto& column : item.columns)
        if (column.first == slot_key(form, table.columns[slot.column.value], slot.period))
          ordered.push_back(column);
    item.columns = ordered;
    items.push_back(item);
  }
}

// Figures for every blank input of this workbook, some notes, cover fields and register rows.
inline std::vector<FillItem> figures_for(const NamedWorkbook& workbook, std::uint64_t seed) {
  const auto filed = take_return({workbook}, form());
  if (!filed) throw std::runtime_error(to_text(filed.error()));
  Dice dice{seed};
  std::vector<FillItem> items;
  for (const auto& [field, value] : {std::pair{"version", "0.1"},
                                     {"status", "draft"},
                                     {"preparer", "A. Person <a&b>"},
                                     {"published_gap_m", "706.5"}}) {
    FillItem item;
    item.kind = FillItem::Kind::cover;
    item.field = field;
    item.value = value;
    items.push_back(item);
  }
  entries_for(*filed, dice, items);
  FillItem note = items.back();
  note.kind = FillItem::Kind::note;
  note.year.clear();
  note.value = "[x] not available: \"zwölf\" < 13 & more";
  items.push_back(note);
  if (filed->organisations.size() > 1) register_for(*filed, dice, items);
  return items;
}

inline std::string in_words(const FillItem& item) {
  std::string text = item.organisation + "|" + item.line + "|" + item.scenario + "|" + item.year + "|" +
                     item.field + "|" + item.table + "|" + item.value;
  for (const auto& [name, value] : item.columns) text += "|" + name + "=" + value;
  return text;
}
inline std::vector<std::string> in_words(const std::vector<FillItem>& items) {
  std::vector<std::string> words;
  for (const FillItem& item : items) words.push_back(in_words(item));
  std::sort(words.begin(), words.end());
  return words;
}
// What a blank workbook already holds is no item of ours.
inline std::vector<FillItem> without_defaults(const std::vector<FillItem>& items,
                                              const NamedWorkbook& blank) {
  const auto filed = take_return({blank}, form());
  const std::vector<std::string> defaults = in_words(items_of(*filed, form()));
  std::vector<FillItem> own;
  for (const FillItem& item : items)
    if (!std::binary_search(defaults.begin(), defaults.end(), in_words(item))) own.push_back(item);
  return own;
}

// What one list of items has and the other has not, both ways; "" when they are the same.
inline std::string difference(const std::vector<FillItem>& before, const std::vector<FillItem>& after) {
  const std::vector<std::string> a = in_words(before), b = in_words(after);
  std::vector<std::string> gone, added;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(gone));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(added));
  std::string all;
  for (const std::string& one : gone) all += "- " + one + "\n";
  for (const std::string& one : added) all += "+ " + one + "\n";
  return all;
}

}  // namespace stp::test
