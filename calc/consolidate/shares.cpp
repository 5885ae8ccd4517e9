#include "calc/consolidate/shares.h"

#include <set>
#include <tuple>

#include "calc/consolidate/merge.h"
#include "calc/model/tables.h"

namespace stp {
namespace {

constexpr const char* outside = "OUT";

struct ShareColumns {
  const TableDefinition& table;
  ColumnIndex organisation, measure, destination, share;
  explicit ShareColumns(const TableDefinition& definition)
      : table(definition),
        organisation(definition.column(tables::organisation)),
        measure(definition.column(tables::measure)),
        destination(definition.column(tables::destination)),
        share(definition.column(tables::share)) {}
  bool complete() const { return organisation && measure && destination && share; }
  std::size_t slot(ColumnIndex column) const { return table.columns[column.value].first_slot; }
  const std::string& text(const TableRow& row, ColumnIndex column) const {
    static const std::string none;
    return slot(column) < row.cells.size() ? row.cells[slot(column)].text : none;
  }
  const TableCell* amount(const TableRow& row, PeriodIndex period) const {
    const Column& column = table.columns[share.value];
    if (column.periods != 0 && !holds(column.periods, period)) return nullptr;
    const std::size_t at = column.periods == 0 ? column.first_slot : table.slot(share, period);
    return at < row.cells.size() ? &row.cells[at] : nullptr;
  }
};

const TableDefinition* share_definition(const Template& form) {
  const TableIndex table = form.table(tables::shares);
  return table ? &form.tables[table.value] : nullptr;
}

PeriodIndex period_at(std::size_t position) { return PeriodIndex{static_cast<std::uint16_t>(position)}; }

// Writes rows that stand in no file: the template's shares for a body and measure in the periods given.
class Defaults {
 public:
  Defaults(const ShareColumns& columns, const Template& form) : columns_(columns), form_(form) {}

  void add(std::vector<TableRow>& rows, OrganisationIndex body, const std::string& measure,
           PeriodSet periods) const {
    bool stated = false;
    for (const Share& share : form_.shares) {
      if (share.organisation != body || share.measure != measure) continue;
      stated = true;
      const std::string destination = share.outside ? outside : form_.places[share.place.value].code;
      rows.push_back(row(body, measure, destination, share.share, periods));
    }
    const PlaceIndex home = form_.organisations[body.value].home;
    if (!stated && home && !form_.places[home.value].footprint)
      rows.push_back(row(body, measure, form_.places[home.value].code, Decimal::of(1), periods));
  }

 private:
  TableRow row(OrganisationIndex body, const std::string& measure, const std::string& destination,
               Decimal share, PeriodSet periods) const {
    TableRow made;
    made.cells.resize(columns_.table.slots);
    const auto put = [&](ColumnIndex column, const std::string& text) {
      TableCell& cell = made.cells[columns_.slot(column)];
      cell.kind = EntryKind::value;
      cell.text = text;
    };
    put(columns_.organisation, form_.organisations[body.value].code);
    put(columns_.measure, measure);
    put(columns_.destination, destination);
    for (std::size_t p = 0; p < form_.periods.size(); ++p) {
      const TableCell* place = holds(periods, period_at(p)) ? columns_.amount(made, period_at(p)) : nullptr;
      if (!place) continue;
      TableCell& cell = made.cells[static_cast<std::size_t>(place - made.cells.data())];
      cell.kind = EntryKind::value;
      cell.value = share;
    }
    return made;
  }

