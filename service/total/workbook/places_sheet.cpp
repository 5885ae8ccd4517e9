#include <map>
#include <numeric>

#include "calc/consolidate/shares.h"
#include "calc/form/render.h"
#include "calc/model/tables.h"
#include "service/total/workbook/list_sheet.h"

namespace stp::total_pages {
namespace {

const PlaceFigures* view_of(const Pages& pages, const Headline& one, PeriodIndex period) {
  for (const PlaceFigures& figures : pages.total.places)
    if (!figures.type && figures.line == one.line && figures.scenario == one.scenario &&
        figures.period == period)
      return &figures;
  return nullptr;
}

Decimal at_destination(const PlaceFigures& figures, std::size_t destination) {
  return destination < figures.by_place.size() ? figures.by_place[destination] : figures.outside;
}

// "SUMIFS(Shares!share of the year, organisation, this one, measure, this section, destination, this one)"
std::string share_formula(const Pages& pages, const ListSheet& list, const std::string& measure,
                          PeriodIndex period) {
  const TableIndex index = pages.form.table(tables::shares);
  if (!index) return "0";
  const TableDefinition& table = pages.form.tables[index.value];
  const auto range = [&](const char* column) {
    return pages.plan.table_range(index, table.column(column), period);
  };
  if (!holds(table.columns[table.column(tables::share).value].periods, period)) return "0";
  return "SUMIFS(" + range(tables::share) + "," + range(tables::organisation) + ",$A" +
         std::to_string(list.row()) + "," + range(tables::measure) + ",\"" + measure + "\"," +
         range(tables::destination) + ",$C" + std::to_string(list.row()) + ")";
}

void write_share(const Pages& pages, ListSheet& list, const ShareTable& shares, std::size_t d, std::size_t m,
                 std::size_t h) {
  const OrganisationIndex member = pages.members[m];
  const Headline& one = pages.headlines[h];
  const Line& line = pages.form.lines[one.line.value];
  list.next();
  list.text(1, pages.form.organisations[member.value].code);
  list.text(2, line.code + ", " + pages.form.scenarios[one.scenario.value].label);
  list.text(3, pages.destination_code(d));
  list.text(4, pages.form.units[line.unit.value].label);
  std::vector<Decimal> parts;
  for (std::uint16_t p = 0; p < pages.form.periods.size(); ++p) {
    const std::uint16_t column = pages.plan.year_column(PeriodIndex{p});
    const Figure* figure = pages.total.merged.find(member, one.line, one.scenario, PeriodIndex{p});
    const Decimal* share = shares.of(member, line.section, PeriodIndex{p});
    const bool applies =
        holds(line.types, pages.form.organisations[member.value].type) && holds(line.periods, PeriodIndex{p});
    if (!figure || !applies) {
      list.greyed(column);
      continue;
    }
    const std::string share_of_it =
        share_formula(pages, list, pages.form.sections[line.section.value].code, PeriodIndex{p});
    if (figure->state == FigureState::unknown) {
      if (share && share[d].is_zero())
        list.formula(column, share_of_it, Decimal(), number_format_of(pages.form, one.line));
      else
        list.not_known(column);
      continue;
    }
    if (share) shares.share_out(figure->value, share, parts);
    const std::string whole = cell(name::organisations, pages.organisations_row(m, h), column);
    list.formula(column, whole + "*" + share_of_it, share ? parts[d] : Decimal(),
                 number_format_of(pages.form, one.line));
  }
  list.text(pages.plan.note_column(), pages.destination_name(d));
}

// One destination's summary stands in a block of its own on Places; organisations' figures are its shares of
// them.
class PlaceNames : public CellNames {
 public:
  PlaceNames(const Pages& pages, std::size_t destination, const std::map<Headline, std::uint32_t>& rows)
      : pages_(pages), destination_(destination), rows_(rows) {}
  std::string sheet_of(OrganisationIndex body, SectionIndex) const override {
    return body == pages_.summary ? name::places : name::shared_out;
  }
  std::uint32_t row(OrganisationIndex body, LineIndex line, ScenarioIndex scenario) const override {
    if (body == pages_.summary) {
      const auto found = rows_.find({line, scenario});
      return found == rows_.end() ? 0 : found->second;
    }
    for (std::size_t h = 0; h < pages_.headlines.size(); ++h)
      for (std::size_t m = 0; m < pages_.members.size(); ++m)
        if (pages_.members[m] == body && pages_.headlines[h] == Headline{line, scenario})
          return pages_.shared_row(destination_, m, h);
    return 0;
  }
  std::string column(PeriodIndex period) const override { return pages_.plan.column(period); }
  std::string constant(ConstantIndex constant, PeriodIndex period) const override {
    return pages_.plan.constant(constant, period);
  }
  std::string cover(CoverIndex field) const override { return pages_.plan.cover(field); }
  std::string table_range(TableIndex table, ColumnIndex column, PeriodIndex period) const override {
    return pages_.plan.table_range(table, column, period);
  }
  std::string organisation_key(OrganisationIndex body, SectionIndex section) const override {
    return pages_.plan.organisation_key(body, section);
  }
  std::string line_key(OrganisationIndex body, LineIndex line, ScenarioIndex scenario) const override {
    return pages_.plan.line_key(body, line, scenario);
  }
  std::vector<OrganisationIndex> organisations(TypeSet types) const override {
    return pages_.plan.organisations(types);
  }

