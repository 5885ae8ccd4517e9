#include "calc/consolidate/match.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "calc/model/tables.h"

#include "calc/base/lower_of.h"

namespace stp {
namespace {

constexpr const char* says_disputed = "disputed";  // a choice of the column `agreed`

struct PairColumns {
  const TableDefinition& table;
  ColumnIndex payer, payee, nature, payer_figure, payee_figure, agreed, comment;
  explicit PairColumns(const TableDefinition& t)
      : table(t),
        payer(t.column(tables::payer)),
        payee(t.column(tables::payee)),
        nature(t.column(tables::nature)),
        payer_figure(t.column(tables::payer_figure)),
        payee_figure(t.column(tables::payee_figure)),
        agreed(t.column(tables::agreed)),
        comment(t.column(tables::comment)) {}
  bool complete() const { return payer && payee && nature && payer_figure && payee_figure; }
  std::string text(const TableRow& row, ColumnIndex column) const {
    if (!column) return "";
    const std::size_t slot = table.columns[column.value].first_slot;
    return slot < row.cells.size() ? row.cells[slot].text : "";
  }
  const TableCell* amount(const TableRow& row, ColumnIndex column, PeriodIndex period) const {
    const Column& definition = table.columns[column.value];
    if (definition.periods != 0 && !holds(definition.periods, period)) return nullptr;
    const std::size_t slot = definition.periods == 0 ? definition.first_slot : table.slot(column, period);
    return slot < row.cells.size() ? &row.cells[slot] : nullptr;
  }
};

struct PairKey {
  OrganisationIndex payer, payee;
  std::string nature;
  auto operator<=>(const PairKey&) const = default;
};

struct Side {
  std::optional<Decimal> figure;
  CellPlace at;
  std::vector<std::uint16_t> rows;
};

class Matching {
 public:
  Matching(const CalculatedReturn& merged, const Template& form, const PairColumns& columns,
           const std::vector<TableRow>& rows, const std::vector<PlaceIndex>& origins)
      : form_(form),
        columns_(columns),
        rows_(rows),
        origins_(origins),
        sent_(form.organisations.size(), false) {
    const SectionIndex section = columns.table.section;  // payments come with it; other sections say none
    for (const OrganisationReturn& part : merged.filed.organisations)
      sent_[part.organisation.value] = !section || holds(part.sections, section);
  }

  std::vector<Pair> run() {
    std::map<PairKey, std::vector<std::uint16_t>> by_key;
    for (std::size_t i = 0; i < rows_.size() && i < CellPlace::nowhere; ++i) {
      const PairKey key{form_.organisation(columns_.text(rows_[i], columns_.payer)),
                        form_.organisation(columns_.text(rows_[i], columns_.payee)),
                        columns_.text(rows_[i], columns_.nature)};
      if (key.payer && key.payee) by_key[key].push_back(static_cast<std::uint16_t>(i));
    }
    std::vector<Pair> pairs;
    for (const auto& [key, rows] : by_key)
      for (std::uint16_t p = 0; p < form_.periods.size(); ++p) add(pairs, key, rows, PeriodIndex{p});
    return pairs;
  }

 private:
  void add(std::vector<Pair>& pairs, const PairKey& key, const std::vector<std::uint16_t>& rows,
           PeriodIndex period) {
    const Side payer = side(rows, columns_.payer_figure, key.payer, period);
    const Side payee = side(rows, columns_.payee_figure, key.payee, period);
    if (!payer.figure && !payee.figure) return;
    Pair pair;
    pair.payer = key.payer;
    pair.payee = key.payee;
    pair.nature = key.nature;
    pair.period = period;
    pair.payer_figure = payer.figure;
    pair.payee_figure = payee.figure;
    pair.payer_at = payer.at;
    pair.payee_at = payee.at;
    pair.payer_rows = payer.rows;
    pair.payee_rows = payee.rows;
    pair.agreed = said(rows, columns_.agreed);
    pair.comment = said(rows, columns_.comment);
    judge(pair);
    pairs.push_back(std::move(pair));
  }

  // Who belongs to the footprint stands in the template; who has sent decides nothing about it.
  bool is_member(OrganisationIndex body) const {
    const Organisation& organisation = form_.organisations[body.value];
    return organisation.returned && !organisation.summary && organisation.home;
  }

  // The rows in which that side's own place states a figure. An organisation whose home is the footprint
  // itself has nobody else to speak for it: then any row counts, once it has sent.
  Side side(const std::vector<std::uint16_t>& rows, ColumnIndex column, OrganisationIndex body,
            PeriodIndex period) const {
    const PlaceIndex home = form_.organisations[body.value].home;
    const bool own = is_member(body) && (home != form_.footprint() || !sent_[body.value]);
    Side from_home = stated(rows, column, period, home, true);
    if (own || from_home.figure) return from_home;
    return stated(rows, column, period, home, false);
  }