  const ShareColumns& columns_;
  const Template& form_;
};

}  // namespace

std::vector<TableRow> completed_shares(std::vector<TableRow> own, const Return& filed, const Template& form) {
  const TableDefinition* definition = share_definition(form);
  if (!definition) return own;
  const ShareColumns columns(*definition);
  if (!columns.complete()) return own;
  std::set<std::tuple<std::string, std::string, std::size_t>> stated;
  for (const TableRow& row : own)
    for (std::size_t p = 0; p < form.periods.size(); ++p)
      if (const TableCell* cell = columns.amount(row, period_at(p)); cell && cell->kind != EntryKind::blank)
        stated.emplace(columns.text(row, columns.organisation), columns.text(row, columns.measure), p);
  const Defaults defaults(columns, form);
  for (const OrganisationReturn& part : filed.organisations) {
    const Organisation& body = form.organisations[part.organisation.value];
    for (const Section& section : form.sections) {
      PeriodSet open = 0;
      for (std::size_t p = 0; p < form.periods.size(); ++p)
        if (stated.count({body.code, section.code, p}) == 0) open |= set_of(period_at(p));
      if (open != 0 && !body.summary) defaults.add(own, part.organisation, section.code, open);
    }
  }
  return own;
}

ShareTable::ShareTable(const Return& filed, const Template& form)
    : sections_(form.sections.size()),
      periods_(form.periods.size()),
      destinations_(form.places.size()),  // the footprint's position stands for outside
      shares_(form.organisations.size() * sections_ * periods_) {
  read_rows(filed, form);
  if (!share_definition(form)) read_defaults(form);
}

void ShareTable::read_rows(const Return& filed, const Template& form) {
  const TableIndex table = form.table(tables::shares);
  if (!table || table.value >= filed.tables.size()) return;
  const ShareColumns columns(form.tables[table.value]);
  if (!columns.complete()) return;
  for (const TableRow& row : filed.tables[table.value]) {
    const OrganisationIndex body = form.organisation(columns.text(row, columns.organisation));
    const SectionIndex measure = form.section(columns.text(row, columns.measure));
    const std::string& destination = columns.text(row, columns.destination);
    const PlaceIndex place = destination == outside ? form.footprint() : form.place(destination);
    if (!body || !measure || !place) continue;
    for (std::size_t p = 0; p < periods_; ++p) {
      const TableCell* cell = columns.amount(row, period_at(p));
      if (!cell || cell->kind != EntryKind::value) continue;
      Shares& shares = shares_[position(body, measure, period_at(p))];
      shares.parts.resize(destinations_);
      shares.stated = true;
      shares.parts[place.value] += cell->value;
    }
  }
}

// An edition without a share table: the template's shares, else all at home.
void ShareTable::read_defaults(const Template& form) {
  for (std::size_t o = 0; o < form.organisations.size(); ++o)
    for (std::size_t s = 0; s < sections_; ++s)
      for (std::size_t p = 0; p < periods_; ++p) {
        Shares& shares = shares_[(o * sections_ + s) * periods_ + p];
        shares.parts.resize(destinations_);
        for (const Share& share : form.shares) {
          if (share.organisation.value != o || share.measure != form.sections[s].code) continue;
          shares.parts[share.outside ? form.footprint().value : share.place.value] += share.share;
          shares.stated = true;
        }
        const PlaceIndex home = form.organisations[o].home;
        if (shares.stated || !home || form.places[home.value].footprint) continue;
        shares.parts[home.value] = Decimal::of(1);
        shares.stated = true;
      }
}

const Decimal* ShareTable::of(OrganisationIndex organisation, SectionIndex measure,
                              PeriodIndex period) const {
  const Shares& shares = shares_[position(organisation, measure, period)];
  return shares.stated ? shares.parts.data() : nullptr;
}

Decimal ShareTable::whole(OrganisationIndex organisation, SectionIndex measure, PeriodIndex period) const {
  Decimal sum;
  for (const Decimal part : shares_[position(organisation, measure, period)].parts) sum += part;
  return sum;
}

void ShareTable::share_out(Decimal value, const Decimal* shares, std::vector<Decimal>& parts) const {
  parts.assign(destinations_, Decimal());
  Decimal rest = value, whole;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < destinations_; ++i) {
    whole += shares[i];
    if (shares[i] > shares[largest]) largest = i;
    if (shares[i].is_zero()) continue;
    parts[i] = shares[i] == Decimal::of(1) ? value : shares[i] * value;
    rest -= parts[i];
  }
  if (whole == Decimal::of(1)) parts[largest] += rest;
}

}  // namespace stp