 private:
  const Pages& pages_;
  std::size_t destination_;
  const std::map<Headline, std::uint32_t>& rows_;
};

class WritingPlaces {
 public:
  WritingPlaces(const Pages& pages, ListSheet& list)
      : pages_(pages), list_(list), rows_(pages.destinations()) {}

  void run() {
    for (std::size_t d = 0; d < pages_.destinations(); ++d) {
      if (d + 1 < pages_.destinations() && !pages_.arrived(d))
        missing(d);
      else
        block(d, heading(d));
    }
    for (std::size_t d = 0; d + 1 < pages_.destinations(); ++d)
      if (!pages_.arrived(d))
        block(d, "What organisations of other places do for " + pages_.destination_name(d) +
                     ", whose own return is missing");
    reconcile();
  }

 private:
  std::string heading(std::size_t d) const {
    std::string name = pages_.destination_name(d);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return pages_.total.complete ? name : name + " (incomplete: shares of what is missing are not in it)";
  }

  void describe(const Headline& one, const std::string& code) {
    const Line& line = pages_.form.lines[one.line.value];
    list_.next();
    list_.text(1, code);
    list_.text(2, line.label);
    list_.text(3, line.code);
    list_.text(4, pages_.form.units[line.unit.value].label);
    list_.text(pages_.plan.note_column(), "");
  }

  void missing(std::size_t d) {
    list_.sub_heading(pages_.destination_name(d) + ": MISSING");
    for (const Headline& one : pages_.summary_lines) {
      describe(one, pages_.destination_code(d));
      for (std::uint16_t p = 0; p < pages_.form.periods.size(); ++p)
        list_.text(pages_.plan.year_column(PeriodIndex{p}), "missing");
    }
  }

  void block(std::size_t d, const std::string& heading) {
    list_.sub_heading(heading);
    // The rows of the whole block first: a line may read one that stands below it.
    std::uint32_t row = list_.row();
    for (const Headline& one : pages_.summary_lines) rows_[d][one] = ++row;
    const PlaceNames names(pages_, d, rows_[d]);
    for (const Headline& one : pages_.summary_lines) {
      describe(one, pages_.destination_code(d));
      for (std::uint16_t p = 0; p < pages_.form.periods.size(); ++p) figure(one, PeriodIndex{p}, d, names);
    }
  }