  Side stated(const std::vector<std::uint16_t>& rows, ColumnIndex column, PeriodIndex period, PlaceIndex home,
              bool only_home) const {
    Side side;
    for (const std::uint16_t row : rows) {
      const TableCell* cell = columns_.amount(rows_[row], column, period);
      if (!cell || cell->kind != EntryKind::value) continue;
      if (only_home && row < origins_.size() && origins_[row] != home) continue;
      if (!side.at) side.at = cell->at;
      side.figure = side.figure.value_or(Decimal()) + cell->value;
      side.rows.push_back(row);
    }
    return side;
  }

  std::string said(const std::vector<std::uint16_t>& rows, ColumnIndex column) const {
    std::vector<std::string> words;
    for (const std::uint16_t row : rows)
      if (std::string word = columns_.text(rows_[row], column); !word.empty())
        words.push_back(std::move(word));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (std::find(words.begin(), words.end(), says_disputed) != words.end() && column == columns_.agreed)
      return says_disputed;
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : "; ") + word;
    return all;
  }

  const Elimination* definition(const Pair& pair) const {
    const TypeIndex payer = form_.organisations[pair.payer.value].type,
                    payee = form_.organisations[pair.payee.value].type;
    for (const Elimination& one : form_.eliminations)
      if (one.nature == pair.nature && (one.payer_types == 0 || holds(one.payer_types, payer)) &&
          (one.payee_types == 0 || holds(one.payee_types, payee)))
        return &one;
    return nullptr;
  }

  void judge(Pair& pair) const {
    const Elimination* one = definition(pair);
    pair.unmatched = pair.payer_figure.value_or(Decimal()) - pair.payee_figure.value_or(Decimal());
    if (!is_member(pair.payer) || !is_member(pair.payee) || pair.payer == pair.payee) {
      pair.reason = pair_reason::outside_footprint;
      return;
    }
    if (!sent_[pair.payer.value] || !sent_[pair.payee.value]) {
      pair.reason = pair_reason::not_sent;
      return;
    }
    if (!one) {
      pair.reason = pair_reason::unknown_nature;
      return;
    }
    if (!pair.payer_figure || !pair.payee_figure) {
      pair.reason = pair.payer_figure ? pair_reason::one_sided_payer : pair_reason::one_sided_payee;
      return;
    }
    const Decimal larger = std::max(absolute(*pair.payer_figure), absolute(*pair.payee_figure));
    pair.allowed = std::max(one->threshold_amount, one->threshold_share * larger);
    pair.eliminated = lower_of(*pair.payer_figure, *pair.payee_figure);
    // A row is marked for all its years; in those whose sides agree there is nothing to dispute.
    if (pair.unmatched.is_zero())
      pair.reason = pair_reason::agreed;
    else if (absolute(pair.unmatched) <= pair.allowed)
      pair.reason = pair_reason::within_threshold;
    else
      pair.reason = pair.agreed == says_disputed ? pair_reason::disputed : pair_reason::above_threshold;
  }

  const Template& form_;
  const PairColumns& columns_;
  const std::vector<TableRow>& rows_;
  const std::vector<PlaceIndex>& origins_;
  std::vector<bool> sent_;
};

}  // namespace

std::string pair_reason::in_words(std::string_view reason) {
  static const std::map<std::string_view, const char*> known{
      {agreed, "both sides agree"},
      {within_threshold, "the two sides differ, within what is allowed"},
      {above_threshold, "the two sides differ by more than is allowed"},
      {one_sided_payer, "only the payer has said"},
      {one_sided_payee, "only the payee has said"},
      {not_sent, "the other side has not sent yet"},
      {disputed, "the two sides differ by more than is allowed, and the figure is marked as disputed"},
      {outside_footprint, "one of the two is outside the footprint"},
      {unknown_nature, "this kind of payment is not known, so that nothing is taken out"}};
  const auto found = known.find(reason);
  return found == known.end() ? std::string(reason) : found->second;
}

bool pair_reason::is_counted(std::string_view reason) {
  return reason != outside_footprint && reason != unknown_nature && reason != not_sent;
}

std::vector<Pair> match_pairs(const CalculatedReturn& merged, const Template& form,
                              const std::vector<std::vector<PlaceIndex>>& row_origins) {
  const TableIndex table = form.table(tables::counterparties);
  if (!table || table.value >= merged.filed.tables.size()) return {};
  const PairColumns columns(form.tables[table.value]);
  if (!columns.complete()) return {};
  static const std::vector<PlaceIndex> nowhere;
  const auto& origins = table.value < row_origins.size() ? row_origins[table.value] : nowhere;
  return Matching(merged, form, columns, merged.filed.tables[table.value], origins).run();
}

}  // namespace stp
