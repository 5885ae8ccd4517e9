#include "calc/translate.h"

#include "calc/calculation.h"

namespace stp {
namespace {

template <class Of, class Items>
std::vector<Index<Of>> matched(const Items& from, const Items& to) {
  std::vector<Index<Of>> matches(from.size());
  for (std::size_t i = 0; i < from.size(); ++i)
    for (std::size_t k = 0; k < to.size(); ++k)
      if (from[i].code == to[k].code) matches[i] = {static_cast<std::uint16_t>(k)};
  return matches;
}

class Translation {
 public:
  Translation(const Return& filed, const Template& from, const Template& to)
      : from_(from),
        to_(to),
        lines_(matched<OfLine>(from.lines, to.lines)),
        scenarios_(matched<OfScenario>(from.scenarios, to.scenarios)),
        periods_(matched<OfPeriod>(from.periods, to.periods)),
        sections_(matched<OfSection>(from.sections, to.sections)) {
    Return& target = result_.filed;
    target.edition = to.edition.code;
    target.round = filed.round;
    target.files = filed.files;
    target.texts = filed.texts;
    target.sections = sections(filed.sections);
    target.place = to.place(from.places[filed.place.value].code);
    cover(filed);
    for (const auto& part : filed.organisations) organisation(part);
    tables(filed);
  }

  Translated take() { return std::move(result_); }

 private:
  std::uint32_t sections(std::uint32_t set) const {
    std::uint32_t translated = 0;
    for (std::uint16_t i = 0; i < sections_.size(); ++i)
      if (holds(set, SectionIndex{i}) && sections_[i]) translated |= set_of(sections_[i]);
    return translated;
  }

  void cover(const Return& filed) {
    result_.filed.cover.resize(to_.cover.size());
    const auto fields = matched<OfCover>(from_.cover, to_.cover);
    for (std::size_t i = 0; i < fields.size() && i < filed.cover.size(); ++i)
      if (fields[i]) result_.filed.cover[fields[i].value] = filed.cover[i];
  }

  void organisation(const OrganisationReturn& part) {
    const OrganisationIndex there = to_.organisation(from_.organisations[part.organisation.value].code);
    OrganisationReturn target = blank_part(there, sections(part.sections), to_);
    for (LineIndex line{0}; line.value < from_.lines.size(); ++line.value)
      for (ScenarioIndex s{0}; s.value < from_.scenarios.size(); ++s.value)
        for (PeriodIndex p{0}; p.value < from_.periods.size(); ++p.value) entry(part, target, line, s, p);
    if (there) result_.filed.organisations.push_back(std::move(target));
  }

  void entry(const OrganisationReturn& part, OrganisationReturn& target, LineIndex line,
             ScenarioIndex scenario, PeriodIndex period) {
    const Entry& found = part.entries.at(line, scenario, period);
    if (found.kind == EntryKind::blank && !found.at) return;
    const LineIndex there = lines_[line.value];
    const bool has_place =
        target.organisation && there && scenarios_[scenario.value] && periods_[period.value];
    if (has_place) target.entries.at(there, scenarios_[scenario.value], periods_[period.value]) = found;
    const bool takes_it = has_place && to_.lines[there.value].kind != LineKind::calculated;
    const bool says_something =
        found.kind != EntryKind::blank && from_.lines[line.value].kind != LineKind::calculated;
    if (says_something && !takes_it) result_.left_out.push_back({part.organisation, line, scenario, period});
  }

  void tables(const Return& filed) {
    result_.filed.tables.resize(to_.tables.size());
    for (std::size_t i = 0; i < from_.tables.size() && i < filed.tables.size(); ++i)
      if (const TableIndex there = to_.table(from_.tables[i].code))
        for (const auto& row : filed.tables[i])
          result_.filed.tables[there.value].push_back(
              table_row(row, from_.tables[i], to_.tables[there.value]));
  }

  TableRow table_row(const TableRow& row, const TableDefinition& from, const TableDefinition& to) const {
    TableRow target{std::vector<TableCell>(to.slots), row.at};
    for (ColumnIndex c{0}; c.value < from.columns.size(); ++c.value) {
      const ColumnIndex there = to.column(from.columns[c.value].code);
      if (!there) continue;
      const bool yearly = from.columns[c.value].periods != 0;
      for (PeriodIndex p{0}; p.value < (yearly ? from_.periods.size() : 1); ++p.value) {
        if (yearly && (!holds(from.columns[c.value].periods, p) || !periods_[p.value])) continue;
        if (yearly && !holds(to.columns[there.value].periods, periods_[p.value])) continue;
        const std::size_t slot = yearly ? from.slot(c, p) : from.columns[c.value].first_slot;
        const std::size_t to_slot =
            yearly ? to.slot(there, periods_[p.value]) : to.columns[there.value].first_slot;
        if (slot < row.cells.size() && to_slot < target.cells.size()) target.cells[to_slot] = row.cells[slot];
      }
    }
    return target;
  }

  const Template& from_;
  const Template& to_;
  std::vector<LineIndex> lines_;
  std::vector<ScenarioIndex> scenarios_;
  std::vector<PeriodIndex> periods_;
  std::vector<SectionIndex> sections_;
  Translated result_;
};

}  // namespace

Translated translate(const Return& filed, const Template& from, const Template& to) {
  return Translation(filed, from, to).take();
}

}  // namespace stp