  void figure(const Headline& one, PeriodIndex period, std::size_t d, const PlaceNames& names) {
    const Line& line = pages_.form.lines[one.line.value];
    const FormulaCase* formula =
        line.formula_for(pages_.form.organisations[pages_.summary.value].type, period);
    const PlaceFigures* view = view_of(pages_, one, period);
    const std::uint16_t column = pages_.plan.year_column(period);
    if (!formula || !view || !holds(line.periods, period)) return list_.greyed(column);
    if (!view->part_known(d)) return list_.not_known(column);
    list_.formula(
        column,
        excel_formula(formula->formula, {pages_.summary, one.line, one.scenario, period}, pages_.form, names),
        at_destination(*view, d), number_format_of(pages_.form, one.line));
  }

  void reconcile() {
    list_.sub_heading("Reconciliation: places and outside, organisation view, difference");
    for (const Headline& one : pages_.summary_lines) {
      describe(one, "places and outside");
      const std::uint32_t sum_row = list_.row();
      each_year(one, [&](std::uint16_t column, const PlaceFigures& view) {
        if (view.unknown_parts != 0) return list_.not_known(column);
        std::string sum;
        for (const auto& rows : rows_) sum += (sum.empty() ? "" : "+") + cell(rows.at(one), column);
        list_.formula(column, sum, std::accumulate(view.by_place.begin(), view.by_place.end(), view.outside),
                      number_format_of(pages_.form, one.line));
      });
      describe(one, "organisations");
      const std::uint32_t whole_row = list_.row();
      const std::string sheet =
          pages_.plan.sheet_of(pages_.summary, pages_.form.lines[one.line.value].section);
      each_year(one, [&](std::uint16_t column, const PlaceFigures& view) {
        if (!view.organisations_known) return list_.not_known(column);
        list_.formula(column, cell(sheet, pages_.plan.row(pages_.summary, one.line, one.scenario), column),
                      view.organisations, number_format_of(pages_.form, one.line));
      });
      describe(one, "difference");
      each_year(one, [&](std::uint16_t column, const PlaceFigures& view) {
        if (!view.comparable()) return list_.not_known(column);
        list_.formula(column, "ROUND(" + cell(sum_row, column) + "-" + cell(whole_row, column) + ",6)",
                      rounded(view.difference, 6), number_format_of(pages_.form, one.line));
      });
    }
  }

  template <class Write>
  void each_year(const Headline& one, Write write) {
    for (std::uint16_t p = 0; p < pages_.form.periods.size(); ++p) {
      const std::uint16_t column = pages_.plan.year_column(PeriodIndex{p});
      if (const PlaceFigures* view = view_of(pages_, one, PeriodIndex{p}))
        write(column, *view);
      else
        list_.greyed(column);
    }
  }

  const Pages& pages_;
  ListSheet& list_;
  std::vector<std::map<Headline, std::uint32_t>> rows_;  // per destination
};

}  // namespace

void write_shared_out(const Pages& pages) {
  const ShareTable shares(pages.total.merged.filed, pages.form);
  ListSheet list(pages, name::shared_out,
                 "Each organisation's headline lines by the places it works for: figure times share.",
                 ListSheet::with_years(pages, {{"Organisation", 13}, {"Line", 24}, {"Place", 8}, {"Unit", 9}},
                                       {{"Place name", 34}}));
  for (std::size_t d = 0; d < pages.destinations(); ++d)
    for (std::size_t h = 0; h < pages.headlines.size(); ++h)
      for (std::size_t m = 0; m < pages.members.size(); ++m) write_share(pages, list, shares, d, m, h);
  list.finish();
}

void write_places(const Pages& pages) {
  ListSheet list(pages, name::places,
                 "The place view: what is done for each place's people, by the share table. Beside it the "
                 "organisation view; the difference is nil.",
                 ListSheet::with_years(pages, {{"Place", 18}, {"Label", 58}, {"Line", 10}, {"Unit", 9}},
                                       {{"Note", 30}}));
  WritingPlaces(pages, list).run();
  list.finish();
}

}  // namespace stp::total_pages
